import RecordFiles
import Testing

@Suite("Places in sheets")
struct SheetPlacesTests {
  @Test(
    "Columns have the letters that spreadsheets show",
    arguments: [
      (1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD"),
    ])
  func letters(column: Int, letters: String) {
    #expect(SheetPlaces.letters(column) == letters)
  }

  @Test("A line and a column of the text lead back to the cell")
  func reference() {
    let places = SheetPlaces(sheet: "T10", rows: [1, 4, 4, 9], columns: [1, 3])
    #expect(places.reference(column: 1, line: 4) == "C9")
    #expect(places.reference(column: 2, line: 4) == nil)
    #expect(places.row(ofLine: 3) == 4)
  }
}

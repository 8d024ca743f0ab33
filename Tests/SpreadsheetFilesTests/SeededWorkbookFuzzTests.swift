import TestSupport
import Testing

@testable import SpreadsheetFiles

/// A short run over small random workbooks; `Tests/Fuzzing/run.sh` searches for hours.
@Suite struct SeededWorkbookFuzzTests {
  /// Pieces that sheets are made of, and a few that break them; a zero byte starts the next part.
  static let pieces = [
    "<row r=\"1\">", "<row>", "</row>", "<c r=\"A1\">", "<c t=\"s\">", "<c s=\"1\">",
    "<c t=\"inlineStr\"><is><t>",
    "</t></is></c>", "</c>", "<v>", "</v>", "<f>", "</f>", "0", "1", "46300", "MST", "1.234,5", "-",
    "</sheetData>",
    "<mergeCells><mergeCell ref=\"A1:B3\"/></mergeCells>", "\0", "<sst><si><t>a</t></si></sst>",
    "<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>", "&amp;", "<!DOCTYPE a>",
    "_x000D_",
  ]

  @Test func noSmallWorkbookBreaksTheReader() {
    var generator = SeededGenerator(seed: 20_261_122)
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<Int.random(in: 1...30, using: &generator) {
        text += SeededWorkbookFuzzTests.pieces.randomElement(using: &generator) ?? ""
      }
      #expect(WorkbookFuzz.run(Array(text.utf8)) == nil, "\(text.debugDescription)")
    }
  }

  @Test func aSoundSheetReachesTheReader() {
    let sheet =
      "<row><c t=\"s\"><v>0</v></c></row><row><c s=\"1\"><v>46300</v></c></row>\0<sst><si><t>a</t></si></sst>\0"
      + "<styleSheet><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    #expect(WorkbookFuzz.run(Array(sheet.utf8)) == nil)
  }
}

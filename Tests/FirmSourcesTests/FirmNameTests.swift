import Testing

@testable import FirmSources

/// Names of firms as lists write them, and how alike they are held to be.
@Suite struct FirmNameTests {
  @Test(arguments: [
    "Công ty TNHH MTV May Phú An", "CTY TNHH một thành viên May Phú An", "C.ty TNHH MTV MAY PHÚ AN",
    "Cty trách nhiệm hữu hạn 1 thành viên may Phu An",
  ])
  func waysToWriteOneName(name: String) {
    let parts = FirmName(name)
    #expect(parts.words == ["may", "phu", "an"] && parts.form == "limited")
  }

  @Test func formsAreToldApart() {
    let names = [
      "Công ty CP A", "CTCP A", "DNTN A", "HTX A", "Hộ kinh doanh A", "Chi nhánh Công ty TNHH A", "A",
    ]
    #expect(
      names.map { FirmName($0).form } == [
        "shares", "shares", "private", "cooperative", "household", "branch", "",
      ])
    #expect(FirmName("Cty TM DV Cường Thịnh").words == ["thuong", "mai", "dich", "vu", "cuong", "thinh"])
    #expect(FirmName("Công ty TNHH").words == ["cong", "ty", "tnhh"])
  }

  private static func index(_ names: [String]) -> NameIndex {
    NameIndex(names.indices.map { (key: UInt64($0 + 1), place: $0) }) {
      NamedFirm(title: names[$0], commune: "Huế", address: "")
    }
  }

  /// Places of the best firms and their scores.
  private static func best(_ index: NameIndex, _ name: String, _ place: String = "") -> [(Int, Int)] {
    var search = NameSearch(index)
    let row = NamedFirm(title: name, commune: place, address: "")
    return search.best(row, least: 60, most: 3).map { (index.entries[$0.firm].place, $0.score) }
  }

  @Test func rareWordsCountMoreThanCommonOnes() {
    let names =
      (0..<200).map { "Công ty TNHH Thương mại Dịch vụ Số\($0)x" } + ["Công ty TNHH Thương mại Minh Anh"]
    let index = Self.index(names)
    #expect(Self.best(index, "TM DV Minh Anh").first.map { $0.0 } == 200)
    #expect(Self.best(index, "Thương mại Dịch vụ Khác").isEmpty)
  }

  @Test func aLetterMayDifferAndThePlaceCounts() {
    let index = Self.index(["Công ty CP Thiên Phước Hưng", "Công ty CP Bắc Trung"])
    let near = Self.best(index, "Thiên Phướt Hưng")
    #expect(near.count == 1 && near[0].0 == 0 && near[0].1 < 100 && near[0].1 >= 60)
    #expect(Self.best(index, "Thiên Phước Hưng", "Huế")[0].1 == 100)
    #expect(Self.best(index, "Thiên Phước Hưng", "Đà Nẵng")[0].1 == 90)
    #expect(Self.best(index, "ThiênPhước Hưng")[0].1 == 100)
    #expect(NameVocabulary.areNear("phuoc", "phuot") && NameVocabulary.areNear("phuoc", "phuc") == true)
    #expect(!NameVocabulary.areNear("an", "ac") && !NameVocabulary.areNear("phuoc", "thuot"))
  }

  @Test func thousandsOfFirmsOfOneNameAreNamedInTheOrderOfTheirCodes() {
    let index = Self.index([String](repeating: "Công ty TNHH Thành Công", count: 20_000))
    #expect(Self.best(index, "Thành Công").map { $0.0 } == [0, 1, 2])
  }
}

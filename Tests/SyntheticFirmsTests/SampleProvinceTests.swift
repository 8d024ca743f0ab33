import Foundation
import SyntheticFirms
import Testing

@Suite("The sample province")
struct SampleProvinceTests {
  @Test("The committed files are what the generator writes")
  func committedFiles() throws {
    try SampleFolder.withFresh(firms: 2_400, seed: 20_261_031) { fresh in
      for name in SampleProvince.fileNames {
        let isSame = try fresh.bytes(name) == SampleFolder.committed.bytes(name)
        #expect(isSame, "\(name): write it anew as samples/hue/README.md says")
      }
    }
  }

  @Test("The committed folder holds nothing but the lists and the page that describes them")
  func nothingElse() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: SampleFolder.committed.url.path).sorted()
    #expect(names == (SampleProvince.fileNames + ["README.md"]).sorted())
  }

  @Test("The committed files stay under 1.5 MB")
  func size() throws {
    let total = try SampleProvince.fileNames.reduce(0) { try $0 + SampleFolder.committed.bytes($1).count }
    #expect(total < 1_500_000)
  }

  @Test("Two runs write the same bytes and another seed writes others")
  func sameBytes() throws {
    func contents(_ seed: UInt64) throws -> [Data] {
      var contents: [Data] = []
      try SampleFolder.withFresh(firms: 300, seed: seed) { folder in
        contents = try SampleProvince.fileNames.map { try folder.bytes($0) }
      }
      return contents
    }
    let first = try contents(3)
    #expect(try contents(3) == first)
    let lists = first.dropLast()
    #expect(zip(try contents(4), lists).allSatisfy { $0 != $1 })
  }

  @Test("The dates file starts with the day of scoring and names every list once")
  func dates() throws {
    let lines = try SampleFolder.committed.lines("lists.txt").filter { !$0.isEmpty && !$0.hasPrefix("#") }
    #expect(lines.first == "as of 2026-10-31")
    #expect(lines.dropFirst().allSatisfy { $0.contains(" date 2026-10-") })
    #expect(lines.count == SampleProvince.fileNames.count)
  }

  @Test("A folder that cannot be made is an error that names it")
  func noFolder() {
    #expect(throws: ListWriteError.self) {
      try SampleProvince.write(into: "/proc/none/hue", firms: 1, seed: 1)
    }
  }

  @Test("The wide list has a row of equal width for every firm and about one blank cell in twenty")
  func wideList() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try WideList.write(to: path, firms: 2_000, seed: 9)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let rows = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(rows.count == 2_001)
    #expect(rows.allSatisfy { $0.count == WideList.header.count })
    let blanks = rows.dropFirst().reduce(0) { $0 + $1.filter(\.isEmpty).count }
    let share = Double(blanks) / Double(2_000 * WideList.header.count)
    #expect(share > 0.03 && share < 0.08)
    #expect((180...280).contains(text.utf8.count / 2_000))
  }
}

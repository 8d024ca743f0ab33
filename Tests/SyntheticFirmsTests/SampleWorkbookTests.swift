import Foundation
import RecordFiles
import SpreadsheetFiles
import SyntheticFirms
import Testing

@Suite("The sample province as workbooks")
struct SampleWorkbookTests {
  private static let committed = SampleFolder.committed.url.deletingLastPathComponent()
    .appendingPathComponent(
      "hue-xlsx")

  /// The text that the list of a workbook is read as.
  private func text(_ url: URL) throws -> [UInt8] {
    var options = ReadingOptions()
    return try ListFile.open(path: url.path, sheet: "Danh sách", options: &options).input.withBytes {
      Array($0)
    }
  }

  @Test("The committed workbooks hold the cells that the generator writes")
  func committedFiles() throws {
    let fresh = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: fresh) }
    try SampleProvince.writeWorkbooks(into: fresh.path, firms: 2_400, seed: 20_261_031)
    for name in SampleProvince.workbookNames where name.hasSuffix(".xlsx") {
      let isSame =
        try text(fresh.appendingPathComponent(name)) == text(Self.committed.appendingPathComponent(name))
      #expect(isSame, "\(name): write it anew as samples/hue-xlsx/README.md says")
    }
  }

  @Test("The committed folder holds the workbooks, the dates and the page that describes them, under 1.5 MB")
  func nothingElse() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.committed.path).sorted()
    #expect(names == (SampleProvince.workbookNames + ["README.md"]).sorted())
    let sizes = try names.map { try Data(contentsOf: Self.committed.appendingPathComponent($0)).count }
    #expect(sizes.reduce(0, +) < 1_500_000)
  }
}

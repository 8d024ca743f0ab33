import Foundation
import RecordFiles
import SyntheticFirms
import Testing

@Suite("The sample province as agencies print it")
struct SampleTitleBlockTests {
  private static let committed = SampleFolder(
    url: SampleFolder.committed.url.deletingLastPathComponent().appendingPathComponent("hue-title-block"))

  /// A list in UTF-8, whatever letters the file has.
  private func text(_ name: String) throws -> String {
    var options = ReadingOptions()
    let input = InputBytes(Array(try Self.committed.bytes(name)), path: name)
    return String(decoding: try TextDecoding.decode(input, &options).withBytes { Array($0) }, as: UTF8.self)
  }

  @Test("The committed files are what the generator writes")
  func committedFiles() throws {
    let fresh = SampleFolder(
      url: FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString))
    defer { try? FileManager.default.removeItem(at: fresh.url) }
    try SampleProvince.writeTitleBlocks(into: fresh.url.path, firms: 2_400, seed: 20_261_031)
    for name in SampleProvince.fileNames {
      let isSame = try fresh.bytes(name) == Self.committed.bytes(name)
      #expect(isSame, "\(name): write it anew as samples/hue-title-block/README.md says")
    }
  }

  @Test("The committed folder holds the lists, the dates and the page that describes them, under 1.5 MB")
  func nothingElse() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.committed.url.path).sorted()
    #expect(names == (SampleProvince.fileNames + ["README.md"]).sorted())
    #expect(try names.reduce(0) { try $0 + Self.committed.bytes($1).count } < 1_500_000)
  }

  @Test("Every list has a title block, a header that is no single row, and signatures")
  func surroundings() throws {
    for name in SampleProvince.fileNames where name != "lists.txt" {
      let lines = try text(name).split(whereSeparator: \.isNewline)
      #expect(
        lines.prefix(2).allSatisfy { $0.contains("CỘNG HÒA XÃ HỘI") || $0.contains("Độc lập") }, "\(name)")
      #expect(lines.suffix(3).contains { $0.contains("Huế, ngày ") }, "\(name)")
      #expect(lines.last?.contains("(Ký, ghi rõ họ tên)") == true, "\(name)")
      let header = try #require(
        lines.firstIndex { $0.contains("Mã số thuế") || $0.contains("MS") }, "\(name)")
      #expect(lines[header + 1].contains { $0.isLetter } && !lines[header + 1].contains("CÔNG TY"), "\(name)")
    }
  }

  @Test("Long lists have a sum and the header again on every page")
  func pages() throws {
    for (name, pages) in [(SampleFile.labour, 41), (SampleFile.debtors, 6)] {
      let lines = try text(name).lowercased().split(whereSeparator: \.isNewline)
      #expect(lines.count { $0.contains(";cộng trang;") } == pages, "\(name)")
      #expect(lines.count { $0.hasPrefix("stt;mst;") } == pages, "\(name)")
      #expect(lines.count { $0.contains(";tổng cộng;") } == 1, "\(name)")
    }
  }

  @Test("Lists are in UTF-8 with and without mark, in UTF-16 of both orders and in Windows-1258")
  func letters() throws {
    func starts(_ name: String, _ bytes: [UInt8]) throws -> Bool {
      try Self.committed.bytes(name).starts(with: bytes)
    }
    #expect(
      try starts(SampleFile.labour, [0xEF, 0xBB, 0xBF]) && starts(SampleFile.forms, [0xEF, 0xBB, 0xBF]))
    #expect(
      try starts(SampleFile.insured, [0xFF, 0xFE]) && starts("ke-hoach-co-quan-khac.csv", [0xFE, 0xFF]))
    #expect(try starts(SampleFile.unions, Array("TỔNG LIÊN ĐOÀN".utf8)))
    // Letters of Windows-1258 that Windows-1252 has for other ones, and none that it lacks.
    for name in [SampleFile.debtors, SampleFile.disputes] {
      let bytes = Array(try Self.committed.bytes(name))
      #expect(String(validating: bytes, as: UTF8.self) == nil && !bytes.contains(0x3F), "\(name)")
    }
    #expect(try text(SampleFile.debtors).contains("BẢO HIỂM XÃ HỘI THÀNH PHỐ HUẾ"))
    #expect(try text(SampleFile.debtors).contains(";(nghìn đồng);"))
  }
}

import Foundation
import RecordFiles
import TestSupport
import Testing

private let wanted = [
  ColumnRequest(id: 1, machineName: "tax_code", titles: ["MST"], kind: .taxCode),
  ColumnRequest(id: 2, machineName: "name", titles: ["Tên"], kind: .text),
  ColumnRequest(
    id: 3, machineName: "debt", titles: ["Nợ"],
    kind: .number(NumberForm(decimals: 0, range: 0...1_000_000, quantity: .money))),
  ColumnRequest(id: 4, machineName: "day", titles: ["Ngày"], kind: .date),
]

@Suite struct HostileInputTests {
  @Test(arguments: [[], [0xEF, 0xBB, 0xBF]] as [[UInt8]])
  func nothingIsEmpty(_ bytes: [UInt8]) {
    #expect(throws: InputError.empty(path: "list.csv")) { try table(bytes, wanted) }
  }

  @Test func headerOnlyHasNoRows() throws {
    for text in ["MST,Tên", "MST,Tên\n", "MST\r", "MST"] {
      let read = try table(text, wanted)
      #expect(read.rowCount == 0)
      #expect(read.account.physicalRecords == 1)
    }
  }

  @Test func blankLinesOnlyHaveNoHeader() {
    #expect(throws: InputError.noHeader(path: "list.csv")) { try table("\n\n\n", []) }
  }

  @Test func loneCarriageReturnsEndRecords() throws {
    let read = try table("MST,Tên\r3000000005,A\r\r3000000006,B", wanted)
    #expect(read.lines == [2, 4])
    #expect(read.layout.dialect.lineEnding == .carriageReturn)
  }

  @Test func anOpenQuoteCostsItsLineOnly() throws {
    let read = try table("MST,Tên\n3000000005,\"A\n3000000006,B\n3000000007,C\n", wanted)
    #expect(read.keys == ["3000000006", "3000000007"])
    #expect(read.rejects.kept.map(\.code) == [.quoteNeverCloses])
    #expect(read.rejects.kept.first?.rawText == "3000000005,\"A")
  }

  @Test func aLineOfAHundredMegabytesIsOneReject() throws {
    var bytes = Array("MST,Tên\n3000000005,A\n3000000006,".utf8)
    bytes += [UInt8](repeating: 0x78, count: 100_000_000)
    bytes += Array("\n3000000007,B\n".utf8)
    let read = try table(bytes, wanted)
    #expect(read.keys == ["3000000005", "3000000007"])
    #expect(read.lines == [2, 4])
    #expect(read.rejects.kept.map(\.code) == [.recordTooLong])
    #expect(read.rejects.kept.first?.rawText.utf8.count == Reject.keptBytes)
    #expect(read.rejects.kept.first?.bytes.count == 100_000_011)
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0], ForeignFormat.compressed), (Array("PK\u{3}\u{4}xl".utf8), .archive),
      ([0xD0, 0xCF, 0x11, 0xE0], .oldWorkbook), ([0xFF, 0xFE, 0x4D, 0], .wideText),
      ([0xFE, 0xFF, 0, 0x4D], .wideText),
      ([0x4D, 0, 0x53, 0, 0x54, 0, 0x2C, 0, 0x41, 0], .wideText), (Array("%PDF-1.7".utf8), .document),
      (Array("\u{FEFF} <HTML><body>".utf8), .webPage),
    ] as [([UInt8], ForeignFormat)])
  func foreignFormatsAreNamed(_ bytes: [UInt8], _ format: ForeignFormat) {
    #expect(throws: InputError.foreign(path: "list.csv", format: format)) { try table(bytes, wanted) }
  }

  @Test func randomBytesNeverUpsetTheReader() throws {
    var random = SeededGenerator(seed: 3)
    let pieces: [[UInt8]] = [
      [0x2C], [0x2C], [0x0A], [0x0D, 0x0A], [0x22], [0x22, 0x22], [0], [0xFF], [0xC3], [0xCC, 0x81], [0x3B],
      [0x27],
      Array("3000000005".utf8), Array("1.234,5".utf8), Array("-".utf8), Array("1E+99".utf8),
      Array("12/31/2025".utf8),
      Array("Tổng cộng".utf8), Array("MST".utf8), Array("(triệu đồng)".utf8),
      Array("9999999999999999999".utf8), [0x20],
    ]
    for _ in 0..<3000 {
      var bytes = Array("MST,Tên,Nợ,Ngày\n".utf8)
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        bytes += pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      do {
        let read = try table(bytes, wanted)
        var limits = ReadingLimits()
        limits.batchRecords = 2
        let again = try table(bytes, wanted, limits)
        #expect(read.keys == again.keys)
        #expect(read.rejects.kept == again.rejects.kept)
      } catch is InputError {
        continue
      }
    }
  }
}

@Suite struct InputBytesTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "records-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  @Test func faultsOfFilesAreTyped() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = folder.appendingPathComponent("missing.csv").path
    #expect(throws: InputError.missing(path: missing)) { try InputBytes(path: missing) }
    #expect(throws: InputError.isDirectory(path: folder.path)) { try InputBytes(path: folder.path) }
    let empty = folder.appendingPathComponent("empty.csv")
    try Data().write(to: empty)
    #expect(throws: InputError.empty(path: empty.path)) { try InputBytes(path: empty.path) }
    let list = folder.appendingPathComponent("list.csv")
    try Data("MST\n1".utf8).write(to: list)
    let input = try InputBytes(path: list.path)
    #expect(input.count == 5)
    #expect(input.withBytes { Array($0) } == Array("MST\n1".utf8))
    #expect(throws: InputError.empty(path: "/dev/null")) { try InputBytes(path: "/dev/null") }
  }

  @Test(.enabled(if: OrdinaryUser.isAvailable, "the administrator may read every file"))
  func forbiddenFilesAreTyped() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let list = folder.appendingPathComponent("list.csv")
    try Data("MST\n1".utf8).write(to: list)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: list.path)
    try OrdinaryUser.run(in: folder.path) {
      #expect(throws: InputError.permissionDenied(path: list.path)) { try InputBytes(path: list.path) }
    }
  }
}

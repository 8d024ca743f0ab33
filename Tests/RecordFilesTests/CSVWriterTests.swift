import Foundation
import RecordFiles
import TestSupport
import Testing

@Suite struct CSVWriterTests {
  private func written(_ rows: [[String]]) -> String {
    var writer = CSVWriter(marksByteOrder: false)
    for row in rows { writer.record(row) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func quotesStandWhereNeeded() {
    #expect(written([["a", "b,c", "d\"e", "f\ng", " h", ""]]) == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\",\r\n")
    #expect(written([[""]]) == "\"\"\r\n")
    #expect(written([["", ""]]) == ",\r\n")
  }

  @Test func formulasAreGuardedInTextOnly() {
    #expect(written([["=1", "+1", "-1", "@a", "a=1"]]) == "'=1,'+1,'-1,'@a,a=1\r\n")
    #expect(written([["\tx", "\rx", "'=1", "'a"]]) == "'\tx,\"'\rx\",''=1,'a\r\n")
    var writer = CSVWriter(marksByteOrder: false)
    writer.number(-5)
    writer.endRecord()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "-5\r\n")
  }

  @Test func numbersAndDatesAreWrittenPlainly() {
    var writer = CSVWriter()
    for (value, decimals) in [(0, 0), (5, 1), (-5, 2), (12_345, 2), (.min, 4), (100, 2)] as [(Int64, Int)] {
      writer.number(value, decimals: decimals)
    }
    writer.date(days: 0)
    writer.date(days: 20_513)
    writer.blank()
    writer.endRecord()
    let text = "0,0.5,-0.05,123.45,-922337203685477.5808,1.00,1970-01-01,2026-03-01,\r\n"
    #expect(writer.takeBytes() == [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    #expect(writer.bytes.isEmpty)
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    var random = SeededGenerator(seed: 5)
    let pieces = [
      "a", "Công ty", "\"", "\"\"", ",", ";", "\n", "\r\n", "\r", "\t", "=", "+", "-", "@", "'", "''", " ",
      "đ", "e\u{301}",
      "0", "Tổng", "|", "\u{A0}", "x",
    ]
    let requests = [
      ColumnRequest(id: 0, machineName: "key", titles: [], kind: .taxCode),
      ColumnRequest(id: 1, machineName: "first", titles: [], kind: .text),
      ColumnRequest(id: 2, machineName: "second", titles: [], kind: .text),
    ]
    for _ in 0..<300 {
      var writer = CSVWriter()
      writer.record(["key", "first", "second"])
      var expected: [[String]] = [[], []]
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        writer.text("3000000005")
        for column in 0...1 {
          let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in
            pieces[Int.random(in: 0..<pieces.count, using: &random)]
          }.joined()
          writer.text(text)
          expected[column].append(TextNormalisation.normalise(text))
        }
        writer.endRecord()
      }
      let read = try table(writer.bytes, requests)
      #expect(read.rejects.count == 0)
      for column in 0...1 {
        #expect(
          texts(read, column + 1).map { Array(($0 ?? "").utf8) } == expected[column].map { Array($0.utf8) })
      }
    }
  }
}

@Suite struct OutputFileTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "output-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  @Test func aFileAppearsWholeOrNotAtAll() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("ranking.csv").path
    try Data("old".utf8).write(to: URL(fileURLWithPath: path))
    do {
      let abandoned = try OutputFile(path: path)
      try abandoned.write(Array("half".utf8))
      #expect(names.count == 2)
    }
    #expect(names == ["ranking.csv"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("old".utf8))
    let file = try OutputFile(path: path)
    try file.write(Array("ne".utf8))
    try file.write(Array("w".utf8))
    try file.commit(synchronising: true)
    #expect(names == ["ranking.csv"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("new".utf8))
  }

  @Test func aMissingFolderIsTyped() {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("none/ranking.csv").path
    #expect(throws: OutputError.self) { try OutputFile(path: path) }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "this system has no /dev/full"))
  func aFullDiskIsTyped() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    #expect(throws: OutputError.diskFull(path: "full")) {
      try DescriptorWriter(descriptor: descriptor, name: "full").write([1])
    }
  }

  @Test func aReaderThatHasGoneIsTyped() {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let writer = DescriptorWriter(descriptor: ends[1], name: "standard output")
    close(ends[0])
    defer { close(ends[1]) }
    #expect(throws: OutputError.closed(path: "standard output")) { try writer.write([1]) }
  }
}

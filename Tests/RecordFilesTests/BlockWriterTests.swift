import Foundation
import Testing

@testable import RecordFiles

/// Whether files of the scratch folder can be written past the cache; else there is nothing to test.
private let canBypassCache: Bool = {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("bypass-\(UUID().uuidString)")
    .path
  return (try? OutputFile(path: path)).map { BlockWriter($0) != nil } ?? false
}()

@Suite(.enabled(if: canBypassCache, "this file system has no way past its cache"))
struct BlockWriterTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "blocks-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  /// A file of pieces of some lengths, and what it should hold.
  private func write(_ lengths: [Int]) throws -> (written: [UInt8], expected: [UInt8]) {
    let path = folder.appendingPathComponent("file").path
    let file = try OutputFile(path: path)
    let blocks = try #require(BlockWriter(file))
    var random = SystemRandomNumberGenerator()
    var expected: [UInt8] = []
    for length in lengths {
      let piece = (0..<(length + 7) / 8).flatMap { _ in
        withUnsafeBytes(of: random.next() as UInt64) { Array($0) }
      }.prefix(length)
      try blocks.append(Array(piece))
      expected += piece
    }
    try blocks.finish()
    try file.commit()
    return (Array(try Data(contentsOf: URL(fileURLWithPath: path))), expected)
  }

  @Test(
    arguments: [
      [], [1], [4096], [1 << 20], [1 << 20, 1], [3, 1 << 20, 5], [(6 << 20) - 1],
      [700_001, 700_001, 700_001, 0, 9],
    ])
  func piecesOfAnyLengthStandOneAfterTheOther(lengths: [Int]) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try write(lengths)
    #expect(file.written == file.expected)
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "this system has no /dev/full"))
  func aFullDiskIsTypedHoweverManyBlocksFollow() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try OutputFile(path: folder.appendingPathComponent("file").path)
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    let blocks = try #require(BlockWriter(file))
    #expect(dup2(full, file.writer.descriptor) == file.writer.descriptor)
    let piece = [UInt8](repeating: 0x41, count: 3 << 20)
    #expect(throws: OutputError.diskFull(path: file.path)) {
      for _ in 0..<4 { try blocks.append(piece) }
      try blocks.finish()
    }
    #expect(throws: OutputError.diskFull(path: file.path)) { try blocks.finish() }
  }

  @Test func aFileThatIsGivenUpLeavesNothing() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for _ in 0..<8 {
      do {
        let file = try OutputFile(path: folder.appendingPathComponent("file").path)
        let blocks = try #require(BlockWriter(file))
        defer { blocks.settle() }
        try blocks.append([UInt8](repeating: 0x41, count: (3 << 20) + 5))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }
}

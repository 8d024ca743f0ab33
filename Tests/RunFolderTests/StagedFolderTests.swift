import Foundation
import RecordFiles
import Testing

@testable import RunFolder

@Suite("Staged folder")
struct StagedFolderTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "staged-\(UUID().uuidString)")

  private func names() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  @Test("Files get their names only when the folder is committed")
  func commit() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let inner = folder.path + "/a/b"
    let staged = try StagedFolder(path: inner)
    try staged.write(Array("one".utf8), named: "one.txt")
    #expect(!FileManager.default.fileExists(atPath: inner + "/one.txt"))
    try staged.commit()
    #expect(try String(contentsOfFile: inner + "/one.txt", encoding: .utf8) == "one")
    #expect(try FileManager.default.contentsOfDirectory(atPath: inner) == ["one.txt"])
  }

  @Test("A folder that is not committed leaves old files as they were and nothing of its own")
  func abandoned() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("old".utf8).write(to: folder.appendingPathComponent("one.txt"))
    do {
      let staged = try StagedFolder(path: folder.path)
      try staged.write(Array("new".utf8), named: "one.txt")
      try staged.write(Array("new".utf8), named: "two.txt")
    }
    #expect(names() == ["one.txt"])
    #expect(try String(contentsOf: folder.appendingPathComponent("one.txt"), encoding: .utf8) == "old")
  }

  @Test("A file keeps no more of the disk than its bytes take, whatever was reserved for it")
  func reserved() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let staged = try StagedFolder(path: folder.path)
    let file = try staged.file(named: "one.txt")
    file.reserve(64 << 20)
    try file.write([UInt8](repeating: 0x61, count: 100_000))
    try staged.commit()
    let url = folder.appendingPathComponent("one.txt")
    let size = try url.resourceValues(forKeys: [.fileSizeKey, .totalFileAllocatedSizeKey])
    #expect(size.fileSize == 100_000)
    #expect((size.totalFileAllocatedSize ?? 0) < 4 << 20)
  }

  @Test("A path that is a file is refused with its name")
  func fileInTheWay() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: folder)
    #expect(throws: OutputError.notCreated(path: folder.path, reason: "not a folder")) {
      try StagedFolder(path: folder.path)
    }
  }
}

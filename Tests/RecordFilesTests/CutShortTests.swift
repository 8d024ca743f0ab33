import Foundation
import RecordFiles
import Testing

/// A list that another program cuts short, or a stick that is pulled out, while the list is read.
@Suite struct CutShortTests {
  @Test("The process ends with a status and a message, and leaves no unfinished file")
  func listCutShort() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/firmrisk-cut-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let result = await #expect(processExitsWith: .exitCode(4), observing: [\.standardErrorContent]) {
      [folder = folder as String] in
      let path = folder + "/list.csv"
      _ = FileManager.default.createFile(atPath: path, contents: Data(repeating: 0x41, count: 1 << 16))
      InputBytes.endProcessOnFaults(status: 4)
      let other = try InputBytes(path: path)
      let input = try InputBytes(path: path)
      let output = try OutputFile(path: folder + "/out.csv")
      #expect(truncate(path, 0) == 0)
      let sum = input.withBytes { $0.reduce(0) { $0 &+ Int($1) } }
      print(sum, other.count, output.path)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(
      message.contains(
        "error[FR204]: `\(folder)/list.csv` cannot be read: "
          + "it was cut short while it was read, or its disk failed\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["list.csv"])
  }

  @Test("A fault elsewhere still ends the process by its signal")
  func otherFault() async throws {
    await #expect(processExitsWith: .signal(SIGBUS)) {
      InputBytes.endProcessOnFaults(status: 4)
      raise(SIGBUS)
    }
  }
}

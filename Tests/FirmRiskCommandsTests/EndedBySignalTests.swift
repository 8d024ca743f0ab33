import Foundation
import Testing

/// A run that is ended from outside leaves nothing half written.
@Suite struct EndedBySignalTests {
  @Test func aRunEndedWhileItWritesLeavesNoFile() throws {
    // On a busy machine a run may be over before it is seen to write.
    for _ in 1...5 {
      let scratch = try ScratchFolder()
      let process = try runEndedWhileItWrites(into: scratch)
      if process.terminationReason == .exit { continue }
      #expect(process.terminationStatus == SIGTERM)
      #expect(((try? scratch.names(in: "out")) ?? []).isEmpty)
      return
    }
    Issue.record("no run was caught while it wrote")
  }

  private func runEndedWhileItWrites(into scratch: ScratchFolder) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltProgram.path)
    process.arguments = ["score", "samples/hue", "--out", scratch.file("out"), "--quiet"]
    process.currentDirectoryURL = URL(fileURLWithPath: Repository.root)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Ended as soon as the first file is begun; files get their names only when all are whole.
    while process.isRunning,
      !((try? scratch.names(in: "out")) ?? []).contains(where: { $0.contains("unfinished") })
    {
      usleep(200)
    }
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    return process
  }
}

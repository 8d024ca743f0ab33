import Foundation
import Testing

/// A run that is ended from outside leaves nothing half written.
@Suite struct EndedBySignalTests {
  @Test func aRunEndedWhileItWritesLeavesNoFile() throws {
    let scratch = try ScratchFolder()
    func written() -> [String] { (try? scratch.names(in: "out")) ?? [] }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltProgram.path)
    process.arguments = ["score", "samples/hue", "--out", scratch.file("out"), "--quiet"]
    process.currentDirectoryURL = URL(fileURLWithPath: Repository.root)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Ended as soon as the first file is begun; files get their names only when all are whole.
    while process.isRunning, !written().contains(where: { $0.contains("unfinished") }) {
      usleep(200)
    }
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == SIGTERM)
    #expect(written().isEmpty)
  }
}

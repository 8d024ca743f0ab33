import Foundation
import RecordFiles

@testable import FirmRiskCommands

/// The program's exit code, under a name that the testing library does not use.
typealias ProgramStatus = ExitStatus

/// What one run of the program left behind.
struct ProgramRun {
  let status: ProgramStatus
  let output: String
  let errors: String

  var outputLines: [String] { output.components(separatedBy: "\n") }
}

/// Runs the program inside the test.
func firmrisk(_ arguments: [String], width: Int = 100, usesColour: Bool = false) -> ProgramRun {
  let output = Recorder()
  let errors = Recorder()
  let environment = ProgramEnvironment(
    output: output.write, errors: errors.write, width: width, usesColour: usesColour)
  let status = FirmRiskProgram.run(arguments, in: environment)
  return ProgramRun(status: status, output: output.text, errors: errors.text)
}

/// Runs the program inside the test.
func firmrisk(_ arguments: String...) -> ProgramRun { firmrisk(arguments) }

/// Keeps what is written to it.
private final class Recorder {
  private var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func write(_ more: [UInt8]) throws(OutputError) { bytes += more }
}

/// Places in the repository.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  static let shippedRules = root + "/rules/vn-labour"
  static let cityRules = root + "/rules/hue-2026"
  static let sample = root + "/samples/hue"
}

/// The built program as its own process.
enum BuiltProgram {
  /// It lies beside the tests.
  static let path = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("firmrisk").path

  /// Runs a shell script in which `$firmrisk` is the program; gives the script's exit code and what it printed.
  static func shell(
    _ script: String, _ arguments: [String] = [], environment: [String: String] = [:],
    in folder: String = Repository.root
  ) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, "sh"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var all = ["PATH": "/usr/bin:/bin", "firmrisk": path, "LC_ALL": "C.UTF-8"]
    if let library = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] {
      all["LD_LIBRARY_PATH"] = library
    }
    all.merge(environment) { $1 }
    process.environment = all
    let scratch = try ScratchFolder()
    for name in ["output", "errors"] { try scratch.write(name, "") }
    process.standardOutput = FileHandle(forWritingAtPath: scratch.file("output"))
    process.standardError = FileHandle(forWritingAtPath: scratch.file("errors"))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try scratch.text("output"), try scratch.text("errors"))
  }
}

/// A folder that goes away with the test.
final class ScratchFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/firmrisk-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String) throws { try write(name, bytes: Array(text.utf8)) }

  func write(_ name: String, bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  /// Names of all that stands in a folder, in order.
  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: file(folder)).sorted()
  }

  /// The content of every file of a folder by name.
  func contents(of folder: String) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try names(in: folder) {
      contents[name] = try Data(contentsOf: URL(fileURLWithPath: file(folder + "/" + name)))
    }
    return contents
  }
}

import Diagnostics

/// Where a command writes and what it may know of its surroundings; tests hand in one that records.
public final class ProgramEnvironment {
  /// Writes bytes to standard output; false when nobody reads any more.
  public typealias Sink = ([UInt8]) -> Bool

  private let writeOutput: Sink
  private let writeErrors: Sink
  /// Columns of the terminal; reports wrap and cut to it.
  public let width: Int
  /// Whether standard output may carry colour.
  public let usesColour: Bool
  /// Whether standard error may carry colour.
  public let errorsUseColour: Bool
  /// Whether a reader of the output has gone away; a command may stop early.
  public private(set) var isOutputClosed = false

  /// Creates an environment.
  public init(
    output: @escaping Sink, errors: @escaping Sink, width: Int = 100, usesColour: Bool = false,
    errorsUseColour: Bool = false
  ) {
    writeOutput = output
    writeErrors = errors
    self.width = width
    self.usesColour = usesColour
    self.errorsUseColour = errorsUseColour
  }

  /// Prints text and a line end to standard output.
  public func print(_ text: String) {
    if isOutputClosed { return }
    if !writeOutput(Array(text.utf8) + [0x0A]) { isOutputClosed = true }
  }

  /// Prints text and a line end to standard error.
  public func printError(_ text: String) { _ = writeErrors(Array(text.utf8) + [0x0A]) }

  /// Prints a finding without a place in a file to standard error.
  func complain(_ code: DiagnosticCode, _ headline: String, help: [String] = []) {
    printError("error[\(code)]: \(headline)")
    for line in help { printError("  help: \(line)") }
  }
}

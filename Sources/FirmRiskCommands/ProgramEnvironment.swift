import Diagnostics
import RecordFiles

/// Where a command writes and what it may know of its surroundings; tests hand in one that records.
public final class ProgramEnvironment {
  /// Writes all of the bytes, or says why it cannot.
  public typealias Sink = ([UInt8]) throws(OutputError) -> Void

  private let writeOutput: Sink
  private let writeErrors: Sink
  private let wait: (Int) -> Bool
  /// Columns of the terminal; reports wrap and cut to it.
  public let width: Int
  /// Whether standard output may carry colour.
  public let usesColour: Bool
  /// Whether standard error may carry colour.
  public let errorsUseColour: Bool
  /// Shows how far a run has come; nil where nobody would see it.
  let progressSink: ProgressLine.Sink?
  /// The line that shows how far the run has come.
  var progress: ProgressLine?
  /// Whether standard output is seen on the terminal on which that line stands, perhaps through a pager.
  private let sharesTerminal: Bool
  /// What the process gives back all at once by ending, which is quicker than part by part.
  private var held: [AnyObject] = []
  /// Whether standard output takes no more; a command may stop early.
  public private(set) var isOutputClosed = false
  /// Why standard output takes no more; nil as well when its reader has gone, which `head` does and is no fault.
  public private(set) var outputFailure: OutputError?

  /// Creates an environment.
  public init(
    output: @escaping Sink, errors: @escaping Sink, width: Int = 100, usesColour: Bool = false,
    errorsUseColour: Bool = false, pause: @escaping (_ milliseconds: Int) -> Bool = { _ in false },
    progressSink: (@Sendable (_ text: String?) -> Void)? = nil, sharesTerminal: Bool = true
  ) {
    self.progressSink = progressSink
    self.sharesTerminal = sharesTerminal
    writeOutput = output
    writeErrors = errors
    self.width = width
    self.usesColour = usesColour
    self.errorsUseColour = errorsUseColour
    wait = pause
  }

  /// Keeps an object until the program ends.
  func hold(_ object: AnyObject) { held.append(object) }

  /// Waits; false when the user wants the command to end.
  func pause(_ milliseconds: Int) -> Bool { wait(milliseconds) }

  /// Prints text and a line end to standard output.
  public func print(_ text: String) { write(Array(text.utf8) + [0x0A]) }

  /// Writes bytes to standard output as they are.
  func write(_ bytes: [UInt8]) {
    if isOutputClosed || bytes.isEmpty { return }
    // What follows may come in pieces that are no whole lines.
    if sharesTerminal { endProgress() }
    do throws(OutputError) {
      try writeOutput(bytes)
    } catch {
      isOutputClosed = true
      if case .closed = error { return }
      outputFailure = error
    }
  }

  /// Prints text and a line end to standard error.
  public func printError(_ text: String) { printErrorBytes(Array(text.utf8) + [0x0A]) }

  /// Writes bytes to standard error as they are.
  func printErrorBytes(_ bytes: [UInt8]) {
    if bytes.isEmpty { return }
    guard let progress else {
      try? writeErrors(bytes)
      return
    }
    progress.hide { try? writeErrors(bytes) }
  }

  /// Takes away the line that shows how far the run has come.
  func endProgress() {
    progress?.end()
    progress = nil
  }

  /// Prints findings that speak of no rule file to standard error.
  func complain(_ findings: [Diagnostic]) {
    printError(TerminalRenderer(usesColour: errorsUseColour).render(findings, in: SourceMap()))
  }

  /// Prints an error without a place in a file to standard error.
  func complain(_ code: DiagnosticCode, _ headline: String, help: [String] = []) {
    complain([Diagnostic(code, headline, help: help)])
  }
}

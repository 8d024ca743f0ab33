/// What the program's exit code means.
public enum ExitStatus: Int32, Sendable {
  /// Done.
  case done = 0
  /// Done, with findings that the caller asked to fail on: a failing example, an unformatted file.
  case findings = 1
  /// The command line cannot be understood or carried out.
  case usage = 2
  /// The rules do not check.
  case rulesDoNotCheck = 3
  /// The input cannot be read, or the output cannot be written.
  case inputUnreadable = 4
}

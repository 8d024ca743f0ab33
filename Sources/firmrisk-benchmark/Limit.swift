import RecordFiles

/// Work that no reader of a list can do without, as a bound to measure it against.
struct Limit: Sendable {
  let name: String
  private let arguments: (@Sendable (String) -> [String])?

  /// The bounds, the least first.
  static let all = [
    Limit(name: "cat", arguments: { ["/bin/cat", $0] }),
    Limit(name: "wc -l", arguments: { ["/usr/bin/wc", "-l", $0] }),
    Limit(name: "delimiter count, one thread", arguments: nil),
  ]

  /// Seconds that the work takes on a file.
  func seconds(_ path: String) -> Double {
    let start = ContinuousClock.now
    if let arguments {
      _ = ChildProcess.run(arguments(path), keepsOutput: false)
    } else {
      _ = DelimiterCount.cells(of: path)
    }
    let time = (ContinuousClock.now - start).components
    return Double(time.seconds) + Double(time.attoseconds) / 1e18
  }
}

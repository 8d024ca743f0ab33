import DelimiterIndex
import FirmRiskCommands
import RecordFiles

/// Work that no reader of a list can do without, as a bound to measure it against.
struct Limit: Sendable {
  let name: String
  private let arguments: (@Sendable (String) -> [String])?

  /// The bounds, the least first.
  static let all = [
    Limit(name: "cat", arguments: { ["/bin/cat", $0] }),
    Limit(name: "wc -l", arguments: { ["/usr/bin/wc", "-l", $0] }),
    Limit(name: "delimiter index, one thread", arguments: nil),
  ]

  /// Seconds that the work takes on a file.
  func seconds(_ path: String) -> Double {
    let start = MonotonicTime.now
    if let arguments {
      _ = ChildProcess.run(arguments(path), keepsOutput: false)
    } else {
      _ = CellIndex(of: path)
    }
    return MonotonicTime.now - start
  }
}

/// Where the cells of a file end, found by one thread that does nothing else.
struct CellIndex {
  /// Bytes indexed together; their positions stay in the processor's cache.
  private static let stretch = 1 << 16

  /// Commas and line feeds outside quotes.
  private(set) var cells = 0
  /// Sum of the last positions of all stretches, by which another index can tell that this one is right.
  private(set) var checksum = 0

  /// Indexes a file; nil when it cannot be read.
  ///
  /// - Parameter keepsAll: whether the positions of the whole file are kept, or those of a stretch given up for the next one,
  ///   as by a reader that uses them at once.
  init?(of path: String, keepsAll: Bool = false) {
    guard let input = try? InputBytes(path: path) else { return nil }
    let room = (keepsAll ? input.count : Self.stretch) + 64
    // Memory is only taken for positions that are written.
    let positions = UnsafeMutablePointer<UInt32>.allocate(capacity: room)
    defer { positions.deallocate() }
    var isQuoted = false
    input.withBytes { bytes in
      guard let first = bytes.baseAddress else { return }
      for start in stride(from: 0, to: bytes.count, by: Self.stretch) {
        let length = min(Self.stretch, bytes.count - start)
        let own = positions + (keepsAll ? cells : 0)
        let found = delimiter_index(first + start, length, 0x2C, 0x22, own, &isQuoted)
        cells += found
        if found > 0 { checksum += start + Int(own[found - 1]) }
      }
    }
  }

  /// Whether it is made with AVX2.
  static var isWide: Bool { delimiter_index_is_wide() }

  /// Makes it with the loop that every processor can run.
  static func usePortable() { delimiter_index_use_portable() }
}

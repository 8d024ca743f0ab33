/// Texts that are written again and again, with room behind them so that they can be copied in large pieces.
struct PreparedTexts: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [UInt32] = [0]
  /// The length of the longest text.
  private(set) var longest = 0

  /// Adds a text.
  ///
  /// - Returns: its number.
  mutating func add(_ text: RowBytes) -> Int {
    bytes.append(contentsOf: text.bytes)
    ends.append(UInt32(bytes.count))
    longest = max(longest, text.count)
    return ends.count - 2
  }

  /// Puts the room behind the last text.
  mutating func seal() { bytes += [UInt8](repeating: 0, count: ByteCursor.slack) }

  /// Gives the texts to a closure, which must not keep them.
  func withTexts(_ body: (Texts) -> Void) {
    bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      ends.withUnsafeBufferPointer { body(Texts(start: start, ends: $0)) }
    }
  }

  /// The texts seen through pointers.
  struct Texts {
    let start: UnsafeRawPointer
    let ends: UnsafeBufferPointer<UInt32>

    @inline(__always) func put(_ number: Int, to cursor: inout ByteCursor) {
      let first = Int(ends[number])
      cursor.put(start + first, count: Int(ends[number &+ 1]) &- first)
    }
  }
}

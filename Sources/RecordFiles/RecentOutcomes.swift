/// What short cells that hold no value were read as, the last at each of a few places.
///
/// Columns say the same few words again and again where they have no value, such as `không` or `chưa nộp`; what a word means
/// is found out slowly, so it is worth remembering.
struct RecentOutcomes {
  /// The bytes of a cell, and how many there are in the top byte of the last word.
  private struct Key: Equatable {
    var low: UInt64 = 0
    var middle: UInt64 = 0
    var high: UInt64 = 0

    init() {}

    init(_ cell: UnsafeBufferPointer<UInt8>) {
      for byte in cell {
        high = high << 8 | middle >> 56
        middle = middle << 8 | low >> 56
        low = low << 8 | UInt64(byte)
      }
      high |= UInt64(cell.count) << 56
    }

    var place: Int { Int(truncatingIfNeeded: ((low ^ middle ^ high) &* 0x9E37_79B9_7F4A_7C15) >> 60) }
  }

  private struct Kept {
    var key = Key()
    var outcome = CellOutcome.blank
  }

  /// The longest cell that is kept.
  static let longest = 23
  private static let places = 16
  /// Empty before the first is kept.
  private var kept: [Kept] = []

  /// What a cell with these bytes was read as; nil when that was too long ago.
  func outcome(of cell: UnsafeBufferPointer<UInt8>) -> CellOutcome? {
    guard !kept.isEmpty, (1...Self.longest).contains(cell.count) else { return nil }
    let key = Key(cell)
    let found = kept[key.place]
    return found.key == key ? found.outcome : nil
  }

  /// Keeps what a cell was read as.
  mutating func keep(_ outcome: CellOutcome, of cell: UnsafeBufferPointer<UInt8>) {
    guard (1...Self.longest).contains(cell.count) else { return }
    if kept.isEmpty { kept = [Kept](repeating: Kept(), count: Self.places) }
    let key = Key(cell)
    kept[key.place] = Kept(key: key, outcome: outcome)
  }
}

/// What short cells that hold no value were read as, the last at each of a few places.
///
/// Columns say the same few words again and again where they have no value, such as `không` or `chưa nộp`; what a word means
/// is found out slowly, so it is worth remembering.
struct RecentOutcomes {
  private struct Kept {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var outcome = CellOutcome.blank
  }

  /// The longest cell that is kept; its length stands in the last byte of its key.
  static let longest = 15
  private static let places = 16
  /// Empty before the first is kept.
  private var kept: [Kept] = []

  /// What a cell with these bytes was read as; nil when that was too long ago.
  func outcome(of cell: UnsafeBufferPointer<UInt8>) -> CellOutcome? {
    guard !kept.isEmpty, let key = Self.key(cell) else { return nil }
    let found = kept[Self.place(key)]
    return found.low == key.low && found.high == key.high ? found.outcome : nil
  }

  /// Keeps what a cell was read as.
  mutating func keep(_ outcome: CellOutcome, of cell: UnsafeBufferPointer<UInt8>) {
    guard let key = Self.key(cell) else { return }
    if kept.isEmpty { kept = [Kept](repeating: Kept(), count: Self.places) }
    kept[Self.place(key)] = Kept(low: key.low, high: key.high, outcome: outcome)
  }

  /// The bytes of a cell and their number; nil for none and for too many.
  private static func key(_ cell: UnsafeBufferPointer<UInt8>) -> (low: UInt64, high: UInt64)? {
    guard !cell.isEmpty, cell.count <= longest else { return nil }
    var low: UInt64 = 0
    var high: UInt64 = 0
    for byte in cell {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte)
    }
    return (low, high | UInt64(cell.count) << 56)
  }

  private static func place(_ key: (low: UInt64, high: UInt64)) -> Int {
    Int(truncatingIfNeeded: ((key.low ^ key.high) &* 0x9E37_79B9_7F4A_7C15) >> 60)
  }
}

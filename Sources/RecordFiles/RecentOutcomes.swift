/// What cells that hold no quick value were read as, the last at each of a few places.
///
/// Columns say the same few words again and again where they have no value, such as `không` or `chưa nộp`, and the same long
/// ones for a choice; what a word means is found out slowly, so it is worth remembering.
///
/// A reference to memory of its own, which is read in loops that also write to it; each reader of a column has its own.
final class RecentOutcomes {
  /// The bytes of a cell, the last of them in the top byte of the first word.
  private struct Key: Equatable {
    var words: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
    var count = 0

    init() {}

    init(_ cell: UnsafeBufferPointer<UInt8>) {
      count = cell.count
      withUnsafeMutableBytes(of: &words) { words in
        words.baseAddress.map {
          UnsafeMutableRawBufferPointer(start: $0 + (RecentOutcomes.longest - cell.count), count: cell.count)
            .copyMemory(from: UnsafeRawBufferPointer(cell))
        }
      }
      words = (
        UInt64(littleEndian: words.4), UInt64(littleEndian: words.3), UInt64(littleEndian: words.2),
        UInt64(littleEndian: words.1), UInt64(littleEndian: words.0)
      )
    }

    /// The key of a cell given where it ends.
    @inline(__always) init(before end: UnsafeRawPointer, count: Int) {
      self.count = count
      words.0 = Self.word(end - 8, count)
      words.1 = Self.word(end - 16, count &- 8)
      guard count > 16 else { return }
      words.2 = Self.word(end - 24, count &- 16)
      words.3 = Self.word(end - 32, count &- 24)
      words.4 = Self.word(end - 40, count &- 32)
    }

    /// Eight bytes, of which the last ones count.
    @inline(__always) private static func word(_ place: UnsafeRawPointer, _ count: Int) -> UInt64 {
      let mask: UInt64 = count <= 0 ? 0 : count >= 8 ? .max : .max << UInt64(64 &- count &* 8)
      return UInt64(littleEndian: place.loadUnaligned(as: UInt64.self)) & mask
    }

    @inline(__always) var place: Int {
      let mixed = words.0 ^ words.1 ^ words.2 ^ words.3 ^ words.4
      return Int(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 60)
    }

    @inline(__always) static func == (first: Key, second: Key) -> Bool {
      let low = (first.words.0 ^ second.words.0) | (first.words.1 ^ second.words.1)
      let high = (first.words.2 ^ second.words.2) | (first.words.3 ^ second.words.3)
      return first.count == second.count && low | high | (first.words.4 ^ second.words.4) == 0
    }
  }

  private struct Kept {
    var key = Key()
    var outcome = CellOutcome.blank
  }

  /// The longest cell that is kept.
  static let longest = 40
  private static let places = 16
  /// A key of no bytes is that of no cell.
  private let kept: UnsafeMutablePointer<Kept>

  init() {
    kept = .allocate(capacity: Self.places)
    kept.initialize(repeating: Kept(), count: Self.places)
  }

  deinit { kept.deallocate() }

  /// What a cell with these bytes was read as; nil when that was too long ago.
  func outcome(of cell: UnsafeBufferPointer<UInt8>) -> CellOutcome? {
    guard (1...Self.longest).contains(cell.count) else { return nil }
    return outcome(of: Key(cell))
  }

  /// The same for a cell given where it ends; `longest` bytes before that can be read.
  @inline(__always) func outcome(before end: UnsafeRawPointer, count: Int) -> CellOutcome? {
    guard count > 0, count <= Self.longest else { return nil }
    return outcome(of: Key(before: end, count: count))
  }

  @inline(__always) private func outcome(of key: Key) -> CellOutcome? {
    let found = kept + key.place
    return found.pointee.key == key ? found.pointee.outcome : nil
  }

  /// Keeps what a cell was read as.
  func keep(_ outcome: CellOutcome, of cell: UnsafeBufferPointer<UInt8>) {
    guard (1...Self.longest).contains(cell.count) else { return }
    let key = Key(cell)
    kept[key.place] = Kept(key: key, outcome: outcome)
  }
}

/// What cells of a column were read as, counted.
struct SeenCells {
  private(set) var given = 0
  private(set) var blank = 0
  private(set) var none = 0

  @inline(__always) mutating func countGiven() { given &+= 1 }
  @inline(__always) mutating func countBlank() { blank &+= 1 }

  /// Counts what a cell was read as.
  ///
  /// - Returns: what stands for it in the column; nil, without being counted, for a cell that cannot be read.
  @inline(__always) mutating func take(_ outcome: CellOutcome, blankValue: Int64) -> Int64? {
    switch outcome {
    case .value(let value):
      given &+= 1
      return value
    case .blank:
      blank &+= 1
      return blankValue
    case .none:
      none &+= 1
      return CellValue.none
    case .bad: return nil
    }
  }
}

extension ColumnReport {
  /// Adds what was counted.
  mutating func add(_ seen: SeenCells) {
    given += seen.given
    blank += seen.blank
    none += seen.none
  }
}

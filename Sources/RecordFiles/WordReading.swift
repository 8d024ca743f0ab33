/// Reads cells that hold one of a few words; every spelling is looked up once.
///
/// A reference, since it is taken in hand for every column of every batch; each reader of a column has its own.
final class WordReading {
  private let meanings: [[UInt8]: CellOutcome]
  private let unknown: CellFault
  private var spellings = TextDictionary()
  private var outcomes: [CellOutcome] = []
  /// The last spelling seen at each place; the place of no bytes holds the outcome of no bytes.
  ///
  /// Memory of its own, which is read in a loop that also writes to it.
  private let recent: UnsafeMutablePointer<RecentSpelling>
  private static let recentCount = 64
  /// The longest spelling, in bytes, that is remembered in this way.
  static let longestRecent = 15

  private struct RecentSpelling: Sendable {
    var low: UInt64
    var high: UInt64
    var outcome: CellOutcome
  }
  /// Beyond this many spellings a column is no longer a column of words, and new ones are not kept.
  private static let keptSpellings = 4096

  /// Words for the members of a choice.
  init(members: [[String]]) {
    var meanings: [[UInt8]: CellOutcome] = [:]
    for (index, words) in members.enumerated() {
      for word in words {
        let folded = HeaderFolding.fold(Array(word.utf8))
        if !folded.isEmpty, meanings[folded] == nil { meanings[folded] = .value(Int64(index)) }
      }
    }
    self.meanings = meanings
    unknown = .notMember
    recent = Self.makeRecent()
  }

  /// Words for yes and no.
  ///
  /// - Parameter refusesCrosses: set for a column that has ticks as well, where a cross may mean no.
  init(truthRefusingCrosses refusesCrosses: Bool) {
    var meanings: [[UInt8]: CellOutcome] = [:]
    for word in Self.yes { meanings[Array(word.utf8)] = .value(1) }
    for word in Self.no { meanings[Array(word.utf8)] = .value(0) }
    if refusesCrosses { meanings[Array("x".utf8)] = .bad(.crossBesideTick) }
    self.meanings = meanings
    unknown = .notTruth
    recent = Self.makeRecent()
  }

  private static let yes = [
    "co", "c", "x", "v", "\u{2713}", "1", "yes", "y", "true", "dat", "da", "roi", "da co", "dung", "co roi",
  ]
  private static let no = [
    "khong", "k", "ko", "0", "no", "n", "false", "chua dat", "khong dat", "chua", "khong co", "chua co",
    "sai",
  ]

  /// Words with the same meanings, which has seen nothing.
  init(meaningsOf other: WordReading) {
    meanings = other.meanings
    unknown = other.unknown
    recent = Self.makeRecent()
  }

  deinit { recent.deallocate() }

  private static func makeRecent() -> UnsafeMutablePointer<RecentSpelling> {
    let recent = UnsafeMutablePointer<RecentSpelling>.allocate(capacity: recentCount)
    recent.initialize(repeating: RecentSpelling(low: 0, high: 0, outcome: .blank), count: recentCount)
    return recent
  }

  /// Reads a cell; the spelling is remembered.
  func read(_ cell: UnsafeBufferPointer<UInt8>) -> CellOutcome {
    let outcome = readSpelling(cell)
    guard (1...Self.longestRecent).contains(cell.count) else { return outcome }
    var low: UInt64 = 0
    var high: UInt64 = 0
    for byte in cell {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte)
    }
    // The last byte of the cell stands in the top byte of the first word, as when it is read from memory at once.
    (low, high) = (low.byteSwapped, high.byteSwapped)
    recent[Self.place(low, high)] = RecentSpelling(low: low, high: high, outcome: outcome)
    return outcome
  }

  /// The value of a cell of up to 15 bytes whose spelling was seen not long ago; nil for others.
  ///
  /// 16 bytes before the end can be read.
  @inline(__always) func recentValue(before end: UnsafeRawPointer, count: Int) -> Int64? {
    guard count <= Self.longestRecent else { return nil }
    let bits = UInt64(truncatingIfNeeded: count) &* 8
    let lowMask = count >= 8 ? UInt64.max : UInt64.max &<< (64 &- bits)
    let highMask = count <= 8 ? 0 : UInt64.max &<< (128 &- bits)
    let low = UInt64(littleEndian: (end - 8).loadUnaligned(as: UInt64.self)) & lowMask
    let high = UInt64(littleEndian: (end - 16).loadUnaligned(as: UInt64.self)) & highMask
    let kept = recent[Self.place(low, high)]
    guard kept.low == low, kept.high == high, case .value(let value) = kept.outcome else { return nil }
    return value
  }

  @inline(__always) private static func place(_ low: UInt64, _ high: UInt64) -> Int {
    Int(truncatingIfNeeded: ((low ^ high) &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }

  /// What a cell would be read as; keeps nothing, so that the tables need not be copied.
  func outcome(of cell: UnsafeBufferPointer<UInt8>) -> CellOutcome {
    let range = TextNormalisation.trim(cell)
    return range.isEmpty ? .blank : meaning(of: UnsafeBufferPointer(rebasing: cell[range]))
  }

  @inline(never) private func readSpelling(_ cell: UnsafeBufferPointer<UInt8>) -> CellOutcome {
    let range = TextNormalisation.trim(cell)
    if range.isEmpty { return .blank }
    let spelling = UnsafeBufferPointer(rebasing: cell[range])
    if let code = spellings.code(of: spelling) { return outcomes[Int(code)] }
    let outcome = meaning(of: spelling)
    if outcomes.count < Self.keptSpellings {
      spellings.intern(spelling)
      outcomes.append(outcome)
    }
    return outcome
  }

  private func meaning(of spelling: UnsafeBufferPointer<UInt8>) -> CellOutcome {
    guard UTF8Scalars.isValid(spelling) else { return .bad(.notUTF8) }
    var folded: [UInt8] = []
    HeaderFolding.fold(spelling, into: &folded)
    if let known = meanings[folded] { return known }
    return isDash(spelling, 0..<spelling.count) || folded.isEmpty && isBlankText(spelling)
      ? .blank : .bad(unknown)
  }

  private func isBlankText(_ spelling: UnsafeBufferPointer<UInt8>) -> Bool {
    var scratch: [UInt8] = []
    guard let range = TextNormalisation.normalise(spelling, into: &scratch) else { return false }
    return range.isEmpty && scratch.isEmpty
  }
}

/// What the cells of a sample say about the marks of a yes/no column.
struct TruthEvidence: Hashable, Sendable {
  var ticks = 0
  var crosses = 0
  var words = 0

  mutating func observe(_ cell: UnsafeBufferPointer<UInt8>) {
    let range = TextNormalisation.trim(cell)
    switch range.count {
    case 0: return
    case 1:
      switch cell[range.lowerBound] | 0x20 {
      case UInt8(ascii: "x"): crosses += 1
      case UInt8(ascii: "v"): ticks += 1
      default: words += 1
      }
    // A tick or a box with one; dashes start with the same byte.
    case 3 where cell[range.lowerBound] == 0xE2 && cell[range.lowerBound + 1] >= 0x98: ticks += 1
    default: words += 1
    }
  }

  mutating func add(_ other: TruthEvidence) {
    ticks += other.ticks
    crosses += other.crosses
    words += other.words
  }

  /// Whether ticks and crosses stand side by side, so that a cross may mean no.
  var mixesMarks: Bool { ticks > 0 && crosses > 0 }
  /// Whether marks are all that was seen, so that a blank may mean no.
  var hasOnlyMarks: Bool { words == 0 && ticks + crosses > 0 }
}

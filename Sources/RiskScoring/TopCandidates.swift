/// The first of many candidates, found by partial sort.
///
/// A candidate is a few words, and candidates are ordered by their first word, then by the next ones. When twice as many as are
/// wanted have gathered, all but the first are given up, so that memory and time depend on the wanted number alone: a
/// candidate that comes after the last of them is not taken at all.
struct TopCandidates: Sendable {
  /// Most candidates that are chosen in the end.
  let wanted: Int
  /// Words of a candidate.
  let width: Int
  /// Words of all candidates, one after the other.
  private var words: [UInt64] = []
  /// Words of a candidate that as many as are wanted do not come after; empty while there are fewer.
  private(set) var bound: [UInt64] = []

  init(wanted: Int, width: Int) {
    // No list has more rows.
    self.wanted = min(wanted, Int(UInt32.max))
    self.width = width
  }

  /// Candidates that are held, less than three times as many as are wanted.
  var count: Int { words.count / width }

  /// Takes more candidates, at most as many as are wanted.
  ///
  /// - Returns: when some candidates are given up, the places that the others had, in the order that they have now.
  mutating func take(_ more: [UInt64]) -> [Int]? {
    words += more
    guard wanted > 0, count >= wanted, bound.isEmpty || count >= 2 * wanted else { return nil }
    let first = self.first
    words = first.flatMap { words[$0 * width..<($0 + 1) * width] }
    bound = Array(words[(wanted - 1) * width..<wanted * width])
    return first
  }

  /// Places of the wanted candidates, from first to last.
  var first: [Int] { Self.first(wanted, of: Array(0..<count), in: words, width: width) }

  /// Places of candidates that must be taken among those of `words`, at most `wanted`.
  ///
  /// - Parameter bound: candidates that come after it are none; empty when any may be.
  static func places(in words: [UInt64], width: Int, wanted: Int, bound: [UInt64]) -> [Int] {
    var places: [Int] = []
    let all = words.span
    for place in 0..<words.count / width {
      if !bound.isEmpty, comes(bound.span, 0, before: all, place, width: width) { continue }
      places.append(place)
    }
    return first(wanted, of: places, in: words, width: width)
  }

  private static func first(_ wanted: Int, of places: [Int], in words: [UInt64], width: Int) -> [Int] {
    let all = words.span
    let sorted = places.sorted { comes(all, $0, before: all, $1, width: width) }
    return Array(sorted.prefix(wanted))
  }

  @inline(__always) private static func comes(
    _ one: Span<UInt64>, _ place: Int, before other: Span<UInt64>, _ second: Int, width: Int
  ) -> Bool {
    for word in 0..<width {
      let (mine, its) = (one[place &* width &+ word], other[second &* width &+ word])
      if mine != its { return mine < its }
    }
    return false
  }
}

/// What is found out about the dialect of a file before it is known which columns are wanted.
struct DialectHead: Sendable {
  /// The dialects worth trying with their rank, 0 for the likeliest; those whose delimiter is commonest come first.
  let candidates: [(rank: Int, dialect: Dialect)]
  /// The first of them, tried.
  private let first: DialectTrial?

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ options: ReadingOptions) {
    candidates = DialectCandidates(bytes: bytes, options: options)
      .dialects(hasByteOrderMark: Self.isMarked(bytes), lineEnding: Self.lineEnding(bytes))
    first = candidates.first.map { DialectTrial($0.dialect, bytes) }
  }

  /// The candidate at a place, tried on the bytes of the file.
  func trial(at place: Int, of bytes: UnsafeBufferPointer<UInt8>) -> DialectTrial {
    if place == 0, let first { return first }
    return DialectTrial(candidates[place].dialect, bytes)
  }

  /// Whether a byte-order mark of UTF-8 comes first.
  static func isMarked(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
  }

  private static func lineEnding(_ bytes: UnsafeBufferPointer<UInt8>) -> Dialect.LineEnding {
    let head = UnsafeBufferPointer(rebasing: bytes.prefix(1 << 16))
    var counts = (feeds: 0, pairs: 0, returns: 0)
    head.forEachPlace(of: 0x0A) { index in
      if index > 0, head[index - 1] == 0x0D { counts.pairs += 1 } else { counts.feeds += 1 }
    }
    head.forEachPlace(of: 0x0D) { index in
      if index + 1 == head.count || head[index + 1] != 0x0A { counts.returns += 1 }
    }
    switch (counts.feeds > 0, counts.pairs > 0, counts.returns > 0) {
    case (false, false, false): return .none
    case (true, false, false): return .lineFeed
    case (false, true, false): return .carriageReturnLineFeed
    case (false, false, true): return .carriageReturn
    default: return .mixed
    }
  }
}

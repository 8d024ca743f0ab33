import RuleModel

/// Where the figures of a firm stand in its row of words.
///
/// Everything that a line of the ranking says of a firm stands in one row, so that writing a million lines in the order of the
/// ranking touches one place in memory for each. Word 0 holds the workers affected. Word 1 holds, from its lowest bit, low (8
/// bits), high (8), estimate (16), outcome by its place (8), whether a gate holds the inspection back (1) and whether more
/// workers may be affected (1). Two planes with one bit for each evaluated rule follow, then one byte for each area.
package struct ScoreRowLayout: Sendable {
  /// Words of a row.
  package let width: Int
  /// Words of one plane.
  package let planeWords: Int
  /// The first word of area points.
  package let firstArea: Int
  /// Number of areas.
  package let areaCount: Int
  /// Position in `RuleSet.rules` of each bit of a plane.
  package let rules: [Int32]
  /// Bits of rules that score, by word of a plane.
  package let scoring: [UInt64]
  /// Bits of gates, by word of a plane.
  package let gates: [UInt64]

  /// First word of the plane that is set where a rule fires or does not apply.
  package static let firesOrDoesNotApply = 2
  /// First word of the plane that is set where a rule fires or is unknown.
  package var firesOrUnknown: Int { 2 + planeWords }

  init(_ layout: ScoreLayout) {
    planeWords = (layout.columns.count + 63) / 64
    firstArea = 2 + 2 * planeWords
    areaCount = layout.caps.count
    width = firstArea + (areaCount + 7) / 8
    rules = layout.columns.map { Int32(truncatingIfNeeded: $0.rule) }
    var scoring = [UInt64](repeating: 0, count: planeWords)
    var gates = scoring
    for (position, column) in layout.columns.enumerated() {
      if column.scores, column.area != nil { scoring[position / 64] |= 1 << UInt64(position % 64) }
      if column.kind == .gate { gates[position / 64] |= 1 << UInt64(position % 64) }
    }
    self.scoring = scoring
    self.gates = gates
  }
}

extension ScoreRowLayout {
  /// The second word of a row.
  static func word(
    low: UInt8, high: UInt8, estimate: UInt16, outcome: Outcome, isHeld: Bool, hasMore: Bool
  ) -> UInt64 {
    let scores = UInt64(low) | UInt64(high) << 8 | UInt64(estimate) << 16
    let marks: UInt64 = (isHeld ? 1 << 40 : 0) | (hasMore ? 1 << 41 : 0)
    return scores | place(of: outcome) << 32 | marks
  }

  /// Place among `Outcome.allCases`.
  @inline(__always) private static func place(of outcome: Outcome) -> UInt64 {
    switch outcome {
    case .inspect: return 0
    case .letter: return 1
    case .ask: return 2
    case .none: return 3
    }
  }
}

/// Rows of all firms, written by several threads at once, each to the rows of its own firms.
struct ScoreRowWriter: @unchecked Sendable {
  // Unchecked: no two stretches of firms share a row, and nothing reads before all are written.

  private let words: UnsafeMutableBufferPointer<UInt64>
  private let layout: ScoreRowLayout

  /// An array with the rows of a number of firms.
  static func array(firms: Int, _ layout: ScoreRowLayout, _ body: (ScoreRowWriter) -> Void) -> [UInt64] {
    let size = firms * layout.width
    return [UInt64](unsafeUninitializedCapacity: size) { words, count in
      body(ScoreRowWriter(words: words, layout: layout))
      count = size
    }
  }

  /// Writes the rows of a stretch of firms.
  func write(_ scores: ChunkScores, _ outcomes: ChunkOutcomes, firstFirm: Int) {
    let count = scores.lows.count
    guard count > 0 else { return }
    let width = layout.width
    let rows = UnsafeMutableBufferPointer(rebasing: words[firstFirm * width..<(firstFirm + count) * width])
    for firm in 0..<count {
      let row = firm * width
      rows[row] = UInt64(bitPattern: scores.workersAffected[firm])
      rows[row + 1] = ScoreRowLayout.word(
        low: scores.lows[firm], high: scores.highs[firm], estimate: outcomes.estimates[firm],
        outcome: outcomes.outcomes[firm], isHeld: outcomes.isHeld[firm],
        hasMore: scores.moreMayBeAffected[firm])
      for word in 2..<width { rows[row + word] = 0 }
    }
    writeBytes(of: scores.areaLows, to: rows, from: layout.firstArea)
    writePlanes(scores, to: rows)
  }

  /// Turns eight rules at a time into bytes and puts each byte at its place in the rows.
  private func writePlanes(_ scores: ChunkScores, to rows: UnsafeMutableBufferPointer<UInt64>) {
    let count = scores.lows.count
    var first: [[UInt8]] = []
    var second: [[UInt8]] = []
    for start in stride(from: 0, to: scores.codes.count, by: 8) {
      var one = [UInt8](repeating: 0, count: count)
      var two = one
      for column in start..<min(start + 8, scores.codes.count) {
        Self.mark(scores.codes[column], bit: 1 << UInt8(column - start), &one, &two)
      }
      first.append(one)
      second.append(two)
    }
    writeBytes(of: first, to: rows, from: ScoreRowLayout.firesOrDoesNotApply)
    writeBytes(of: second, to: rows, from: layout.firesOrUnknown)
  }

  private static func mark(_ codes: [UInt8], bit: UInt8, _ first: inout [UInt8], _ second: inout [UInt8]) {
    let codes = codes.span
    var first = first.mutableSpan
    var second = second.mutableSpan
    precondition(codes.count <= first.count && codes.count <= second.count)
    for firm in codes.indices {
      let code = codes[firm]
      // 0 does not apply, 1 passed, 2 unknown, from 3 on fires.
      first[firm] |= code &- 1 >= 2 ? bit : 0
      second[firm] |= code >= 2 ? bit : 0
    }
  }

  /// Puts columns of bytes into words of the rows, eight columns to a word.
  private func writeBytes(
    of columns: [[UInt8]], to rows: UnsafeMutableBufferPointer<UInt64>, from word: Int
  ) {
    for (position, column) in columns.enumerated() {
      let column = column.span
      let shift = UInt64(position % 8 * 8)
      var place = word + position / 8
      for firm in column.indices {
        rows[place] |= UInt64(column[firm]) << shift
        place += layout.width
      }
    }
  }
}

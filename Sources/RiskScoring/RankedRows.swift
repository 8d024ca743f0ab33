import SystemHints

/// Rows of some firms in the order in which they are written, one after the other.
///
/// The memory is used again for the next firms.
package struct RankedRows: Sendable {
  /// The rows; `ScoreRowLayout` says what stands where.
  package private(set) var words: [UInt64] = []
  /// For each firm, the position in `RuleSet.rules` of the fired scoring rule with the most certain points, ties by id; -1
  /// when none fires.
  package private(set) var firstReasons: [Int32] = []

  /// How many rows before its turn a row is asked for.
  private static let ahead = 24

  /// Creates rows of no firm.
  package init() {}

  fileprivate mutating func take(_ firms: Span<UInt32>, from run: ScoredRun) {
    let layout = run.rowLayout
    let width = layout.width
    if words.count < firms.count * width { words = [UInt64](repeating: 0, count: firms.count * width) }
    if firstReasons.count < firms.count { firstReasons = [Int32](repeating: -1, count: firms.count) }
    let all = run.rows
    all.withUnsafeBufferPointer { rows in
      words.withUnsafeMutableBufferPointer { target in
        guard let start = rows.baseAddress, var place = target.baseAddress else { return }
        for index in firms.indices {
          if index &+ Self.ahead < firms.count {
            let next = start + Int(firms[index &+ Self.ahead]) &* width
            memory_prefetch(next)
            memory_prefetch(next + (width &- 1))
          }
          let row = Int(firms[index]) &* width
          precondition(row &+ width <= rows.count, "every firm has its row")
          place.update(from: start + row, count: width)
          place += width
        }
      }
    }
  }

  fileprivate mutating func findReasons(_ firms: Span<UInt32>, _ run: ScoredRun) {
    let layout = run.rowLayout
    let points = run.certainPoints.span
    let rules = layout.rules.span
    let own = words
    let words = own.span
    var found = firstReasons
    firstReasons = []
    var reasons = found.mutableSpan
    var row = 0
    for index in firms.indices {
      var most = -1
      var reason = -1
      for word in 0..<layout.planeWords {
        var fired = words[row &+ ScoreRowLayout.firesOrDoesNotApply &+ word]
        fired &= words[row &+ layout.firesOrUnknown &+ word] & layout.scoring[word]
        while fired != 0 {
          let column = word &* 64 &+ fired.trailingZeroBitCount
          fired &= fired &- 1
          var worth = Int(points[column])
          if worth < 0 { worth = run.certainPoints(column: column, firm: Int(firms[index])) }
          if worth > most {
            most = worth
            reason = column
          }
        }
      }
      reasons[index] = reason < 0 ? -1 : rules[reason]
      row &+= layout.width
    }
    firstReasons = found
  }
}

extension ScoredRun {
  /// Takes the rows of firms, in place of what the rows held.
  package func read(firms: [UInt32], into ranked: inout RankedRows) {
    let firms = firms.span
    ranked.take(firms, from: self)
    ranked.findReasons(firms, self)
  }

  /// Certain points of each column where its rule fires; -1 where they differ from firm to firm.
  fileprivate var certainPoints: [Int16] {
    firing.constants.enumerated().map { column, code in
      code == 0 ? -1 : Int16(clamping: layout.lowReading(column).worth(code))
    }
  }

  fileprivate func certainPoints(column: Int, firm: Int) -> Int {
    Int(layout.lowReading(column).worth(firing.code(column: column, firm: firm)))
  }
}

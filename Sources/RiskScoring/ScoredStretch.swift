import FirmTable
import RuleModel

/// Memory that a stretch leaves behind, let go of as soon as nobody holds the stretch.
final class StretchMemory<Element: BitwiseCopyable>: @unchecked Sendable {
  // Unchecked: written by one thread before the stretch is handed on, only read afterwards.

  let elements: UnsafeMutableBufferPointer<Element>

  /// Takes memory that is not filled with anything.
  init(count: Int) { elements = .allocate(capacity: count) }

  deinit { elements.deallocate() }
}

/// What the rules say of a stretch of firms, without the columns that they read: one packed row a firm.
package struct ScoredStretch: Sendable {
  /// Number of firms.
  package let count: Int
  /// Rows of `ScoreRowLayout` without estimates, outcomes and held inspections, which depend on all firms.
  let rows: StretchMemory<UInt64>
  /// Finding codes firm by firm of the columns whose points differ from firm to firm.
  let codes: StretchMemory<UInt8>
  /// Counts by column.
  let counts: [RuleCounts]
  /// Firms for which each counted incident happened, in the order of the plan.
  let incidentCounts: [Int]
}

/// Stretches one after the other, their rows in the memory that the run keeps.
package struct ScoredStretches: Sendable {
  /// Number of firms.
  package private(set) var count = 0
  private var rows: [UInt64] = []
  private var codes: [UInt8] = []
  private let rowWidth: Int
  private let codeWidth: Int
  /// Counts by column.
  private(set) var counts: [RuleCounts]
  /// Firms for which each counted incident happened, in the order of the plan.
  private(set) var incidentCounts: [Int]

  init(_ setting: ScoringRun.Setting) {
    rowWidth = ScoreRowLayout(setting.layout).width
    codeWidth = setting.varying.count
    counts = [RuleCounts](repeating: RuleCounts(), count: setting.layout.columns.count)
    incidentCounts = [Int](repeating: 0, count: setting.incidents.count)
  }

  /// Makes room for a number of firms; memory is taken as rows come.
  package mutating func reserve(_ firms: Int) {
    rows.reserveCapacity(firms * rowWidth)
    codes.reserveCapacity(firms * codeWidth)
  }

  /// Adds the firms of a stretch.
  package mutating func append(_ stretch: ScoredStretch) {
    rows.append(contentsOf: stretch.rows.elements)
    codes.append(contentsOf: stretch.codes.elements)
    count += stretch.count
    for column in counts.indices { counts[column].add(stretch.counts[column]) }
    for incident in incidentCounts.indices { incidentCounts[incident] += stretch.incidentCounts[incident] }
  }

  /// Takes other counts, those of all firms where the stretches hold only some.
  mutating func recount(_ counts: [RuleCounts], incidents: [Int]) {
    self.counts = counts
    incidentCounts = incidents
  }

  /// Hands the rows over.
  mutating func takeRows() -> (rows: [UInt64], codes: [UInt8]) {
    let taken = (rows, codes)
    (rows, codes) = ([], [])
    return taken
  }
}

/// Turns finding codes of batches of firms into a stretch; what it needs for a batch is used again for the next.
struct StretchPacker {
  private let layout: ScoreLayout
  private let rowLayout: ScoreRowLayout
  /// Columns whose points differ from firm to firm.
  private let varying: [Int]
  private var kernel: PointsKernel
  private var harm: [Int64] = []
  private var hasMore: [Bool] = []
  /// Both planes as bytes, eight columns to a byte.
  private var firesOrDoesNotApply: [[UInt8]]
  private var firesOrUnknown: [[UInt8]]
  private var blank: [UInt8] = []

  private var rows = StretchMemory<UInt64>(count: 0)
  private var codes = StretchMemory<UInt8>(count: 0)
  private var counts: [RuleCounts] = []
  private var filled = 0

  init(_ layout: ScoreLayout, varying: [Int]) {
    self.layout = layout
    self.varying = varying
    rowLayout = ScoreRowLayout(layout)
    kernel = PointsKernel(layout: layout)
    firesOrDoesNotApply = [[UInt8]](repeating: [], count: (layout.columns.count + 7) / 8)
    firesOrUnknown = firesOrDoesNotApply
  }

  /// Starts a stretch of a number of firms.
  mutating func begin(count: Int) {
    rows = StretchMemory(count: count * rowLayout.width)
    codes = StretchMemory(count: count * varying.count)
    counts = [RuleCounts](repeating: RuleCounts(), count: layout.columns.count)
    filled = 0
  }

  /// Adds the next firms of the stretch.
  ///
  /// - Parameters:
  ///   - count: number of firms; entries of columns after it mean nothing.
  ///   - columns: finding codes by column.
  ///   - affects: workers affected by column; nil for rules that do not say.
  ///   - workers: workers of a firm of the batch, negative when not known; only asked where workers are affected.
  mutating func add(
    _ count: Int, codes columns: [[UInt8]], affects: [[Int64]?], workers: (Int) -> Int64
  ) {
    precondition(columns.allSatisfy { $0.count >= count }, "every column covers the batch")
    precondition((filled + count) * rowLayout.width <= rows.elements.count, "a stretch holds its firms only")
    guard count > 0 else { return }
    reserve(count)
    for column in columns.indices { counts[column].add(Self.counts(of: columns[column], count)) }
    kernel.sum(columns, count: count)
    addHarm(columns, affects, count)
    for firm in 0..<count where harm[firm] > 0 {
      let most = workers(firm)
      if most >= 0 { harm[firm] = min(harm[firm], most) }
    }
    writeFigures(count)
    writePlanes(columns, count)
    keepVarying(columns, count)
    filled += count
  }

  /// The stretch.
  mutating func finish(incidentCounts: [Int]) -> ScoredStretch {
    precondition(filled * rowLayout.width == rows.elements.count, "every row is written")
    let stretch = ScoredStretch(
      count: filled, rows: rows, codes: codes, counts: counts, incidentCounts: incidentCounts)
    begin(count: 0)
    return stretch
  }

  private mutating func reserve(_ count: Int) {
    guard count > blank.count else { return }
    blank = [UInt8](repeating: 0, count: count)
    harm = [Int64](repeating: 0, count: count)
    hasMore = [Bool](repeating: false, count: count)
    for byte in firesOrUnknown.indices {
      firesOrDoesNotApply[byte] = blank
      firesOrUnknown[byte] = blank
    }
  }

  private static func counts(of codes: [UInt8], _ count: Int) -> RuleCounts {
    let codes = codes.span
    precondition(count <= codes.count)
    var counts = RuleCounts()
    counts.notApplicable = self.count(of: FindingCode.notApplicable, in: codes, count)
    counts.passed = self.count(of: FindingCode.passed, in: codes, count)
    counts.unknown = self.count(of: FindingCode.unknown, in: codes, count)
    counts.fired = count - counts.notApplicable - counts.passed - counts.unknown
    return counts
  }

  /// How many firms have a code; one comparison a loop, since the compiler makes branches of several.
  @inline(never) private static func count(of code: UInt8, in codes: Span<UInt8>, _ count: Int) -> Int {
    var total = 0
    var start = 0
    // Sums of bytes stay bytes for up to 255 firms, so that all lanes of a vector count; whole vectors of them.
    while start < count {
      let end = min(start &+ 224, count)
      var found: UInt8 = 0
      var firm = start
      while firm < end {
        found &+= codes[firm] == code ? 1 : 0
        firm &+= 1
      }
      total &+= Int(found)
      start = end
    }
    return total
  }

  private mutating func addHarm(_ columns: [[UInt8]], _ affects: [[Int64]?], _ count: Int) {
    for firm in 0..<count {
      harm[firm] = 0
      hasMore[firm] = false
    }
    for column in layout.violations {
      if let affected = affects[column] { addHarm(columns[column], affected, count) }
    }
  }

  private mutating func addHarm(_ codes: [UInt8], _ figures: [Int64], _ count: Int) {
    let codes = codes.span
    let figures = figures.span
    var ownHarm: [Int64] = []
    var ownMore: [Bool] = []
    swap(&harm, &ownHarm)
    swap(&hasMore, &ownMore)
    do {
      var harm = ownHarm.mutableSpan
      var hasMore = ownMore.mutableSpan
      precondition(count <= codes.count && count <= figures.count)
      for firm in 0..<count where codes[firm] >= FindingCode.firesWithUnknownPoints {
        if figures[firm] <= CellMark.bad {
          hasMore[firm] = true
        } else {
          harm[firm] = max(harm[firm], figures[firm])
        }
      }
    }
    swap(&harm, &ownHarm)
    swap(&hasMore, &ownMore)
  }

  private func writeFigures(_ count: Int) {
    let (lowPoints, highPoints) = (kernel.lows, kernel.highs)
    let lows = lowPoints.span
    let highs = highPoints.span
    let width = rowLayout.width
    var place = filled * width
    for firm in 0..<count {
      rows.elements[place] = UInt64(bitPattern: harm[firm])
      rows.elements[place &+ 1] = ScoreRowLayout.word(
        low: lows[firm], high: highs[firm], hasMore: hasMore[firm])
      place &+= width
    }
    write(kernel.areaLows, toWord: rowLayout.firstArea, count)
  }

  /// Turns eight rules at a time into bytes and puts each byte at its place in the rows.
  private mutating func writePlanes(_ columns: [[UInt8]], _ count: Int) {
    for byte in firesOrUnknown.indices {
      Self.clear(&firesOrDoesNotApply[byte], count)
      Self.clear(&firesOrUnknown[byte], count)
      for column in byte * 8..<min(byte * 8 + 8, columns.count) {
        let bit: UInt8 = 1 << UInt8(column - byte * 8)
        Self.mark(columns[column], bit: bit, &firesOrDoesNotApply[byte], &firesOrUnknown[byte], count)
      }
    }
    write(firesOrDoesNotApply, toWord: ScoreRowLayout.firesOrDoesNotApply, count)
    write(firesOrUnknown, toWord: rowLayout.firesOrUnknown, count)
  }

  private static func clear(_ column: inout [UInt8], _ count: Int) {
    var column = column.mutableSpan
    precondition(count <= column.count)
    for firm in 0..<count { column[firm] = 0 }
  }

  private static func mark(
    _ codes: [UInt8], bit: UInt8, _ first: inout [UInt8], _ second: inout [UInt8], _ count: Int
  ) {
    let codes = codes.span
    var first = first.mutableSpan
    var second = second.mutableSpan
    precondition(count <= codes.count && count <= first.count && count <= second.count)
    for firm in 0..<count {
      let code = codes[firm]
      // 0 does not apply, 1 passed, 2 unknown, from 3 on fires.
      first[firm] |= code &- 1 >= 2 ? bit : 0
      second[firm] |= code >= 2 ? bit : 0
    }
  }

  /// Puts columns of bytes into words of the rows, eight columns to a word.
  private func write(_ columns: [[UInt8]], toWord word: Int, _ count: Int) {
    for start in stride(from: 0, to: columns.count, by: 8) {
      let eight = (start..<start + 8).map { $0 < columns.count ? columns[$0] : blank }
      write(eight, place: filled * rowLayout.width + word + start / 8, count)
    }
  }

  private func write(_ eight: [[UInt8]], place: Int, _ count: Int) {
    precondition(eight.allSatisfy { $0.count >= count })
    let (one, two, three, four) = (eight[0], eight[1], eight[2], eight[3])
    let (five, six, seven, eight) = (eight[4], eight[5], eight[6], eight[7])
    let first = one.span
    let second = two.span
    let third = three.span
    let fourth = four.span
    let fifth = five.span
    let sixth = six.span
    let seventh = seven.span
    let eighth = eight.span
    let width = rowLayout.width
    var place = place
    for firm in 0..<count {
      let low = UInt64(first[firm]) | UInt64(second[firm]) << 8 | UInt64(third[firm]) << 16
      let middle = UInt64(fourth[firm]) << 24 | UInt64(fifth[firm]) << 32 | UInt64(sixth[firm]) << 40
      let high = UInt64(seventh[firm]) << 48 | UInt64(eighth[firm]) << 56
      rows.elements[place] = low | middle | high
      place &+= width
    }
  }

  private func keepVarying(_ columns: [[UInt8]], _ count: Int) {
    for (slot, column) in varying.enumerated() {
      let column = columns[column]
      let source = column.span
      var place = filled * varying.count + slot
      for firm in 0..<count {
        codes.elements[place] = source[firm]
        place &+= varying.count
      }
    }
  }
}

import RuleModel

/// Where the figures of a firm stand in its row of words.
///
/// Everything that a line of the ranking says of a firm stands in one row, so that writing a million lines in the order of the
/// ranking touches one place in memory for each. Word 0 holds the workers affected. Word 1 holds, from its lowest bit, low (8
/// bits), high (8), estimate (16), outcome by its place (8), whether a gate holds the inspection back (1) and whether more
/// workers may be affected (1). Two planes with one bit for each evaluated rule follow, then one byte for each area.
///
/// Public, since what belongs to a type of the package alone is never inlined into other targets.
public struct ScoreRowLayout: Sendable {
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
  /// Bits of violations that score, by word of a plane.
  let violations: [UInt64]

  /// First word of the plane that is set where a rule fires or does not apply.
  @inlinable package static var firesOrDoesNotApply: Int { 2 }
  /// First word of the plane that is set where a rule fires or is unknown.
  package let firesOrUnknown: Int

  init(_ layout: ScoreLayout) {
    let planeWords = (layout.columns.count + 63) / 64
    self.planeWords = planeWords
    firesOrUnknown = Self.firesOrDoesNotApply + planeWords
    firstArea = firesOrUnknown + planeWords
    areaCount = layout.caps.count
    width = firstArea + (areaCount + 7) / 8
    rules = layout.columns.map { Int32(truncatingIfNeeded: $0.rule) }
    func plane(of columns: some Sequence<Int>) -> [UInt64] {
      var plane = [UInt64](repeating: 0, count: planeWords)
      for column in columns { plane[column / 64] |= 1 << UInt64(column % 64) }
      return plane
    }
    scoring = plane(
      of: layout.columns.indices.filter { layout.columns[$0].scores && layout.columns[$0].area != nil })
    gates = plane(of: layout.gates)
    violations = plane(of: layout.violations)
  }
}

extension ScoreRowLayout {
  /// The second word of a row before anything is known that depends on other firms.
  static func word(low: UInt8, high: UInt8, hasMore: Bool) -> UInt64 {
    UInt64(low) | UInt64(high) << 8 | (hasMore ? 1 << 41 : 0)
  }

  /// The part of the second word that depends on other firms.
  static func word(estimate: UInt16, outcome: Outcome, isHeld: Bool) -> UInt64 {
    UInt64(estimate) << 16 | place(of: outcome) << 32 | (isHeld ? 1 << 40 : 0)
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

/// A figure that stands in the row of a firm.
public protocol RowFigure {
  /// Type of the figure.
  associatedtype Value: Equatable
  /// Word of the row.
  static var word: Int { get }
  /// The figure in the word.
  static func value(in word: UInt64) -> Value
}

/// One figure of every firm, read from the rows of a run.
public struct RowFigures<Figure: RowFigure>: RandomAccessCollection, Sendable {
  @usableFromInline let rows: [UInt64]
  @usableFromInline let width: Int
  /// Number of firms.
  public let count: Int

  init(_ run: ScoredRun) {
    rows = run.rows
    width = run.rowLayout.width
    count = run.count
  }

  /// The first firm.
  @inlinable public var startIndex: Int { 0 }
  /// The place after the last firm.
  @inlinable public var endIndex: Int { count }
  /// The figure of a firm.
  @inlinable public subscript(firm: Int) -> Figure.Value {
    Figure.value(in: rows[firm * width + Figure.word])
  }

  /// Whether the figures are the same.
  public static func == (first: RowFigures, second: RowFigures) -> Bool { first.elementsEqual(second) }
  /// Whether the figures are these.
  public static func == (figures: RowFigures, values: [Figure.Value]) -> Bool {
    figures.elementsEqual(values)
  }
}

/// Certain points.
public enum LowFigure: RowFigure {
  /// Word of the row.
  @inlinable public static var word: Int { 1 }
  /// The figure in the word.
  @inlinable public static func value(in word: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word) }
}

/// Most points possible.
public enum HighFigure: RowFigure {
  /// Word of the row.
  @inlinable public static var word: Int { 1 }
  /// The figure in the word.
  @inlinable public static func value(in word: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> 8) }
}

/// Estimate in tenths.
public enum EstimateFigure: RowFigure {
  /// Word of the row.
  @inlinable public static var word: Int { 1 }
  /// The figure in the word.
  @inlinable public static func value(in word: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: word >> 16) }
}

/// What to do with the firm.
public enum OutcomeFigure: RowFigure {
  /// Word of the row.
  @inlinable public static var word: Int { 1 }
  /// Position of the outcome among all, from 0.
  @inlinable public static func position(in word: UInt64) -> Int { Int(word >> 32 & 0xFF) }
  /// The figure in the word.
  @inlinable public static func value(in word: UInt64) -> Outcome {
    switch position(in: word) {
    case 0: return .inspect
    case 1: return .letter
    case 2: return .ask
    default: return .none
    }
  }
}

/// Whether a gate holds the inspection back.
public enum HeldFigure: RowFigure {
  /// Word of the row.
  @inlinable public static var word: Int { 1 }
  /// The figure in the word.
  @inlinable public static func value(in word: UInt64) -> Bool { word >> 40 & 1 == 1 }
}

/// Whether more workers may be affected than the figure says.
public enum MoreFigure: RowFigure {
  /// Word of the row.
  @inlinable public static var word: Int { 1 }
  /// The figure in the word.
  @inlinable public static func value(in word: UInt64) -> Bool { word >> 41 & 1 == 1 }
}

/// Workers affected.
public enum WorkersFigure: RowFigure {
  /// Word of the row.
  @inlinable public static var word: Int { 0 }
  /// The figure in the word.
  @inlinable public static func value(in word: UInt64) -> Int64 { Int64(bitPattern: word) }
}

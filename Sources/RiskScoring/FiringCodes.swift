import RuleModel

/// Where the codes of firing rules stand: one for each rule, or one for each firm where the points differ.
struct FiringLayout: Sendable {
  /// The one code of each column; 0 where codes differ.
  let constants: [UInt8]
  /// Place of each column among the codes of a firm; -1 for a column with one code.
  let slots: [Int]
  /// Codes of each firm.
  let width: Int

  init(_ setting: ScoringRun.Setting) {
    let varying = setting.varying
    var constants = [UInt8](repeating: 0, count: setting.layout.columns.count)
    for (column, code) in setting.firing.enumerated() { constants[column] = code ?? 0 }
    var slots = [Int](repeating: -1, count: constants.count)
    for (slot, column) in varying.enumerated() { slots[column] = slot }
    self.constants = constants
    self.slots = slots
    width = varying.count
  }
}

/// The codes of firing rules of every firm.
struct FiringCodes: Sendable {
  let layout: FiringLayout
  /// Codes that differ from firm to firm, firm by firm.
  let codes: [UInt8]

  /// The one code of each column; 0 where codes differ.
  var constants: [UInt8] { layout.constants }

  /// The code of a rule that fires for a firm.
  @inline(__always) func code(column: Int, firm: Int) -> UInt8 {
    let constant = layout.constants[column]
    return constant != 0 ? constant : codes[firm * layout.width + layout.slots[column]]
  }
}

/// What the violations that fire for a firm come to, before caps and families.
struct ViolationSums: Sendable {
  private let rowLayout: ScoreRowLayout
  private let firing: FiringLayout
  private let readings: [PointsReading]

  init(_ setting: ScoringRun.Setting, _ rowLayout: ScoreRowLayout, _ firing: FiringLayout) {
    self.rowLayout = rowLayout
    self.firing = firing
    readings = setting.layout.lowReadings
  }

  /// Number of violations that fire for the firm at a place of rows.
  func fired(_ firm: Int, _ rows: UnsafeBufferPointer<UInt64>) -> Int {
    var sum = 0
    for word in 0..<rowLayout.planeWords { sum += bits(word, firm, rows).nonzeroBitCount }
    return sum
  }

  /// Certain points of violations for the firm at a place of rows.
  func points(
    _ firm: Int, _ rows: UnsafeBufferPointer<UInt64>, codes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var sum = 0
    for word in 0..<rowLayout.planeWords {
      var rest = bits(word, firm, rows)
      while rest != 0 {
        let column = word &* 64 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        let constant = firing.constants[column]
        let code = constant != 0 ? constant : codes[firm * firing.width + firing.slots[column]]
        sum += Int(readings[column].worth(code))
      }
    }
    return sum
  }

  private func bits(_ word: Int, _ firm: Int, _ rows: UnsafeBufferPointer<UInt64>) -> UInt64 {
    let row = firm * rowLayout.width + word
    return rows[row + ScoreRowLayout.firesOrDoesNotApply] & rows[row + rowLayout.firesOrUnknown]
      & rowLayout.violations[word]
  }
}

extension ScoredRun {
  /// Number of violations that fire for a firm.
  func violationsFired(of firm: Int) -> Int {
    rows.withUnsafeBufferPointer { violations.fired(firm, $0) }
  }

  /// Certain points of a firm from violations, before caps and families.
  func violationPoints(of firm: Int) -> Int {
    rows.withUnsafeBufferPointer { rows in
      firing.codes.withUnsafeBufferPointer { violations.points(firm, rows, codes: $0) }
    }
  }

  /// Writes the figures that order some firms by a variable; never negative.
  func writeRankValues(
    _ variable: ScoreVariable, _ firms: Range<Int>, to target: UnsafeMutableBufferPointer<UInt64>
  ) {
    rows.withUnsafeBufferPointer { rows in
      firing.codes.withUnsafeBufferPointer { codes in
        RankFigures(rowLayout, violations, coverage: coverage)
          .write(variable, firms, rows, codes: codes, to: target)
      }
    }
  }
}

/// Reads the figures that order firms from their completed rows.
struct RankFigures: Sendable {
  private let width: Int
  private let violations: ViolationSums
  private let coverage: Int

  init(_ rowLayout: ScoreRowLayout, _ violations: ViolationSums, coverage: Int) {
    width = rowLayout.width
    self.violations = violations
    self.coverage = coverage
  }

  /// The bits that a row has for a variable; nil where only a look at all firms can tell how many it needs.
  static func bits(of variable: ScoreVariable) -> Int? {
    switch variable {
    case .low, .high: return 8
    case .estimate: return 16
    case .violationPoints, .violationsFired, .coverage, .workersAffected: return nil
    }
  }

  /// Writes the figures of some firms; never negative.
  func write(
    _ variable: ScoreVariable, _ firms: Range<Int>, _ rows: UnsafeBufferPointer<UInt64>,
    codes: UnsafeBufferPointer<UInt8>, to target: UnsafeMutableBufferPointer<UInt64>
  ) {
    func write(_ figure: (Int) -> UInt64) {
      for firm in firms { target[firm &- firms.lowerBound] = figure(firm) }
    }
    switch variable {
    case .low: write { rows[$0 &* width &+ 1] & 0xFF }
    case .high: write { rows[$0 &* width &+ 1] >> 8 & 0xFF }
    case .estimate: write { rows[$0 &* width &+ 1] >> 16 & 0xFFFF }
    case .violationPoints: write { UInt64(clamping: violations.points($0, rows, codes: codes)) }
    case .violationsFired: write { UInt64(clamping: violations.fired($0, rows)) }
    case .coverage: write { _ in UInt64(clamping: coverage) }
    case .workersAffected: write { UInt64(clamping: Int64(bitPattern: rows[$0 &* width])) }
    }
  }
}

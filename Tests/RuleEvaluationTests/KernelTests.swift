import FirmTable
import RandomRuleSets
import RuleModel
import Testing

@testable import RuleEvaluation

/// Kernels cell by cell, at lengths that are no multiple of a vector.
struct KernelTests {
  static let no = TruthCode.no
  static let open = TruthCode.unknown
  static let yes = TruthCode.yes
  /// All nine pairs of truths.
  static let left: [UInt8] = [no, no, no, open, open, open, yes, yes, yes]
  static let right: [UInt8] = [no, open, yes, no, open, yes, no, open, yes]

  private func repeated(_ cells: [UInt8], _ count: Int) -> [UInt8] {
    (0..<count).map { cells[$0 % cells.count] }
  }

  @Test(arguments: [1, 9, 17, 63, 64, 65])
  func truthTables(count: Int) {
    let (no, open, yes) = (KernelTests.no, KernelTests.open, KernelTests.yes)
    let left = repeated(KernelTests.left, count)
    let right = repeated(KernelTests.right, count)
    var target = [UInt8](repeating: 9, count: count)
    Kernels.and(left, right, into: &target, count)
    #expect(target == repeated([no, no, no, no, open, open, no, open, yes], count))
    Kernels.or(left, right, into: &target, count)
    #expect(target == repeated([no, open, yes, open, open, yes, yes, yes, yes], count))
    Kernels.not(left, into: &target, count)
    #expect(target == repeated([yes, yes, yes, open, open, open, no, no, no], count))
    Kernels.compareTruths(left, right, isEqual: true, into: &target, count)
    #expect(target == repeated([yes, open, no, open, open, open, no, open, yes], count))
    Kernels.compareTruths(left, right, isEqual: false, into: &target, count)
    #expect(target == repeated([no, open, yes, open, open, open, yes, open, no], count))
  }

  @Test func stateOfARuleFollowsTheFirstMatch() {
    var target = [UInt8](repeating: 9, count: 9)
    Kernels.state(KernelTests.left, KernelTests.right, into: &target, 9)
    let expected: [RuleState] = [
      .notApplicable, .notApplicable, .notApplicable, .passed, .unknown, .unknown, .passed, .unknown, .fires,
    ]
    #expect(target == expected.map(\.rawValue))
  }

  @Test func ifFollowsItsCondition() {
    var target = [UInt8](repeating: 9, count: 3)
    Kernels.selectTruths([0, 1, 2], [2, 2, 2], [0, 0, 0], into: &target, 3)
    #expect(target == [0, 1, 2])
  }

  @Test(arguments: Comparison.allCases, [-3, 0, 5, 3_000_000_000, -3_000_000_000] as [Int64])
  func storedComparisonsAgreeWithPlainOnes(comparison: Comparison, constant: Int64) {
    let values: [Int64] = [-4, -3, -2, -1, 0, 1, 4, 5, 6, Int64(Int32.max), Int64(Int32.min) + 3]
    let holds: (Int64) -> Bool = { value in
      switch comparison {
      case .equal: return value == constant
      case .notEqual: return value != constant
      case .less: return value < constant
      case .lessOrEqual: return value <= constant
      case .greater: return value > constant
      case .greaterOrEqual: return value >= constant
      }
    }
    let expected: [UInt8] = values.map { holds($0) ? 2 : 0 } + [1, 0, 1]
    let narrow =
      values.map { Int32($0) } + [CellMark.unknownNarrow, CellMark.noneNarrow, CellMark.badNarrow]
    let wide = values + [CellMark.unknown, CellMark.none, CellMark.bad]
    for column in [StoredColumn.narrow([7] + narrow), .wide([7] + wide)] {
      var target = [UInt8](repeating: 9, count: expected.count)
      Kernels.compare(comparison, column, from: 1, with: constant, into: &target, expected.count)
      #expect(target == expected)
    }
    for (cell, truth) in zip(wide, expected) {
      var target: [UInt8] = [9]
      Kernels.compare(comparison, .constant(cell, count: 1), from: 0, with: constant, into: &target, 1)
      #expect(target == [truth])
    }
  }

  @Test(arguments: [0, 1, 2, 3, 4]) func pointsAgreeWithTheFormula(scale: Int) {
    let expression = RuleExpression(
      .field(0), type: .number(scale: scale, -10_000_000...10_000_000), span: Places().span())
    let formula = PointsFormula(expression: expression, most: 30, least: 2)
    let unit = PlanCompiler.power(scale)
    var values: [Int64] = [Int64.min + 3, Int64.max, 10_000_000]
    for whole in -3...33 as ClosedRange<Int64> {
      values += [whole * unit, whole * unit + unit / 2, whole * unit + unit / 2 - 1, whole * unit - 1]
    }
    let count = values.count
    let column = ValueColumn(values: values, states: [UInt8](repeating: ValueState.known, count: count))
    let fired = [UInt8](repeating: RuleState.fires.rawValue, count: count)
    var target = [UInt8](repeating: 9, count: count)
    let bounds = PointsBounds(unit: unit, most: 30, least: 2)
    Kernels.points(column, bounds, whereFired: fired, into: &target, count)
    #expect(target.map(Int.init) == values.map { formula.points(raw: $0, scale: scale) })
  }

  @Test func extremeValuesOfUnknownRowsDoNotTrap() {
    let extremes: [Int64] = [.min, .min, .max, .max, 0, -1]
    let others: [Int64] = [-1, 0, 0, .max, 0, .min]
    let unknown = [UInt8](repeating: ValueState.unknown, count: 6)
    let first = ValueColumn(values: extremes, states: unknown)
    let second = ValueColumn(values: others, states: unknown)
    var target = ValueColumn(values: extremes, states: unknown)
    Kernels.divide(first, second, factor: 10_000, guard: nil, into: &target, 6)
    Kernels.floorDivide(first, second, guard: nil, into: &target, 6)
    Kernels.modulo(first, second, guard: nil, into: &target, 6)
    Kernels.round(first, unit: 100, into: &target, 6)
    Kernels.addDays(first, second, into: &target, 6)
    Kernels.addMonths(first, second, into: &target, 6)
    Kernels.year(first, into: &target, 6)
    Kernels.endOfMonth(first, into: &target, 6)
    Kernels.makeDate(first, second, first, into: &target, 6)
    #expect(target.states == unknown)
  }
}

/// Look-up tables against a plain search.
struct LookupTableTests {
  private func table(_ rows: [[Parameter.RowKey]], _ keys: [LookupTable.Key]) -> LookupTable {
    LookupTable(
      rows: rows, values: rows.indices.map(Int64.init), states: rows.map { _ in ValueState.known }, keys: keys
    )
  }

  @Test func bandsMeetTheirLimits() {
    let rows: [[Parameter.RowKey]] = [
      [.band(lowest: 0, highest: 9)], [.band(lowest: 10, highest: 10)], [.band(lowest: 20, highest: nil)],
    ]
    let table = table(rows, [.starts([0, 10, 11, 20])])
    #expect(
      ([-1, 0, 9, 10, 11, 19, 20, .max] as [Int64]).map { table.row(for: [$0]) } == [
        nil, 0, 0, 1, nil, nil, 2, 2,
      ])
    #expect(table.isTotal(over: [.number(0...10)]))
    #expect(!table.isTotal(over: [.number(0...11)]))
    #expect(!table.isTotal(over: [.number(-1...5)]))
  }

  @Test func twoKeysAreTakenTogether() {
    let rows: [[Parameter.RowKey]] = [
      [.member(0), .band(lowest: 0, highest: 4)], [.member(2), .band(lowest: 3, highest: nil)],
    ]
    let table = table(rows, [.members(count: 3), .starts([0, 3, 5])])
    #expect(table.row(for: [0, 4]) == 0)
    #expect(table.row(for: [0, 5]) == nil)
    #expect(table.row(for: [1, 4]) == nil)
    #expect(table.row(for: [2, 2]) == nil)
    #expect(table.row(for: [2, 3]) == 1)
    #expect(table.row(for: [3, 3]) == nil)
  }

  @Test func tooManyCombinationsAreSearched() {
    let rows: [[Parameter.RowKey]] = [
      [.member(7), .member(8), .member(9)], [.member(99), .member(0), .member(1)],
    ]
    let table = table(rows, [.members(count: 100), .members(count: 100), .members(count: 100)])
    #expect(table.dense.isEmpty)
    #expect(table.row(for: [7, 8, 9]) == 0)
    #expect(table.row(for: [99, 0, 1]) == 1)
    #expect(table.row(for: [99, 0, 2]) == nil)
  }
}

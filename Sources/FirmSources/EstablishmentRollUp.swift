import RecordFiles
import RuleModel

/// Makes one value of a firm out of those of its establishments.
///
/// What one establishment does not know the firm does not know, unless the others settle it: a yes settles `any`. A value
/// that is not known although some establishment gave one is a conflict, so that neither a presumption nor a default
/// takes its place.
struct EstablishmentRollUp {
  /// How; nil where only equal values count.
  let method: RollUp?
  /// What a sum must lie in.
  let range: ClosedRange<Int64>

  /// The marks of a kind of cell.
  struct Marks<Cell> {
    var blank: Cell
    var bad: Cell
    var conflict: Cell
  }

  init(_ field: Field) {
    // A name or commune that differs from branch to branch is that of the head office.
    method = field.rollUp ?? (field.role == .name || field.role == .group ? .main : nil)
    if case .number(let number) = field.type {
      range = min(number.lowest, number.highest)...max(number.lowest, number.highest)
    } else {
      range = CellValue.bad + 2...Int64.max
    }
  }

  /// The value of cells of which at least two are given, the head office's being one of them or nil.
  func value(_ cells: [Int64], main: Int64?, _ marks: Marks<Int64>) -> Int64 {
    if cells.allSatisfy({ $0 == cells[0] }), method != .sum { return cells[0] }
    if cells.allSatisfy({ $0 == marks.blank }) { return marks.blank }
    let known = cells.filter { $0 > CellValue.bad + 1 }
    let isComplete = known.count == cells.count
    switch method {
    case .main: return main ?? marks.conflict
    case .any where known.contains(1): return 1
    case .sum where isComplete: return sum(known) ?? marks.conflict
    case .max where isComplete: return known.max() ?? marks.conflict
    case .min where isComplete: return known.min() ?? marks.conflict
    case .any, .sum, .max, .min, nil: return marks.conflict
    }
  }

  /// The code of texts, which only the head office or equality can settle.
  func code(_ codes: [Int32], main: Int32?, _ marks: Marks<Int32>) -> Int32 {
    if codes.allSatisfy({ $0 == codes[0] }) { return codes[0] }
    return method == .main ? main ?? marks.conflict : marks.conflict
  }

  private func sum(_ values: [Int64]) -> Int64? {
    var total: Int64 = 0
    for value in values {
      let (next, overflow) = total.addingReportingOverflow(value)
      if overflow { return nil }
      total = next
    }
    return range.contains(total) ? total : nil
  }
}

extension FirmKey {
  /// The code of the firm that an establishment belongs to.
  static func head(_ key: UInt64) -> UInt64 {
    let tail = key & 2047
    return key != unlinked && tail > 0 && tail <= 1000 ? key - tail : key
  }
}

extension ReadList {
  /// Joins the rows of branches to their firms, and keeps which branch each row is of.
  mutating func rollUpBranches() {
    establishments = keys
    for row in keys.indices { keys[row] = FirmKey.head(keys[row]) }
  }
}

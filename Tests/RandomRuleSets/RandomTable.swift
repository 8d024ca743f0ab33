import FirmTable
import RuleModel
import TestSupport

/// Random cells in random forms of storage.
package struct RandomTable {
  /// Dates at the ends of months, years and the calendar.
  package static let dates: [CivilDate] = [
    "0001-01-01", "0001-02-28", "1900-02-28", "1900-03-01", "1970-01-01", "2000-02-29", "2023-12-31",
    "2024-01-31",
    "2024-02-29", "2025-02-28", "2025-08-31", "2026-02-16", "2026-03-01", "9999-12-01", "9999-12-31",
  ].compactMap { CivilDate(iso: $0) }

  package static func make(_ schema: inout RandomSchema, firms: Int) -> FirmTable {
    var table = FirmTable(
      keys: FirmKeys((0..<firms).map { "firm\(1_000 + $0)" }), columns: [],
      rows: schema.ruleSet.sources.map { _ in nil })
    for text in RandomSchema.texts.prefix(7) { _ = table.pool.code(of: text) }
    table.columns = columns(&schema, source: 0, count: firms)
    for source in 1..<4 {
      guard let isComplete = schema.given[source] else { continue }
      var offsets: [UInt32] = [0]
      for _ in 0..<firms {
        let count = schema.random.chance(1, of: 3) ? 0 : Int.random(in: 1...4, using: &schema.random)
        offsets.append((offsets.last ?? 0) + UInt32(count))
      }
      let columns = columns(&schema, source: source, count: Int(offsets.last ?? 0))
      table.rows[source] = FirmRows(offsets: offsets, columns: columns, isComplete: isComplete)
    }
    for field in table.columns.indices where table.columns[field] != nil && field % 2 == 0 {
      table.given[field] = (0..<firms).map { _ in schema.random.chance(1, of: 2) ? 1 : 0 }
    }
    return table
  }

  private static func columns(_ schema: inout RandomSchema, source: SourceIndex, count: Int)
    -> [StoredColumn?]
  {
    schema.ruleSet.fields.indices.map { index in
      guard schema.ruleSet.fields[index].sources == [source], schema.columns.contains(index) else {
        return nil
      }
      return column(&schema.random, schema.ruleSet.fields[index].type, count: count)
    }
  }

  private static func column(_ random: inout SeededGenerator, _ type: ValueType, count: Int) -> StoredColumn {
    let unknownShare = random.pick([0, 1, 1, 4])
    if type == .truth {
      if random.chance(1, of: 12) { return .constant(Int64.random(in: 0...2, using: &random), count: count) }
      let codes: [UInt8] = [TruthCode.no, TruthCode.yes, TruthCode.yes, TruthCode.unknown, TruthCode.bad]
      return .truth((0..<count).map { _ in random.pick(unknownShare == 0 ? [0, 2] : codes) })
    }
    if random.chance(1, of: 12) { return .constant(cell(&random, type, unknownShare), count: count) }
    let cells = (0..<count).map { _ in cell(&random, type, unknownShare) }
    if random.chance(1, of: 4) { return .wide(cells) }
    return narrowed(cells) ?? .wide(cells)
  }

  private static func narrowed(_ cells: [Int64]) -> StoredColumn? {
    var narrow: [Int32] = []
    for cell in cells {
      switch cell {
      case CellMark.unknown: narrow.append(CellMark.unknownNarrow)
      case CellMark.none: narrow.append(CellMark.noneNarrow)
      case CellMark.bad: narrow.append(CellMark.badNarrow)
      default:
        guard let value = Int32(exactly: cell) else { return nil }
        narrow.append(value)
      }
    }
    return .narrow(narrow)
  }

  private static func cell(_ random: inout SeededGenerator, _ type: ValueType, _ unknownShare: Int) -> Int64 {
    if random.chance(unknownShare, of: 8) { return random.chance(1, of: 5) ? CellMark.bad : CellMark.unknown }
    switch type {
    case .number(let number):
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return number.lowest
      case 1: return number.highest
      case 2, 3: return max(number.lowest, min(number.highest, Int64.random(in: -3...120, using: &random)))
      default: return Int64.random(in: number.lowest...number.highest, using: &random)
      }
    case .date(let allowsNone):
      if allowsNone && random.chance(1, of: 5) { return CellMark.none }
      if random.chance(1, of: 2) { return Int64(random.pick(dates).days) }
      return Int64.random(in: 18_000...21_000, using: &random)
    case .text: return Int64.random(in: 0..<7, using: &random)
    case .choice(let choice): return Int64.random(in: 0..<(choice == 0 ? 3 : 5), using: &random)
    case .truth: return 0
    }
  }
}

import FirmTable
import RuleModel
import TestSupport
import Testing

@testable import FirmSources

/// Random lists, joined by the program and by a slow joiner that follows the decisions word by word.
@Suite struct JoinTwinTests {
  /// A row as text; a nil cell is blank, `x` unreadable for numbers.
  private struct Row {
    var key: String
    var cells: [FieldIndex: String]
  }

  private struct RandomList {
    var source: SourceIndex
    var fields: [FieldIndex]
    var rows: [Row]

    func text(_ rules: RuleSet) -> String {
      let names = ["tax_code"] + fields.map { rules.fields[$0].name }
      let lines = rows.map { row in ([row.key] + fields.map { row.cells[$0] ?? "" }).joined(separator: ",") }
      return ([names.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
    }
  }

  private static let codes = (0..<14).map { index in
    let head = String(3_000_000_000 + index / 2)
    return index % 2 == 0 ? head : head + (index % 4 == 1 ? "-001" : "77")
  }

  private static func randomCell(_ field: FieldIndex, _ generator: inout SeededGenerator) -> String? {
    if Int.random(in: 0..<3, using: &generator) == 0 { return nil }
    switch field {
    case Sample.excused, Sample.hasUnion: return ["có", "không"].randomElement(using: &generator)
    case Sample.name: return ["An", "Bình", "Cường"].randomElement(using: &generator)
    case Sample.region: return ["I", "II"].randomElement(using: &generator)
    case Sample.registered: return ["chưa", "01/02/2020"].randomElement(using: &generator)
    default: return ["1", "2", "x"].randomElement(using: &generator)
    }
  }

  private static func randomLists(_ generator: inout SeededGenerator) -> [RandomList] {
    let shapes: [(SourceIndex, [FieldIndex])] = [
      (Sample.labour, [Sample.name, Sample.employees, Sample.registered, Sample.region, Sample.hasUnion]),
      (Sample.debtors, [Sample.name, Sample.employees, Sample.debt, Sample.excused]),
      (Sample.inspections, [Sample.visitFine]), (Sample.union, [Sample.hasUnion]),
    ]
    return shapes.compactMap { source, fields in
      if source != Sample.labour, Int.random(in: 0..<5, using: &generator) == 0 { return nil }
      let columns = fields.filter { _ in Int.random(in: 0..<6, using: &generator) > 0 }
      let rows = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        var row = Row(key: codes.randomElement(using: &generator) ?? "", cells: [:])
        for field in columns { row.cells[field] = randomCell(field, &generator) }
        return row
      }
      return RandomList(source: source, fields: columns, rows: rows)
    }
  }

  /// What a cell reads as, in the words of `JoinedFirms.cells`.
  private static func meaning(_ cell: String, _ field: FieldIndex) -> String {
    switch cell {
    case "x": return "!"
    case "có": return "yes"
    case "không": return "no"
    case "chưa": return "-"
    case "I": return "0"
    case "II": return "1"
    case "01/02/2020": return "2020-02-01"
    default: return cell
    }
  }

  private static func expectedCell(
    _ field: FieldIndex, _ key: String, _ lists: [RandomList], _ partial: Bool, _ rules: RuleSet
  ) -> String {
    let declared = rules.fields[field]
    for source in declared.sources {
      guard let list = lists.first(where: { $0.source == source }) else { continue }
      let cells = list.rows.filter { $0.key == key }.compactMap { $0.cells[field] }.map { meaning($0, field) }
      if cells.isEmpty { continue }
      return Set(cells).count == 1 ? cells[0] : "!"
    }
    let debtors = lists.first { $0.source == Sample.debtors }
    if field == Sample.debt, let debtors, !partial, !debtors.rows.contains(where: { $0.key == key }) {
      return "0"
    }
    return field == Sample.excused ? "no" : "?"
  }

  private static func isCarried(_ field: FieldIndex, _ lists: [RandomList], _ partial: Bool) -> Bool {
    if field == Sample.excused { return true }
    if field == Sample.debt, !partial, lists.contains(where: { $0.source == Sample.debtors }) { return true }
    return lists.contains { $0.fields.contains(field) }
  }

  private static func join(
    _ lists: [RandomList], _ partial: Bool, jobs: Int, _ rules: RuleSet, tracing: Tracing = .all
  ) throws -> JoinedFirms {
    let folder = try TemporaryFolder()
    for list in lists { try folder.write(rules.sources[list.source].name + ".csv", list.text(rules)) }
    var options = JoinOptions()
    options.jobs = jobs
    options.tracing = tracing
    let plan = try InputPlan(
      InputRequest(path: folder.path, partial: partial ? ["debtors"] : [], asOf: Sample.asOf), for: rules)
    return try FirmSources.join(plan, for: rules, options: options)
  }

  @Test(arguments: 0..<120)
  func theSlowJoinerAgrees(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rules = Sample.rules(asking: [Sample.employees])
    let lists = Self.randomLists(&generator)
    let partial = Bool.random(using: &generator)
    let joined = try Self.join(lists, partial, jobs: 1, rules)
    #expect(joined.account.isBalanced)
    let population = Set(lists.filter { rules.sources[$0.source].addsFirms }.flatMap { $0.rows.map(\.key) })
    let keys = population.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    #expect(joined.table.keys == keys)
    let fields = [
      Sample.name, Sample.employees, Sample.debt, Sample.excused, Sample.registered, Sample.region,
      Sample.hasUnion,
    ]
    for field in fields {
      let expected =
        Self.isCarried(field, lists, partial)
        ? keys.map { Self.expectedCell(field, $0, lists, partial, rules) } : nil
      #expect(joined.cells(field) == expected, "\(rules.fields[field].name)")
    }
    checkRows(joined, lists, keys)
    checkCounts(joined, lists, population)
    // Cells that need not be found again are joined in other loops.
    let untraced = try Self.join(lists, partial, jobs: 2, rules, tracing: .none)
    for field in fields {
      #expect(untraced.cells(field) == joined.cells(field), "\(rules.fields[field].name)")
    }
    #expect(untraced.table.given == joined.table.given)
    #expect(untraced.account.fields == joined.account.fields)
    #expect(untraced.account.sources.map(\.fields) == joined.account.sources.map(\.fields))
    #expect(untraced.account.conflicts.map(\.key) == joined.account.conflicts.map(\.key))
    #expect(untraced.account.conflicts.map(\.second.line) == joined.account.conflicts.map(\.second.line))
    #expect(untraced.account.conflictsBetweenLists == joined.account.conflictsBetweenLists)
    checkRows(untraced, lists, keys)
  }

  private func checkRows(_ joined: JoinedFirms, _ lists: [RandomList], _ keys: [String]) {
    guard let visits = lists.first(where: { $0.source == Sample.inspections }) else {
      #expect(joined.table.rows[Sample.inspections] == nil)
      return
    }
    let expected = keys.flatMap { key in
      visits.rows.filter { $0.key == key }.map { row in
        row.cells[Sample.visitFine].map { Self.meaning($0, Sample.visitFine) } ?? "0"
      }
    }
    #expect(joined.rowCells(Sample.visitFine, of: Sample.inspections) == expected)
  }

  private func checkCounts(_ joined: JoinedFirms, _ lists: [RandomList], _ population: Set<String>) {
    for list in lists {
      let account = joined.source(list.source)
      let known = list.rows.filter { population.contains($0.key) }
      #expect(account.rowsRead == list.rows.count)
      #expect(account.unmatched == list.rows.count - known.count)
      #expect(account.firms == Set(known.map(\.key)).count)
      #expect(account.rejected == 0)
    }
  }

  @Test(arguments: 0..<30)
  func theNumberOfJobsChangesNothing(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed &+ 1000)
    let rules = Sample.rules(asking: [Sample.debt])
    let lists = Self.randomLists(&generator)
    let one = try Self.join(lists, false, jobs: 1, rules)
    let two = try Self.join(lists, false, jobs: 2, rules)
    #expect(one.table.keys == two.table.keys)
    #expect(one.table.pool.texts.elementsEqual(two.table.pool.texts))
    #expect(one.table.given == two.table.given)
    for field in rules.fields.indices where field != Sample.taxCode {
      #expect(String(describing: one.table.columns[field]) == String(describing: two.table.columns[field]))
      for firm in one.table.keys.indices {
        #expect(
          one.origins.origin(of: field, firm: firm)?.line == two.origins.origin(of: field, firm: firm)?.line)
      }
    }
    #expect(one.account.fields == two.account.fields)
    #expect(one.account.conflicts.map(\.key) == two.account.conflicts.map(\.key))
    #expect(one.account.findings.map(\.code) == two.account.findings.map(\.code))
  }

  @Test func keysKeepTheirByteOrderWhenPacked() {
    var generator = SeededGenerator(seed: 7)
    let codes = (0..<2000).map { _ -> String in
      let head = String(Int.random(in: 1_000_000_000...1_000_000_020, using: &generator))
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: return head
      case 1: return head + "-" + String(String(Int.random(in: 1000...1999, using: &generator)).dropFirst())
      default: return head + String(String(Int.random(in: 100...199, using: &generator)).dropFirst())
      }
    }
    #expect(codes.allSatisfy { FirmKey.code(FirmKey.pack($0)) == $0 })
    let byBytes = codes.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    let order = KeyOrder(codes.map { FirmKey.pack($0) })
    #expect(order.keys.map { FirmKey.code($0) } == byBytes)
    let rows = codes.indices.map { order.row($0) }
    #expect(rows.map { codes[$0] } == byBytes)
    for index in rows.indices.dropFirst() where order.keys[index - 1] == order.keys[index] {
      #expect(rows[index - 1] < rows[index])
    }
  }
}

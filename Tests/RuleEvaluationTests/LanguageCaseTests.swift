import Diagnostics
import FirmTable
import Foundation
import RuleChecking
import RuleEvaluation
import RuleLanguage
import RuleModel
import Testing

/// Runs the cases of `Tests/LanguageCases` through both evaluators.
struct LanguageCaseTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("LanguageCases")

  static let topics: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".rules") && $0 != "schema.rules" }.sorted()
  }()

  static func ruleSet(_ topic: String) throws -> RuleSet {
    var sources = SourceMap()
    var parsed: [ParsedFile] = []
    for name in ["schema.rules", topic] {
      let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
      let file = sources.add(path: name, bytes: Array(bytes))
      parsed.append(RuleParser.parse(sources.file(file)))
    }
    let pack = RuleChecker.check(parsed)
    let text = TerminalRenderer(usesColour: false).render(pack.diagnostics, in: sources)
    return try #require(pack.ruleSet, "\(text)")
  }

  @Test func thereAreCases() {
    #expect(LanguageCaseTests.topics.count >= 8)
  }

  @Test(arguments: topics) func rowEvaluatorMeetsExamples(_ topic: String) throws {
    let ruleSet = try LanguageCaseTests.ruleSet(topic)
    #expect(!ruleSet.examples.isEmpty)
    for example in ruleSet.examples {
      let stated = StatedFirm(example)
      let record = FirmRecord(ruleSet: ruleSet, stated: stated.cells, rows: stated.rows)
      let outcome = RowEvaluator(ruleSet: ruleSet, asOf: example.asOf).evaluate(
        ruleSet.rules[example.rule], firm: record)
      expect(outcome, example, ruleSet)
    }
  }

  @Test(arguments: topics) func batchEvaluatorMeetsExamples(_ topic: String) throws {
    let ruleSet = try LanguageCaseTests.ruleSet(topic)
    for batch in LanguageCaseTests.batches(ruleSet) {
      let table = StatedFirm.table(batch.map { StatedFirm($0) }, ruleSet)
      let carried = CarriedFields(ruleSet: ruleSet, table: table)
      let plan = EvaluationPlan(ruleSet: ruleSet, asOf: batch[0].asOf, carried: carried, pool: table.pool)
      var evaluator = BatchEvaluator(plan: plan, table: table)
      var outcomes = evaluator.makeOutcomes()
      evaluator.evaluate(firms: 0..<batch.count, into: &outcomes)
      for (firm, example) in batch.enumerated() {
        guard let position = plan.rules.firstIndex(where: { $0.ruleIndex == example.rule }) else {
          #expect(plan.notAssessed.contains { $0.ruleIndex == example.rule }, "\(example.title)")
          expect(RowOutcome(state: .unknown, points: nil, affects: nil), example, ruleSet)
          continue
        }
        var points = plan.rules[position].constantPoints
        if let byte = outcomes.points[position]?[firm] {
          points = byte == BatchOutcomes.unknownPoints ? nil : Int(byte)
        }
        let state = RuleState(rawValue: outcomes.states[position][firm]) ?? .unknown
        expect(RowOutcome(state: state, points: points, affects: nil), example, ruleSet)
      }
    }
  }

  /// Examples of one date that name the same lists.
  private static func batches(_ ruleSet: RuleSet) -> [[Example]] {
    var batches: [[Example]] = []
    for example in ruleSet.examples {
      let lists = Set(example.rows.map(\.source))
      let fits = batches.firstIndex { $0[0].asOf == example.asOf && Set($0[0].rows.map(\.source)) == lists }
      if let fits { batches[fits].append(example) } else { batches.append([example]) }
    }
    return batches
  }

  private func expect(_ outcome: RowOutcome, _ example: Example, _ ruleSet: RuleSet) {
    let rule = ruleSet.rules[example.rule]
    let comment: Comment = "\(rule.id), \(example.title): \(outcome.state) \(outcome.points ?? -1)"
    switch example.expected {
    case .fires(let points):
      #expect(outcome.state == .fires, comment)
      if let points { #expect(outcome.points == points, comment) }
    case .passes: #expect(outcome.state == .passed, comment)
    case .notApplicable: #expect(outcome.state == .notApplicable, comment)
    case .unknown(let most):
      #expect(outcome.state == .unknown, comment)
      if let most { #expect(rule.points?.most == most, comment) }
    }
  }
}

/// What an example says of its firm.
struct StatedFirm {
  let cells: [FieldIndex: Cell]
  let rows: [SourceIndex: [[FieldIndex: Cell]]]

  init(_ example: Example) {
    func cells(_ assignments: [Example.Assignment]) -> [FieldIndex: Cell] {
      Dictionary(assignments.map { ($0.field, Cell($0.value)) }) { $1 }
    }
    self.cells = cells(example.assignments)
    rows = Dictionary(example.rows.map { ($0.source, $0.rows.map(cells)) }) { $0 + $1 }
  }

  /// A table of firms that name the same lists, as a join would make it.
  static func table(_ firms: [StatedFirm], _ ruleSet: RuleSet) -> FirmTable {
    var pool = TextPool()
    var table = FirmTable(
      keys: FirmKeys(firms.indices.map { "firm\(1_000 + $0)" }), columns: [],
      rows: ruleSet.sources.map { _ in nil })
    table.columns = ruleSet.fields.indices.map { field in
      column(firms.map { $0.cells[field] }, ruleSet.fields[field], &pool)
    }
    for field in ruleSet.fields.indices {
      table.given[field] = firms.map { ($0.cells[field] ?? .unknown) == .unknown ? 0 : 1 }
    }
    for source in ruleSet.sources.indices where firms.contains(where: { $0.rows[source] != nil }) {
      var offsets: [UInt32] = [0]
      var rows: [[FieldIndex: Cell]] = []
      for firm in firms {
        rows += firm.rows[source] ?? []
        offsets.append(UInt32(rows.count))
      }
      let columns = ruleSet.fields.indices.map { field -> StoredColumn? in
        guard ruleSet.fields[field].sources.contains(source) else { return nil }
        return column(rows.map { $0[field] }, ruleSet.fields[field], &pool)
      }
      table.rows[source] = FirmRows(
        offsets: offsets, columns: columns, isComplete: ruleSet.sources[source].isComplete)
    }
    table.pool = pool
    return table
  }

  private static func column(_ cells: [Cell?], _ field: Field, _ pool: inout TextPool) -> StoredColumn {
    let filled = cells.map { $0 ?? Cell(field.presumed?.value) }
    if field.type == .truth {
      return .truth(
        filled.map { cell in
          if case .known(.truth(let answer)) = cell { return answer ? TruthCode.yes : TruthCode.no }
          return cell == .bad ? TruthCode.bad : TruthCode.unknown
        })
    }
    return .wide(
      filled.map { cell in
        switch cell {
        case .unknown: return CellMark.unknown
        case .none: return CellMark.none
        case .bad: return CellMark.bad
        case .known(.number(let raw)): return raw
        case .known(.date(let date)): return Int64(date.days)
        case .known(.member(let member)): return Int64(member)
        case .known(.text(let text)): return Int64(pool.code(of: text))
        case .known(.truth), .known(.none): return CellMark.unknown
        }
      })
  }
}

import Diagnostics
import FirmSources
import RiskScoring
import RuleModel
import RuleSentences
import RunFolder

/// What the page's script knows, as JSON: one block about the run and the ranking, one line a firm with its details.
struct PageData {
  let report: Report
  let operands: FirmOperands

  init(_ report: Report) {
    self.report = report
    operands = FirmOperands(report.ruleSet)
  }

  var ruleSet: RuleSet { report.ruleSet }

  /// The run, the rules and the ranked firms.
  var overview: JSONValue {
    .object([
      "version": .integer(1),
      "firms": count(report.run.count),
      "limits": .array(ruleSet.policy.bandLimits.map(count)),
      "order": .array(
        ruleSet.policy.rankKeys.compactMap { key in
          key.variable.map { .array([.string($0.rawValue), .bool(key.isDescending)]) }
        }),
      "coverage": count(report.run.coverage),
      "areas": .array(
        ruleSet.areas.map {
          .object(["name": .string($0.name), "title": pair($0.title), "cap": count($0.cap)])
        }),
      "rules": .array(ruleSet.rules.indices.map(rule)),
      "operands": .array(operands.expressions.indices.map(operand)),
      "groups": .array(report.groupings.map(grouping)),
      "files": .array(files.map { .string($0) }),
      "ranking": .array(report.shownRanks.map(line)),
    ])
  }

  /// Files by path, as firms' details number them.
  var files: [String] { report.result.accounts.sources.flatMap(\.files) }

  func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  /// Vietnamese and English; one string when both are the same.
  func pair(_ text: LocalizedText) -> JSONValue {
    text[.vi] == text[.en] ? .string(text[.vi]) : .array([.string(text[.vi]), .string(text[.en])])
  }

  func pair(_ text: (Language) -> String) -> JSONValue { pair(LocalizedText(text)) }

  private func optionalPair(_ text: LocalizedText?) -> JSONValue { text.map(pair) ?? .null }

  // MARK: - Rules

  private func rule(_ index: Int) -> JSONValue {
    let rule = ruleSet.rules[index]
    let sentences = SentenceWriter(language: .vi, ruleSet: ruleSet)
    let english = SentenceWriter(language: .en, ruleSet: ruleSet)
    return .object([
      "id": .string(rule.id),
      "kind": .string(rule.kind.rawValue),
      "area": rule.area.map(count) ?? .null,
      "title": pair(rule.title),
      "basis": .array([.string(sentences.basis(of: rule)), .string(english.basis(of: rule))]),
      "because": .array(Language.allCases.map { sentence(index, $0) }),
      "fines": .array(constantFines(rule).map(pair)),
      "check": optionalPair(rule.check), "ask": optionalPair(rule.ask), "honest": optionalPair(rule.honest),
      "reads": .array(operands.read[index].map(count)),
      "scores": .bool(Report.scores(index, report.result)),
      "counts": report.run.counts[index].map {
        .array([count($0.fired), count($0.unknown), count($0.passed), count($0.notApplicable)])
      } ?? .null,
    ])
  }

  /// A sentence as words and positions of operands, one after the other.
  private func sentence(_ index: Int, _ language: Language) -> JSONValue {
    guard let template = ruleSet.rules[index].because else { return .array([]) }
    var places = (operands.said[index][language] ?? [])[...]
    return .array(
      template[language].map { segment in
        switch segment {
        case .text(let words): return .string(words)
        case .value: return places.popFirst().map(count) ?? .null
        }
      })
  }

  /// Whether the fines of a rule read the same for every firm.
  func hasConstantFines(_ rule: Rule) -> Bool {
    rule.ended == nil
      && rule.fines.allSatisfy { fine in
        switch fine.amount {
        case .notEntered, .range(_, _, each: false): return true
        case .range(_, _, each: true), .share, .banded: return false
        }
      }
  }

  private func constantFines(_ rule: Rule) -> [LocalizedText] {
    guard hasConstantFines(rule) else { return [] }
    return FineSelection(rule: rule, ended: nil, asOf: report.asOf).fines.map { fine in
      LocalizedText {
        FineWriter(language: $0, ruleSet: ruleSet).sentence(fine, affects: nil) { _ in .unknown }
      }
    }
  }

  // MARK: - Operands

  private func operand(_ index: Int) -> JSONValue {
    let expression = operands.expressions[index]
    var members = [JSONValue.Member("title", optionalPair(operands.title(index, ruleSet)))]
    if case .lookup(let parameter, _, _) = expression.kind,
      let entry = ruleSet.parameters[parameter].entry(on: report.asOf)
    {
      members.append(.init("basis", pair { entry.basis.text(in: $0) }))
    }
    if case .field(let field) = expression.kind {
      members.append(.init("presumed", optionalPair(ruleSet.fields[field].presumed?.reason)))
      members.append(.init("derived", optionalPair(ruleSet.fields[field].derivation?.note)))
    }
    switch expression.type {
    case .number(let number):
      members.append(.init("type", .string("number")))
      members.append(.init("scale", count(number.scale)))
      if number.isPercent { members.append(.init("percent", .bool(true))) }
      if !number.unit.isNone {
        members.append(
          .init("unit", pair { ValueWriter(language: $0, ruleSet: ruleSet).unit(number.unit) }))
        members.append(
          .init("one", pair { ValueWriter(language: $0, ruleSet: ruleSet).unit(number.unit, isOne: true) }))
      }
    case .truth: members.append(.init("type", .string("truth")))
    case .date: members.append(.init("type", .string("date")))
    case .text: members.append(.init("type", .string("text")))
    case .choice(let choice):
      members.append(.init("type", .string("choice")))
      members.append(.init("members", .array(ruleSet.choices[choice].members.map { pair($0.title) })))
    }
    return .object(members)
  }

  // MARK: - Ranking

  private func grouping(_ grouping: FirmGrouping) -> JSONValue {
    .object([
      "name": .string(grouping.name), "title": pair(grouping.title),
      "unknown": grouping.groups.firstIndex { $0.name == nil }.map(count) ?? .null,
      "members": .array(grouping.groups.map { pair(ReportWords.title($0.title)) }),
    ])
  }

  /// One firm of the ranking as an array; `report.js` names the places.
  private func line(_ rank: Int) -> JSONValue {
    let run = report.run
    let firm = Int(run.ranking[rank])
    let score = run.score(of: firm)
    let overview = run.overview(of: firm)
    let first = overview.firstReason
    return .array([
      .string(report.result.table.keys[firm]),
      .string(report.name(of: firm)),
      .array(report.groupings.map { count(Int($0.groupOfFirm[firm])) }),
      .array([count(score.low), count(score.high), count(score.estimate)]),
      count(Outcome.allCases.firstIndex(of: score.outcome) ?? 0),
      .integer(score.workersAffected), count(score.moreMayBeAffected ? 1 : 0),
      count(score.violationPoints), count(score.violationsFired),
      .array(
        score.areas.flatMap { [count($0.uncappedLow), count($0.uncappedHigh), count($0.uncappedEstimate)] }),
      first.map(count) ?? .null,
      .array(overview.firedRules.map(count)), .array(overview.unknownRules.map(count)),
      .array(score.heldBy.map(count)), .array(score.confirmFirst.map(count)),
    ])
  }
}

import Diagnostics
import FirmTable
import RiskScoring
import RuleEvaluation
import RuleModel
import RuleSentences

/// The counts of a run: nothing is dropped without a number here.
struct RunSummary {
  let ruleSet: RuleSet
  let table: FirmTable
  let run: ScoredRun
  let accounts: SourceAccounts
  var includePersonal = false
  var jobs = 1

  var json: JSONValue {
    let division = FirmGroups(ruleSet: ruleSet, table: table, run: run, includePersonal: includePersonal)
    let groupings = division.groupings(jobs: jobs)
    let standing = run.standing
    let writer = GroupSummary(
      ruleSet: ruleSet, subjects: division.subjects, sizes: groupings.first(where: \.isSize))
    return .object([
      "summary_version": .integer(1),
      "as_of": .string(run.asOf.description),
      "firms": firms,
      "coverage": MachineText.count(run.coverage),
      "workers_affected": .integer(standing.workersAffected),
      "bands": bands(standing),
      "outcomes": outcomes(standing),
      "shares": writer.shares(
        groupings.first.map { division.shares(of: $0) } ?? division.shares(jobs: jobs)),
      "groups": .array(groupings.map(writer.json)),
      "rules": .array(ruleSet.rules.indices.compactMap(rule)),
      "drafts": .array(ruleSet.rules.indices.compactMap(draft)),
      "not_assessed": .array(run.notAssessed.map(notAssessed)),
      "not_in_effect": MachineText.names(notInEffect),
      "fields": .array(accounts.fields.map(field)),
      "sources": .array(accounts.sources.map(source)),
      "rejects": MachineText.count(accounts.rejects.count + accounts.rejectsNotListed),
      "rejects_not_listed": MachineText.count(accounts.rejectsNotListed),
      "conflicts": MachineText.count(accounts.conflicts.count + accounts.conflictsNotListed),
      "inconsistencies": .array(
        accounts.breachesOfChecks.enumerated().map { inconsistency($0.offset, firms: $0.element) }),
      "conflicts_not_listed": MachineText.count(accounts.conflictsNotListed),
      "incidents": .array(run.incidents.filter { $0.firms > 0 }.map(incident)),
    ])
  }

  private var firms: JSONValue {
    .object([
      "ranked": MachineText.count(run.count),
      "distinct_keys": MachineText.count(accounts.distinctKeys),
      "balanced": .bool(run.count == accounts.distinctKeys),
    ])
  }

  /// Firms by band (outer) and by the band that may be (inner).
  private func bands(_ standing: RunStanding) -> JSONValue {
    let table = standing.bandTable
    return .object(
      Band.allCases.map { band in
        JSONValue.Member(
          band.name,
          .object(
            Band.allCases.map {
              JSONValue.Member($0.name, MachineText.count(table[band.rawValue][$0.rawValue]))
            }))
      })
  }

  private func outcomes(_ standing: RunStanding) -> JSONValue {
    .object(
      Outcome.allCases.map { JSONValue.Member($0.rawValue, MachineText.count(standing.count(of: $0))) }
        + [JSONValue.Member("held_back", MachineText.count(standing.held))])
  }

  private func rule(_ index: Int) -> JSONValue? {
    guard let counts = run.counts[index] else { return nil }
    let rule = ruleSet.rules[index]
    let isDraft = run.isDraft(rule: index)
    return .object([
      "id": .string(rule.id),
      "kind": .string(rule.kind.rawValue),
      "draft": .bool(isDraft),
      "scores": .bool(rule.kind != .gate && (run.includesDraft || !isDraft)),
      "fired": MachineText.count(counts.fired),
      "passed": MachineText.count(counts.passed),
      "unknown": MachineText.count(counts.unknown),
      "not_applicable": MachineText.count(counts.notApplicable),
    ])
  }

  /// A draft rule with what it would have caught; a draft gate holds in any case.
  private func draft(_ index: Int) -> JSONValue? {
    guard let counts = run.counts[index], run.isDraft(rule: index) else { return nil }
    let rule = ruleSet.rules[index]
    return .object([
      "id": .string(rule.id),
      "holds": .bool(rule.kind == .gate),
      "would_fire": MachineText.count(counts.fired),
      "would_be_unknown": MachineText.count(counts.unknown),
    ])
  }

  private func notAssessed(_ missing: NotAssessedRule) -> JSONValue {
    .object([
      "id": .string(ruleSet.rules[missing.ruleIndex].id),
      "draft": .bool(missing.isDraft),
      "missing_fields": MachineText.names(missing.missingFields.map { ruleSet.fields[$0].name }),
      "missing_sources": MachineText.names(missing.missingSources.map { ruleSet.sources[$0].name }),
    ])
  }

  private var notInEffect: [String] {
    let missing = Set(run.notAssessed.map(\.ruleIndex))
    return ruleSet.rules.indices.filter { run.counts[$0] == nil && !missing.contains($0) }.map {
      ruleSet.rules[$0].id
    }
  }

  private func field(_ balance: FieldBalance) -> JSONValue {
    let field = ruleSet.fields[balance.field]
    let isCarried =
      table.carries(balance.field) || table.rows.contains { $0?.columns[balance.field] != nil }
    return .object([
      "name": .string(field.name),
      "carried": .bool(isCarried),
      "blank": MachineText.count(balance.blank),
      "bad": MachineText.count(balance.bad),
      "defaulted": MachineText.count(balance.defaulted),
      "presumed": MachineText.count(balance.presumed),
      "derived": MachineText.count(balance.derived),
      "conflicting": MachineText.count(balance.conflicting),
    ])
  }

  private func source(_ balance: SourceBalance) -> JSONValue {
    .object([
      "name": .string(balance.source),
      "files": MachineText.names(balance.files),
      "sheet": .optional(balance.sheet),
      "list_date": .optional(balance.listDate?.description),
      "stale": .bool(balance.isStale),
      "complete": .bool(balance.isComplete),
      "rows_read": MachineText.count(balance.rowsRead),
      "joined": MachineText.count(balance.joined),
      "merged": MachineText.count(balance.merged),
      "set_aside": MachineText.count(balance.setAside),
      "unmatched": MachineText.count(balance.unmatched),
      "rejected": MachineText.count(balance.rejected),
      "by_crosswalk": MachineText.count(balance.crosswalked),
      "by_link": MachineText.count(balance.linked),
      "inconsistent": MachineText.count(balance.inconsistent),
      "balanced": .bool(balance.isBalanced),
    ])
  }

  private func inconsistency(_ check: Int, firms: Int) -> JSONValue {
    let check = ruleSet.checks[check]
    return .object([
      "check": .string(ExpressionWriter(language: .en, ruleSet: ruleSet).text(check.condition)),
      "vi": .string(check.message.vi),
      "en": .string(check.message.en),
      "firms": MachineText.count(firms),
    ])
  }

  /// Firms for which a divisor was zero or a parameter had no value, with the rules that read the place.
  private func incident(_ counted: IncidentCount) -> JSONValue {
    var kind = "zero_divisor"
    var parameter: String?
    if case .missingKey(let index) = counted.incident.kind {
      kind = "missing_key"
      parameter = ruleSet.parameters[index].name
    }
    let place = expression(at: counted.incident)
    let writer = ExpressionWriter(language: .en, ruleSet: ruleSet)
    return .object([
      "kind": .string(kind),
      "parameter": .optional(parameter),
      "expression": .optional(place.expression.map(writer.text)),
      "rules": MachineText.names(place.rules),
      "firms": MachineText.count(counted.firms),
    ])
  }

  /// The expression of an incident and the rules that hold it, directly or through a `let`.
  private func expression(at incident: DataIncident) -> (expression: RuleExpression?, rules: [String]) {
    var found: RuleExpression?
    var rules: [String] = []
    for rule in ruleSet.rules {
      var isHere = false
      for root in [rule.applies, rule.condition, rule.points?.expression, rule.affects].compactMap({ $0 }) {
        root.visit { expression in
          guard expression.span == incident.span, matches(expression, incident.kind) else { return }
          isHere = true
          found = found ?? expression
        }
      }
      if isHere { rules.append(rule.id) }
    }
    return (found, rules)
  }

  private func matches(_ expression: RuleExpression, _ kind: DataIncident.Kind) -> Bool {
    switch (expression.kind, kind) {
    case (.divide, .zeroDivisor), (.floorDivide, .zeroDivisor), (.modulo, .zeroDivisor): return true
    case (.lookup(let index, _, _), .missingKey(let parameter)): return index == parameter
    default: return false
    }
  }
}

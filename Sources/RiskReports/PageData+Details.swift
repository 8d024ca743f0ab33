import Diagnostics
import FirmSources
import RiskScoring
import RuleModel
import RuleSentences
import RunFolder

extension PageData {
  /// The details of a firm; `report.js` names the places.
  func details(_ rank: Int, fileNumbers: [String: Int]) -> JSONValue {
    let paper = FirmPaper(report, rank: rank)
    let findings = paper.explanation.findings
    let open = findings.filter { $0.status == .fires || $0.status == .unknown }
    func ids(_ status: RuleStatus) -> JSONValue {
      .array(findings.filter { $0.status == status }.map { count($0.rule) })
    }
    return .array([
      .array(open.map { finding($0, paper) }),
      ids(.passed), ids(.notApplicable),
      .array(values(paper, open.map(\.rule), fileNumbers)),
      paper.explanation.belowBand.map {
        .array([.array($0.rules.map(count)), count($0.low), count($0.band.rawValue)])
      } ?? .null,
    ])
  }

  /// Rule, whether it fires, points, most points, marks, and fines that depend on the firm.
  private func finding(_ finding: RuleFinding, _ paper: FirmPaper) -> JSONValue {
    let rule = paper.rule(finding)
    let marks =
      (finding.scores ? 1 : 0) + (finding.isSameActInLow ? 2 : 0) + (finding.isSameActInHigh ? 4 : 0)
      + (finding.hasUnknownPoints ? 8 : 0) + (finding.isDraft ? 16 : 0)
    var places = [
      count(finding.rule), count(finding.status == .fires ? 1 : 0), count(finding.low), count(finding.most),
      count(marks),
      count(finding.status == .unknown || finding.hasUnknownPoints ? paper.movement(finding) : 0),
    ]
    if finding.status == .fires, !rule.fines.isEmpty, !hasConstantFines(rule) {
      let vietnamese = paper.fines(rule, .vi)
      let english = paper.fines(rule, .en)
      places.append(.array(zip(vietnamese, english).map { pair(LocalizedText(vi: $0, en: $1)) }))
    }
    return .array(places)
  }

  /// Operand, value, kind of origin, file and line, one after the other in an array for each operand.
  private func values(
    _ paper: FirmPaper, _ rules: [Int], _ fileNumbers: [String: Int]
  ) -> [JSONValue] {
    var wanted = [Bool](repeating: false, count: operands.expressions.count)
    for rule in rules {
      for place in operands.read[rule] { wanted[place] = true }
      for language in Language.allCases {
        for place in operands.said[rule][language] ?? [] { wanted[place] = true }
      }
    }
    return wanted.indices.filter { wanted[$0] }.map { place in
      let expression = operands.expressions[place]
      guard !isHidden(expression) else { return .array([count(place), .null, .string("h")]) }
      var members = [count(place), value(paper.values(expression), expression.type)]
      if case .field(let field) = expression.kind,
        let origin = report.result.origin(paper.firm, field)
      {
        members.append(.string(PageData.letter(origin.kind)))
        if let number = origin.file.flatMap({ fileNumbers[$0] }) {
          members.append(count(number))
          if let line = origin.line { members.append(count(line)) }
        }
      }
      return .array(members)
    }
  }

  /// Whether an expression reads a field marked personal that may not leave the program.
  private func isHidden(_ expression: RuleExpression) -> Bool {
    guard !report.options.includePersonal else { return false }
    var isPersonal = false
    expression.visit { part in
      if case .field(let field) = part.kind, ruleSet.fields[field].isPersonal { isPersonal = true }
    }
    return isPersonal
  }

  /// Numbers beyond what a script counts exactly are strings; null is not known and `none` is the word.
  private func value(_ value: SentenceValue, _ type: ValueType) -> JSONValue {
    guard case .known(let constant) = value else { return .null }
    switch constant {
    case .number(let raw):
      return raw.magnitude < 1 << 53 ? .integer(raw) : .string(String(raw))
    case .truth(let isYes): return .integer(isYes ? 1 : 0)
    case .date(let date): return .string(date.description)
    case .none: return .string("none")
    case .text(let text): return .string(text)
    case .member(let position): return count(position)
    }
  }

  private static func letter(_ kind: CellOrigin.Kind) -> String {
    switch kind {
    case .cell, .rolledUp: return "c"
    case .unreadable: return "r"
    case .conflict: return "x"
    case .presumed: return "p"
    case .absent: return "a"
    case .presence: return "l"
    case .withheld: return "w"
    case .derived: return "d"
    case .unknown: return "u"
    }
  }
}

/// Writes JSON into a page.
enum EmbeddedJSON {
  /// JSON text that no parser of HTML takes for markup: `<` stands as its escape, so `</script>` cannot occur.
  static func text(_ json: JSONValue) -> String {
    let compact = json.compact
    guard compact.utf8.contains(UInt8(ascii: "<")) else { return compact }
    return compact.replacingAll("<", with: "\\u003c")
  }
}

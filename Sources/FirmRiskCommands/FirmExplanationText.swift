import Diagnostics
import FirmSources
import FirmTable
import RiskScoring
import RuleEvaluation
import RuleModel
import RuleSentences
import RunFolder

/// One firm's whole arithmetic, for a terminal: every rule, its figures, and where each figure was read.
struct FirmExplanationText {
  let result: RunResult
  let firm: Int
  let words: RunWords
  let width: Int
  /// Where the values of fields and rows were read.
  let origins: CellOrigins

  private var ruleSet: RuleSet { result.ruleSet }
  private var values: ValueWriter { ValueWriter(language: words.language, ruleSet: ruleSet) }
  private var value: FirmValues { result.values(firm) }

  /// Rules of one standing.
  struct Section {
    let title: String
    let findings: [RuleFinding]
    /// Whether basis, documents and advice stand with each rule.
    var isOpen = false
    /// Whether each rule has lines of its own.
    var listsRules = true
  }

  /// All lines.
  func lines() -> [String] {
    let explanation = result.run.explanation(of: firm)
    var lines = heading(explanation.score) + [""] + areaLines(explanation) + [""]
    for part in sections(explanation) where !part.findings.isEmpty {
      lines += part.listsRules ? section(part) : idList(part.title, part.findings)
    }
    return lines
  }

  /// The rules by how they stand.
  func sections(_ explanation: FirmExplanation) -> [Section] {
    func found(_ status: RuleStatus) -> [RuleFinding] {
      explanation.findings.filter { $0.status == status && kind(of: $0) != .gate }
    }
    return [
      Section(
        title: words(vi: "QUY TẮC KÍCH HOẠT", en: "RULES THAT FIRED"), findings: found(.fires), isOpen: true),
      Section(
        title: words(vi: "CHƯA RÕ: CẦN HỎI SỐ LIỆU", en: "UNKNOWN: DATA TO ASK FOR"),
        findings: found(.unknown), isOpen: true),
      Section(
        title: words(vi: "ĐIỀU KIỆN KIỂM TRA", en: "GATES"),
        findings: explanation.findings.filter { kind(of: $0) == .gate && $0.status != .notInEffect },
        isOpen: true),
      Section(title: words(vi: "ĐẠT", en: "PASSED"), findings: found(.passed)),
      Section(title: words(vi: "KHÔNG ÁP DỤNG", en: "NOT APPLICABLE"), findings: found(.notApplicable)),
      Section(
        title: words(vi: "CHƯA CÓ SỐ LIỆU ĐỂ XÉT", en: "NOT ASSESSED, NO LIST CARRIES THE DATA"),
        findings: explanation.findings.filter { $0.status == .notAssessed }, listsRules: false),
      Section(
        title: words(vi: "KHÔNG CÓ HIỆU LỰC", en: "NOT IN EFFECT"),
        findings: explanation.findings.filter { $0.status == .notInEffect }, listsRules: false),
    ]
  }

  private func kind(of finding: RuleFinding) -> RuleKind { ruleSet.rules[finding.rule].kind }

  func heading(_ score: FirmScore) -> [String] {
    let rank = (result.run.ranking.firstIndex(of: UInt32(firm)) ?? 0) + 1
    let name = fieldText(ruleSet.field(with: .name))
    var lines = [
      "\(name) · " + words(vi: "MST ", en: "tax code ") + result.table.keys[firm],
      words(vi: "Hạng ", en: "Rank ") + "\(words.number(rank))/\(words.number(result.run.count)) · "
        + words(vi: "điểm ", en: "score ") + words.interval(low: score.low, high: score.high)
        + words(vi: " (ước tính ", en: " (estimate ") + words.tenths(score.estimate) + ") · "
        + words(vi: "mức ", en: "band ") + words.band(score.band)
        + (score.bandMayBe == score.band
          ? "" : words(vi: ", có thể ", en: ", may be ") + words.band(score.bandMayBe)),
      words(vi: "Đề xuất: ", en: "Outcome: ") + words.outcome(score.outcome) + " · "
        + words(vi: "người lao động bị ảnh hưởng ít nhất ", en: "workers affected at least ")
        + words.number(score.workersAffected) + (score.moreMayBeAffected ? "+" : ""),
    ]
    func gates(_ title: String, _ rules: [Int]) {
      if !rules.isEmpty {
        lines.append(title + rules.map { ruleSet.rules[$0].title[words.language] }.joined(separator: "; "))
      }
    }
    gates(words(vi: "Chưa được kiểm tra vì: ", en: "Inspection held back by: "), score.heldBy)
    gates(words(vi: "Cần xác nhận trước: ", en: "To be confirmed first: "), score.confirmFirst)
    let groups = ruleSet.groupFields.compactMap { field -> String? in
      let text = fieldText(field)
      return text.isEmpty ? nil : "\(ruleSet.fields[field].title[words.language]): \(text)"
    }
    if !groups.isEmpty { lines.append(groups.joined(separator: " · ")) }
    return lines.map { TextTable.cut($0, to: max(width, 60)) }
  }

  private func fieldText(_ field: FieldIndex?) -> String {
    guard let field else { return "" }
    let read = RuleExpression(
      .field(field), type: ruleSet.fields[field].type, span: ruleSet.fields[field].span)
    guard case .known(let constant) = value(read) else { return "" }
    return values.text(constant, type: read.type)
  }

  // MARK: - Areas

  private func areaLines(_ explanation: FirmExplanation) -> [String] {
    var table = TextTable([
      .init(words(vi: "Lĩnh vực", en: "Area"), shrinksTo: 20),
      .init(words(vi: "Cộng", en: "Sum"), .right), .init(words(vi: "Trần", en: "Cap"), .right),
      .init(words(vi: "Thấp", en: "Low"), .right), .init(words(vi: "Cao", en: "High"), .right),
    ])
    for row in areaRows(explanation) { table.append(row) }
    return table.lines(width: min(width, 100)) + [belowBandLine(explanation)].compactMap { $0 }
  }

  /// Title, sums, cap and points of each area in which something is open, and of all.
  func areaRows(_ explanation: FirmExplanation) -> [[String]] {
    let areas = zip(ruleSet.areas, explanation.score.areas).filter { $1.high > 0 }.map { area, score in
      [
        "\(area.title[words.language]) (\(area.name))",
        words.interval(low: score.uncappedLow, high: score.uncappedHigh),
        "\(area.cap)", "\(score.low)", "\(score.high)",
      ]
    }
    let score = explanation.score
    return areas + [[words(vi: "Tổng", en: "Total"), "", "100", "\(score.low)", "\(score.high)"]]
  }

  /// What would bring the firm below its band; nil in the lowest.
  func belowBandLine(_ explanation: FirmExplanation) -> String? {
    guard let way = explanation.belowBand else { return nil }
    let ids = way.rules.map { ruleSet.rules[$0].id }.joined(separator: ", ")
    return words(vi: "Để xuống dưới mức này cần khắc phục: ", en: "What would bring it below this band: ")
      + ids + words(vi: " → còn ", en: " → then ") + "\(way.low)" + words(vi: " điểm", en: " points")
  }

  // MARK: - Rules

  private func section(_ part: Section) -> [String] {
    ["\(part.title) (\(part.findings.count))"]
      + ordered(part.findings).flatMap { ruleLines($0, isOpen: part.isOpen) } + [""]
  }

  /// Most points first, ties by id.
  func ordered(_ findings: [RuleFinding]) -> [RuleFinding] {
    findings.sorted { ($1.low, $1.most, $0.rule) < ($0.low, $0.most, $1.rule) }
  }

  func ruleLines(_ finding: RuleFinding, isOpen: Bool) -> [String] {
    let rule = ruleSet.rules[finding.rule]
    var lines = [
      "  \(points(finding, rule)) \(rule.id) · \(rule.title[words.language]) [\(words.kind(rule.kind))]"
    ]
    func add(_ label: String, _ text: String?) {
      guard let text, !text.isEmpty else { return }
      lines += wrapped("\(label): \(text)")
    }
    if finding.status == .fires {
      lines += wrapped(
        SentenceWriter(language: words.language, ruleSet: ruleSet).reason(of: rule, value: value))
    }
    if let note = sameAct(finding) { lines += wrapped(note) }
    if isOpen {
      add(
        words(vi: "Căn cứ", en: "Basis"),
        SentenceWriter(language: words.language, ruleSet: ruleSet).basis(of: rule))
      if finding.status == .fires { lines += fineLines(rule) }
    }
    lines += operandLines(rule)
    if isOpen {
      add(words(vi: "Kiểm tra", en: "Check"), rule.check?[words.language])
      add(words(vi: "Tài liệu", en: "Ask for"), rule.ask?[words.language])
      add(words(vi: "Lưu ý", en: "Honest firm"), rule.honest?[words.language])
    }
    return lines
  }

  /// Which sums a rule is left out of because another rule of its family counts in its place.
  private func sameAct(_ finding: RuleFinding) -> String? {
    let isOutOfLow = finding.isSameActInLow || finding.status == .unknown
    switch (isOutOfLow, finding.isSameActInHigh) {
    case (true, true):
      return words(
        vi: "cùng một hành vi với quy tắc cao điểm hơn, không cộng",
        en: "same act as a rule with more points, not counted")
    case (false, true):
      return words(
        vi: "cùng một hành vi với quy tắc có thể cao điểm hơn, chỉ cộng vào điểm chắc chắn",
        en: "same act as a rule that may have more points, counted in the low sum only")
    case (true, false) where finding.status == .fires:
      return words(
        vi: "cùng một hành vi với quy tắc cao điểm hơn, chỉ cộng vào điểm cao nhất",
        en: "same act as a rule with more points, counted in the high sum only")
    case (true, false), (false, false): return nil
    }
  }

  /// Points as they count in the sums: `+20`, `0–20` while unknown, in parentheses when another rule counts for the act.
  private func points(_ finding: RuleFinding, _ rule: Rule) -> String {
    guard rule.kind != .gate else { return "[\(gateState(finding.status))]" }
    switch finding.status {
    case .fires where !finding.scores:
      return "[\(words(vi: "dự thảo", en: "draft")) \(words.interval(low: finding.low, high: finding.most))]"
    case .unknown where !finding.scores: return "[\(words(vi: "dự thảo", en: "draft"))]"
    case .fires:
      let most = finding.hasUnknownPoints ? finding.most : finding.low
      let counted = words.interval(low: finding.low, high: most)
      return finding.isSameActInLow && finding.isSameActInHigh ? "[(\(counted))]" : "[+\(counted)]"
    case .unknown: return finding.isSameActInHigh ? "[(0–\(finding.most))]" : "[0–\(finding.most)]"
    case .passed, .notApplicable, .notAssessed, .notInEffect: return "[0]"
    }
  }

  private func gateState(_ status: RuleStatus) -> String {
    switch status {
    case .fires: return words(vi: "giữ lại", en: "holds")
    case .unknown: return words(vi: "cần xác nhận", en: "confirm")
    case .passed, .notApplicable: return words(vi: "không vướng", en: "free")
    case .notAssessed, .notInEffect: return "–"
    }
  }

  private func fineLines(_ rule: Rule) -> [String] {
    let ended = rule.ended.map { field in
      value(RuleExpression(.field(field), type: ruleSet.fields[field].type, span: ruleSet.fields[field].span))
    }
    let selection = FineSelection(rule: rule, ended: ended, asOf: result.run.asOf)
    let writer = FineWriter(language: words.language, ruleSet: ruleSet)
    var lines = selection.fines.flatMap { fine in
      wrapped(
        words(vi: "Mức phạt: ", en: "Fine: ")
          + writer.sentence(fine, affects: rule.affects.map { value($0) }, value: value))
    }
    if selection.isTimeBarred {
      lines += wrapped(
        words(vi: "Đã hết thời hiệu xử phạt một năm", en: "The one-year limitation has passed"))
    }
    return lines
  }

  private func idList(_ title: String, _ findings: [RuleFinding]) -> [String] {
    guard !findings.isEmpty else { return [] }
    let ids = findings.map { ruleSet.rules[$0.rule].id }.joined(separator: ", ")
    return ["\(title) (\(findings.count))"] + wrapped(ids, indent: 2) + [""]
  }

  // MARK: - Operands

  /// The value of every field, parameter and aggregate that the rule reads, with its place in the lists.
  private func operandLines(_ rule: Rule) -> [String] {
    let expressions = [rule.applies, rule.condition, rule.points?.expression, rule.affects].compactMap { $0 }
    var seen: Set<String> = []
    return expressions.flatMap { operands(of: $0) }.compactMap { operand -> [String]? in
      guard let line = operandLine(operand), seen.insert(line).inserted else { return nil }
      return wrapped(line, indent: 8)
    }.flatMap { $0 }
  }

  private func operands(of expression: RuleExpression) -> [RuleExpression] {
    switch expression.kind {
    case .field, .reported, .aggregate: return [expression]
    case .lookup: return expression.operands.flatMap { operands(of: $0) } + [expression]
    default: return expression.operands.flatMap { operands(of: $0) }
    }
  }

  private func operandLine(_ operand: RuleExpression) -> String? {
    let text = values.text(value(operand), type: operand.type)
    switch operand.kind {
    case .field(let field):
      return "\(ruleSet.fields[field].title[words.language]) = \(text)\(place(of: field))"
    case .lookup(let parameter, _, _):
      let entry = ruleSet.parameters[parameter].entry(on: result.run.asOf)
      let basis = entry.map { " (\($0.basis.text(in: words.language)))" } ?? ""
      return "\(ruleSet.parameters[parameter].title[words.language]) = \(text)\(basis)"
    case .aggregate(let aggregate):
      return "\(ExpressionWriter(language: words.language, ruleSet: ruleSet).text(operand)) = \(text)"
        + rowPlaces(aggregate.source)
    case .reported:
      return "\(ExpressionWriter(language: words.language, ruleSet: ruleSet).text(operand)) = \(text)"
    default: return nil
    }
  }

  /// The lines of the firm's rows in a list with many rows, the first twenty.
  private func rowPlaces(_ source: SourceIndex) -> String {
    guard let rows = result.table.rows[source],
      let field = rows.columns.indices.first(where: { rows.columns[$0] != nil })
    else { return words(vi: " (không có danh sách)", en: " (no list)") }
    let range = Int(rows.offsets[firm])..<Int(rows.offsets[firm + 1])
    let places = range.prefix(20).compactMap { origins.origin(of: field, row: $0) }
    guard let file = places.first?.file?.split(separator: "/").last else {
      return words(vi: " (không có dòng nào)", en: " (no rows)")
    }
    let lines = places.compactMap(\.line).map(String.init).joined(separator: ", ")
    return " (\(file)" + words(vi: ", dòng ", en: ", line ") + lines + (range.count > 20 ? ", …" : "") + ")"
  }

  private func place(of field: FieldIndex) -> String {
    guard let origin = origins.origin(of: field, firm: firm) else { return "" }
    let file = origin.file.map { String($0.split(separator: "/").last ?? "") } ?? ""
    let line =
      origin.cell.map { words(vi: ", ô ", en: ", cell ") + (origin.sheet.map { "\($0)!" } ?? "") + $0 }
      ?? origin.line.map { words(vi: ", dòng ", en: ", line ") + "\($0)" } ?? ""
    let raw = origin.rawText.map { ": “\($0.withoutControlMarks)”" } ?? ""
    switch origin.kind {
    case .cell: return " (\(file)\(line)\(raw))"
    case .unreadable: return words(vi: " (không đọc được, ", en: " (unreadable, ") + "\(file)\(line)\(raw))"
    case .conflict: return words(vi: " (mâu thuẫn, ", en: " (conflict, ") + "\(file)\(line)\(raw))"
    case .rolledUp:
      return words(vi: " (cộng gộp các chi nhánh, ", en: " (rolled up from establishments, ")
        + "\(file)\(line))"
    case .presumed: return words(vi: " (suy đoán: ", en: " (presumed: ") + presumption(field) + ")"
    case .absent: return words(vi: " (không có trong ", en: " (not on ") + "\(file))"
    case .presence: return " (\(file))"
    case .withheld:
      return words(vi: " (có thể ở dòng bị loại của ", en: " (may be in a rejected row of ") + "\(file))"
    case .derived:
      return words(vi: " (suy ra: ", en: " (derived: ")
        + (ruleSet.fields[field].derivation?.note[words.language] ?? "") + ")"
    case .unknown:
      return file.isEmpty
        ? words(vi: " (không danh sách nào ghi)", en: " (no list gives it)")
        : words(vi: " (ô trống, ", en: " (blank, ") + "\(file)\(line))"
    }
  }

  private func presumption(_ field: FieldIndex) -> String {
    ruleSet.fields[field].presumed?.reason[words.language] ?? ""
  }

  private func wrapped(_ text: String, indent: Int = 6) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return ExplainCodeCommand.wrapped(text.withoutControlMarks, width: max(40, width - indent))
      .split(separator: "\n").map { margin + $0 }
  }
}

import RuleModel
import RuleSentences

/// One chapter for each area, and in it every rule.
extension RuleBook {
  func title(of rule: Rule) -> String {
    let title = rule.title[words.language]
    return title.isEmpty ? rule.id : title
  }

  func ruleChapter(_ chapter: Chapter) -> [BookBlock] {
    var heading = chapter.title
    if let cap = chapter.cap { heading += words(" (tối đa \(cap) điểm)", " (at most \(cap) points)") }
    return [.heading(2, [.text(heading)], anchor: chapter.anchor)] + chapter.rules.flatMap(entry)
  }

  func entry(_ rule: Rule) -> [BookBlock] {
    var blocks: [BookBlock] = [
      .ruleStart,
      .heading(3, [.text(title(of: rule) + " "), .code(rule.id)], anchor: RuleBook.anchor(of: rule)),
      .paragraph(tags(of: rule)),
    ]
    blocks += sentences.sentences(of: rule).map { .outline(outline($0)) }
    blocks += [.ruleBody, .terms(terms(of: rule))]
    blocks += rule.fines.flatMap(bandTable)
    return blocks + examples(of: rule) + [.ruleEnd]
  }

  private func tags(of rule: Rule) -> [BookInline] {
    var tags: [BookInline] = [.tag(words.kind(rule.kind), name: rule.kind.rawValue)]
    if ruleSet.isDraft(rule, on: asOf) { tags.append(.tag(words.draft, name: "draft")) }
    if asOf < rule.effective.from {
      tags.append(.tag(words("Chưa có hiệu lực", "Not yet in force"), name: "out"))
    } else if !rule.effective.contains(asOf) {
      tags.append(.tag(words("Hết hiệu lực", "No longer in force"), name: "out"))
    }
    return tags
  }

  private func terms(of rule: Rule) -> [BookTerm] {
    var terms: [BookTerm] = []
    func add(_ vi: String, _ en: String, _ text: [BookInline]) {
      if !text.isEmpty { terms.append(BookTerm(term: words(vi, en), text: text)) }
    }
    func add(_ vi: String, _ en: String, _ text: LocalizedText?) {
      if let text, !text[words.language].isEmpty { add(vi, en, [.text(text[words.language])]) }
    }
    add("Căn cứ", "Basis", .lines(rule.basis.map { [.text($0.text(in: words.language))] }))
    add("Hiệu lực", "In force", [.text(period(rule.effective))])
    add("Điểm", "Points", sentences.points(of: rule).map(inlines) ?? [])
    if let family = rule.family { add("Cùng nhóm hành vi", "Family", relatives(of: rule, family)) }
    add("Lao động bị ảnh hưởng", "Workers affected", rule.affects.map { inlines(sentences.pieces($0)) } ?? [])
    if let ended = rule.ended { add("Ngày chấm dứt vi phạm", "Ended on", [link(field: ended)]) }
    add("Mức phạt", "Fine", .lines(rule.fines.map(fine)))
    add("Câu lý do", "Reason given", rule.because.map(template) ?? [])
    add("Kiểm tra tại chỗ", "To check on site", rule.check)
    add("Tài liệu yêu cầu", "To ask for", rule.ask)
    add("Khả năng doanh nghiệp trung thực", "How an honest firm may look alike", rule.honest)
    add("Ghi chú", "Note", rule.note)
    add("Trường dữ liệu cần", "Fields needed", .joined(fields(of: rule).map { [link(field: $0)] }, by: "; "))
    if let review = rule.review {
      let text = "\(review.reviewer), \(values.date(review.date)), "
      add("Đã duyệt", "Reviewed", [.text(text), .code(review.hash)])
    }
    return terms
  }

  private func relatives(of rule: Rule, _ family: String) -> [BookInline] {
    let others = ruleSet.rules.filter { $0.family == family && $0.area == rule.area && $0.id != rule.id }
    return others.isEmpty
      ? []
      : [.text(words("chỉ tính mức cao nhất cùng với ", "only the highest counts, with "))]
        + .joined(others.map { [link($0)] }, by: ", ")
  }

  private func template(_ template: SentenceTemplate) -> [BookInline] {
    template[words.language].flatMap { segment -> [BookInline] in
      switch segment {
      case .text(let text): return [.text(text)]
      case .value(let expression): return [.text("‹")] + inlines(sentences.pieces(expression)) + [.text("›")]
      }
    }
  }

  /// Fields that decide a rule: those of its conditions, points and workers affected.
  func fields(of rule: Rule) -> [FieldIndex] {
    var found: Set<FieldIndex> = []
    for expression in expressions(of: rule) { found.formUnion(expression.fieldsRead) }
    return found.sorted()
  }

  func expressions(of rule: Rule) -> [RuleExpression] {
    [rule.applies, rule.condition, rule.points?.expression, rule.affects].compactMap { $0 }
  }

  // MARK: - Examples

  /// The examples of a rule; the day stands above the table where all have the same.
  private func examples(of rule: Rule) -> [BookBlock] {
    let examples = ruleSet.examples.filter { ruleSet.rules[$0.rule].id == rule.id }
    guard let first = examples.first else { return [] }
    let sharesDay = examples.allSatisfy { $0.asOf == first.asOf }
    let title =
      words("Ví dụ", "Examples")
      + (sharesDay ? words(", ngày tính ", ", as of ") + values.date(first.asOf) : "")
    return [.remark([.text(title)]), .table(table(of: examples, hasDays: !sharesDay))]
  }

  /// One row for each example, a column for each field that one of them gives.
  private func table(of examples: [Example], hasDays: Bool) -> BookTable {
    var columns: [FieldIndex] = []
    for assignment in examples.flatMap(\.assignments) where !columns.contains(assignment.field) {
      columns.append(assignment.field)
    }
    let hasRows = examples.contains { !$0.rows.isEmpty }
    let isWide = columns.count > 5
    var header = [words("Ví dụ", "Example")]
    if hasDays { header.append(words("Ngày tính", "As of")) }
    header += isWide ? [words("Dữ kiện", "Facts")] : columns.map { name(ofField: $0) }
    if hasRows { header.append(words("Các dòng", "Rows")) }
    header.append(words("Kết quả mong đợi", "Expected"))
    let rows = examples.map { example in
      var row: [[BookInline]] = [[.text(example.title)]]
      if hasDays { row.append([.text(values.date(example.asOf))]) }
      if isWide {
        row.append(.lines(example.assignments.map { [.text(fact($0))] }))
      } else {
        row += columns.map { column in
          [.text(example.assignments.first { $0.field == column }.map(value) ?? "–")]
        }
      }
      if hasRows { row.append(.lines(example.rows.flatMap(lines))) }
      return row + [[.text(expected(example))]]
    }
    return BookTable(header: header, rows: rows)
  }

  private func name(ofField index: FieldIndex) -> String {
    let field = ruleSet.fields[index]
    let title = field.title[words.language]
    return title.isEmpty ? field.name : title
  }

  private func fact(_ assignment: Example.Assignment) -> String {
    name(ofField: assignment.field) + ": " + value(assignment)
  }

  private func value(_ assignment: Example.Assignment) -> String {
    assignment.value.map { values.text($0, type: ruleSet.fields[assignment.field].type) }
      ?? values.unknownText
  }

  private func lines(_ rows: Example.Rows) -> [[BookInline]] {
    let source = ruleSet.sources[rows.source]
    let title = source.title[words.language].isEmpty ? source.name : source.title[words.language]
    guard !rows.rows.isEmpty else { return [[.text(title + ": " + words("không có dòng nào", "no rows"))]] }
    return rows.rows.map { row in
      [.text(title + " – " + row.map(fact).joined(separator: ", "))]
    }
  }

  private func expected(_ example: Example) -> String {
    switch example.expected {
    case .fires(nil): return fires(ruleSet.rules[example.rule].kind)
    case .fires(let points?):
      return fires(ruleSet.rules[example.rule].kind) + words(", \(points) điểm", ", \(points) points")
    case .passes: return words("không", "passes")
    case .notApplicable: return words("không áp dụng", "not applicable")
    case .unknown(nil): return words("chưa rõ", "not known")
    case .unknown(let most?):
      return words("chưa rõ, tối đa \(most) điểm", "not known, at most \(most) points")
    }
  }

  private func fires(_ kind: RuleKind) -> String {
    switch kind {
    case .violation: return words("vi phạm", "fires")
    case .indicator: return words("có chỉ báo", "fires")
    case .gate: return words("giữ lại", "holds")
    }
  }
}

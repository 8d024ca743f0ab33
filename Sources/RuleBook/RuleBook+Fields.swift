import RuleModel
import RuleSentences

/// The lists, and every field with the rules that use it.
extension RuleBook {
  var sourceChapter: [BookBlock] {
    let rows = ruleSet.sources.map { source -> [[BookInline]] in
      let title = source.title[words.language]
      let extent =
        source.isComplete
        ? words("đầy đủ: không có tên là không thuộc", "complete: absence is known")
        : words("không đầy đủ", "not complete")
      return [
        [
          .target("source-" + source.name), .text(title.isEmpty ? source.name : title), .lineBreak,
          .code(source.name),
        ],
        .lines(source.filePatterns.map { [.code($0)] }),
        [.text(source.hasManyRows ? words("nhiều", "many") : words("một", "one"))], [.text(extent)],
      ]
    }
    return [
      .heading(2, [.text(words("Danh sách nguồn", "Lists"))], anchor: "sources"),
      .table(
        BookTable(
          header: [
            words("Danh sách", "List"), words("Tên tệp", "File names"),
            words("Dòng mỗi doanh nghiệp", "Rows a firm"), words("Phạm vi", "Extent"),
          ], rows: rows)),
    ]
  }

  /// Relations between fields that sound lists keep.
  var checkChapter: [BookBlock] {
    guard !ruleSet.checks.isEmpty else { return [] }
    let rows = ruleSet.checks.map { check in
      [inlines(sentences.pieces(check.condition).capitalised), [.text(check.message[words.language])]]
    }
    return [
      .heading(2, [.text(words("Kiểm tra dữ liệu", "Checks of the data"))], anchor: "checks"),
      .remark([
        .text(
          words(
            "Doanh nghiệp không thỏa thì được nêu để xem lại số liệu, không bị tính điểm.",
            "A firm that breaks one is named so that its figures are looked at; it is never scored."))
      ]),
      .table(
        BookTable(
          header: [words("Phải đúng", "Must hold"), words("Nếu không", "Else")], rows: rows)),
    ]
  }

  var fieldChapter: [BookBlock] {
    let users = rulesByField
    let rows = ruleSet.fields.indices.map { index -> [[BookInline]] in
      [
        [.target("field-" + ruleSet.fields[index].name)] + fieldName(index),
        [.text(type(ruleSet.fields[index].type))], origin(of: ruleSet.fields[index]),
        .joined((users[index] ?? []).map { [link($0)] }, by: ", "),
      ]
    }
    return [
      .heading(
        2, [.text(words("Trường dữ liệu và quy tắc dùng đến", "Fields and the rules that use them"))],
        anchor: "fields"),
      .remark([
        .text(
          words(
            "Gồm cả quy tắc dùng đến qua một trường được suy ra.",
            "Rules that read a field through one derived from it are named too."))
      ]),
      .table(
        BookTable(
          header: [
            words("Trường", "Field"), words("Kiểu", "Type"), words("Lấy từ", "Given by"),
            words("Quy tắc", "Rules"),
          ], rows: rows)),
    ]
  }

  private func fieldName(_ index: FieldIndex) -> [BookInline] {
    let field = ruleSet.fields[index]
    let title = field.title[words.language]
    return (title.isEmpty ? [] : [.text(title), .lineBreak]) + [.code(field.name)]
  }

  /// Rules that read each field, also through a derived one.
  private var rulesByField: [FieldIndex: [Rule]] {
    var users: [FieldIndex: [Rule]] = [:]
    for rule in ruleSet.rules {
      var read: Set<FieldIndex> = []
      for expression in expressions(of: rule) {
        expression.visit(derivationsOf: ruleSet.fields) { part in
          switch part.kind {
          case .field(let index), .reported(let index): read.insert(index)
          default: break
          }
        }
      }
      for index in read.sorted() { users[index, default: []].append(rule) }
    }
    return users
  }

  private func type(_ type: ValueType) -> String {
    switch type {
    case .number(let number):
      if number.isPercent { return words("tỷ lệ %", "percent") }
      return number.unit.isNone ? words("số", "number") : values.unit(number.unit)
    case .truth: return words("có/không", "yes/no")
    case .date(allowsNone: false): return words("ngày", "date")
    case .date(allowsNone: true): return words("ngày hoặc không có", "date or none")
    case .text: return words("chữ", "text")
    case .choice(let index):
      let choice = ruleSet.choices[index]
      return choice.members.map { $0.title[words.language].isEmpty ? $0.name : $0.title[words.language] }
        .joined(separator: " / ")
    }
  }

  /// Where a field comes from, and what holds where the cell is blank.
  private func origin(of field: Field) -> [BookInline] {
    var lines: [[BookInline]] = []
    if let listed = field.listedIn {
      lines.append([.text(words("có tên trong ", "whether listed in ")), link(source: listed)])
    }
    if !field.sources.isEmpty { lines.append(.joined(field.sources.map { [link(source: $0)] }, by: ", ")) }
    if let absent = field.absent {
      lines.append([
        .text(
          words("không có tên trong danh sách: ", "not on the list: ") + values.text(absent, type: field.type)
        )
      ])
    }
    if let presumed = field.presumed {
      lines.append([
        .text(
          words("để trống thì suy đoán: ", "blank is presumed: ")
            + values.text(presumed.value, type: field.type)
            + " (" + presumed.reason[words.language] + ")")
      ])
    }
    if let derivation = field.derivation {
      lines.append(
        [.text(words("để trống thì tính: ", "blank is derived: "))]
          + inlines(sentences.pieces(derivation.expression)))
    }
    return .lines(lines)
  }

  private func link(source index: SourceIndex) -> BookInline {
    .link(ruleSet.sources[index].name, to: "source-" + ruleSet.sources[index].name)
  }
}

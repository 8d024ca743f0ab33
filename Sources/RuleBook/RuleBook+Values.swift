import RuleModel
import RuleSentences

/// Parameters and sets with their dated values and where they come from.
extension RuleBook {
  var parameterChapter: [BookBlock] {
    guard !ruleSet.parameters.isEmpty else { return [] }
    return [.heading(2, [.text(words("Tham số của luật", "Parameters of law"))], anchor: "parameters")]
      + ruleSet.parameters.flatMap(entry)
  }

  private func entry(_ parameter: Parameter) -> [BookBlock] {
    let title = parameter.title[words.language]
    return [
      .heading(
        3, [.text((title.isEmpty ? parameter.name : title) + " "), .code(parameter.name)],
        anchor: "parameter-" + parameter.name),
      .table(table(of: parameter)),
    ]
  }

  private func table(of parameter: Parameter) -> BookTable {
    var header = [words("Hiệu lực", "In force"), words("Căn cứ", "Basis")]
    if !parameter.keys.isEmpty { header.append(parameter.keys.map(name).joined(separator: ", ")) }
    header.append(words("Giá trị", "Value"))
    let rows = parameter.entries.flatMap { entry in
      entry.rows.enumerated().map { position, row -> [[BookInline]] in
        var cells: [[BookInline]] =
          position == 0
          ? [[.text(period(entry.period))], basis(entry.basis, isDraft: entry.isDraft)] : [[], []]
        if !parameter.keys.isEmpty { cells.append([.text(parameterValues.keys(row, parameter))]) }
        return cells + [[.text(parameterValues.value(row, parameter))]]
      }
    }
    return BookTable(header: header, rows: rows, figures: [header.count - 1])
  }

  private func name(_ key: Parameter.Key) -> String {
    let (title, name): (LocalizedText, String)
    switch key {
    case .choice(let index): (title, name) = (ruleSet.choices[index].title, ruleSet.choices[index].name)
    case .bands(let index): (title, name) = (ruleSet.fields[index].title, ruleSet.fields[index].name)
    }
    return title[words.language].isEmpty ? name : title[words.language]
  }

  private func basis(_ citation: Citation, isDraft: Bool) -> [BookInline] {
    [.text(citation.text(in: words.language))]
      + (isDraft ? [.text(" "), .tag(words("Dự thảo", "Draft"), name: "draft")] : [])
  }

  var setChapter: [BookBlock] {
    guard !ruleSet.sets.isEmpty else { return [] }
    return [.heading(2, [.text(words("Danh mục", "Sets"))], anchor: "sets")]
      + ruleSet.sets.flatMap { set -> [BookBlock] in
        let title = set.title[words.language]
        let rows = set.entries.map { entry in
          [
            [.text(period(entry.period))], basis(entry.basis, isDraft: entry.isDraft),
            [.text(entry.members.joined(separator: ", "))],
          ] as [[BookInline]]
        }
        return [
          .heading(
            3, [.text((title.isEmpty ? set.name : title) + " "), .code(set.name)], anchor: "set-" + set.name),
          .table(
            BookTable(
              header: [
                words("Hiệu lực", "In force"), words("Căn cứ", "Basis"), words("Thành phần", "Members"),
              ],
              rows: rows)),
        ]
      }
  }
}

import RuleModel

/// The index by act and article.
extension RuleBook {
  /// A provision and the rules that cite it.
  private struct IndexLine {
    var parts: [Citation.Part]
    var text: String
    var rules: [(rule: Rule, isFine: Bool)]
  }

  var indexChapter: [BookBlock] {
    var lines: [String: [IndexLine]] = [:]
    for rule in ruleSet.rules {
      for citation in rule.basis { note(citation, rule, isFine: false, in: &lines) }
      for fine in rule.fines { note(fine.citation, rule, isFine: true, in: &lines) }
    }
    let acts = lines.keys.sorted { RuleBook.isBefore(actOrder($0), actOrder($1)) }
    return [
      .heading(2, [.text(words("Chỉ mục văn bản, điều khoản", "Index by act and article"))], anchor: "acts")
    ] + acts.enumerated().flatMap { position, act in chapter(act, position, lines[act] ?? []) }
  }

  private func note(
    _ citation: Citation, _ rule: Rule, isFine: Bool, in lines: inout [String: [IndexLine]]
  ) {
    var act = lines[citation.act] ?? []
    if let position = act.firstIndex(where: { $0.parts == citation.parts }) {
      if !act[position].rules.contains(where: { $0.rule.id == rule.id && $0.isFine == isFine }) {
        act[position].rules.append((rule, isFine))
      }
    } else {
      let place = Citation(act: "", parts: citation.parts).text(in: words.language)
      act.append(IndexLine(parts: citation.parts, text: place, rules: [(rule, isFine)]))
    }
    lines[citation.act] = act
  }

  private func chapter(_ act: String, _ position: Int, _ lines: [IndexLine]) -> [BookBlock] {
    let sorted = lines.sorted { RuleBook.isBefore($0.parts.map(partOrder), $1.parts.map(partOrder)) }
    let rows = sorted.map { line -> [[BookInline]] in
      let place = line.text.filter { $0 != " " }.isEmpty ? words("(cả văn bản)", "(whole act)") : line.text
      let rules = line.rules.map { use in
        [link(use.rule)] + (use.isFine ? [.text(words(" (mức phạt)", " (fine)"))] : [])
      }
      return [[.text(place)], .joined(rules, by: ", ")]
    }
    return [.heading(3, [.text(act)], anchor: "act-\(position + 1)")] + about(act) + [
      .table(BookTable(header: [words("Điều khoản", "Provision"), words("Quy tắc", "Rules")], rows: rows))
    ]
  }

  /// The title of an act, its day and its time in force, as far as the pack says them.
  private func about(_ number: String) -> [BookBlock] {
    guard let act = ruleSet.act(number) else { return [] }
    let parts = [
      act.title[words.language],
      act.issued.map { words("ban hành ", "issued ") + values.date($0) } ?? "",
      act.period.map { words("hiệu lực ", "in force ") + period($0) } ?? "",
    ].filter { !$0.isEmpty }
    return parts.isEmpty ? [] : [.remark([.text(parts.joined(separator: "; "))])]
  }

  /// Numbers inside a text count as numbers, so that article 9 stands before article 39.
  private func partOrder(_ part: Citation.Part) -> (Int, String) {
    switch part {
    case .article(let value), .clause(let value), .point(let value):
      return (leadingNumber(value) ?? .max, value)
    }
  }

  /// The number at the start of `24–27` or `12a`.
  private func leadingNumber(_ text: String) -> Int? { Int(text.prefix { $0.isASCII && $0.isNumber }) }

  /// Acts by year and then number: `12/2022/NĐ-CP` before `41/2024/QH15`.
  private func actOrder(_ act: String) -> [(Int, String)] {
    let parts = act.split(separator: "/")
    guard parts.count > 1, let number = Int(parts[0]), let year = Int(parts[1]) else { return [(.max, act)] }
    return [(year, ""), (number, act)]
  }

  private static func isBefore(_ first: [(Int, String)], _ second: [(Int, String)]) -> Bool {
    first.lexicographicallyPrecedes(second) { one, other in
      one.0 == other.0 ? one.1.utf8.lexicographicallyPrecedes(other.1.utf8) : one.0 < other.0
    }
  }
}

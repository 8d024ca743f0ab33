import RuleComparison
import RuleModel

/// Changes of law or rules as people read them on a terminal.
struct LawChangeText {
  let language: Language
  let width: Int

  private func words(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  /// One headline, then a section for each kind of change.
  func lines(_ changes: [LawChange], from before: String, to after: String) -> [String] {
    let count =
      changes.isEmpty
      ? words("không có thay đổi", "nothing changes")
      : words("\(changes.count) thay đổi", changes.count == 1 ? "1 change" : "\(changes.count) changes")
    var lines = ["\(before) → \(after): \(count)"]
    for subject in LawChange.Subject.allCases {
      for event in LawChange.Event.allCases {
        let section = changes.filter { $0.subject == subject && $0.event == event }
        if section.isEmpty { continue }
        lines += ["", "\(title(subject, event)) (\(section.count))"]
        lines += section.flatMap(entry)
      }
    }
    return lines
  }

  private func title(_ subject: LawChange.Subject, _ event: LawChange.Event) -> String {
    let name: String
    switch subject {
    case .rule: name = words("Quy tắc", "Rules")
    case .parameter: name = words("Tham số", "Parameters")
    case .set: name = words("Danh mục", "Sets")
    case .fine: name = words("Mức phạt", "Fines")
    case .field: name = words("Trường dữ liệu", "Fields")
    case .area: name = words("Lĩnh vực", "Areas")
    }
    switch event {
    case .begins: return name + words(" mới", " that begin")
    case .ends: return name + words(" không còn", " that end")
    case .changes: return name + words(" thay đổi", " that change")
    }
  }

  private func entry(_ change: LawChange) -> [String] {
    var lines = wrapped(change.title.isEmpty ? change.name : "\(change.name): \(change.title)", indent: 2)
    lines += basis(change)
    for part in change.parts { lines += text(of: part) }
    if change.parts.isEmpty, change.event == .changes {
      lines.append("    " + words("mức không đổi", "the amount stays"))
    }
    return lines
  }

  private func basis(_ change: LawChange) -> [String] {
    switch (change.basisBefore, change.basisAfter) {
    case (nil, nil): return []
    case (let before?, let after?) where before != after: return wrapped("\(before) → \(after)", indent: 4)
    case (let before, let after):
      let text = after ?? before ?? ""
      return text.isEmpty ? [] : wrapped(text, indent: 4)
    }
  }

  /// Short values stand on one line; long ones one below the other, the old marked with `-`, the new with `+`.
  private func text(of part: LawChange.Part) -> [String] {
    let label = part.label.isEmpty ? "" : part.label + ": "
    let isLong = [part.before, part.after].contains { text in
      text.map { $0.contains("\n") || label.count + 2 * $0.count + 8 > width } ?? false
    }
    guard isLong || part.before == nil || part.after == nil else {
      return wrapped("\(label)\(part.before ?? "") → \(part.after ?? "")", indent: 4)
    }
    var lines: [String] = []
    if isLong, !label.isEmpty { lines += wrapped(label, indent: 4) }
    let head = isLong ? "" : label
    if let before = part.before { lines += wrapped("- " + head + before, indent: 4) }
    if let after = part.after { lines += wrapped("+ " + head + after, indent: 4) }
    return lines
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return ExplainCodeCommand.wrapped(text.withoutControlMarks, width: max(40, width - indent))
      .split(separator: "\n").map { margin + $0 }
  }
}

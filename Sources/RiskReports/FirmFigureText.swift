import FirmSources
import RuleModel
import RuleSentences
import RunFolder

/// The figures that a rule reads about a firm, each with its place in the lists.
struct FirmFigureText {
  let paper: FirmPaper
  let language: Language

  private var ruleSet: RuleSet { paper.ruleSet }

  private func words(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

  /// One line a figure, each once.
  func lines(of rule: Rule) -> [String] {
    var lines: [String] = []
    for operand in FirmOperands.operands(of: rule) {
      guard let line = line(operand), !lines.contains(line) else { continue }
      lines.append(line)
    }
    return lines
  }

  private func line(_ operand: RuleExpression) -> String? {
    let text = paper.report.sentences(language).values.text(
      paper.values(operand), type: operand.type)
    switch operand.kind {
    case .field(let field):
      let place = place(paper.report.result.origin(paper.firm, field), field)
      return "\(ruleSet.fields[field].title[language]) = \(text)" + (place.isEmpty ? "" : " (\(place))")
    case .lookup(let parameter, _, _):
      let entry = ruleSet.parameters[parameter].entry(on: paper.report.asOf)
      let basis = entry.map { " (\($0.basis.text(in: language)))" } ?? ""
      return "\(ruleSet.parameters[parameter].title[language]) = \(text)\(basis)"
    default:
      return "\(ExpressionWriter(language: language, ruleSet: ruleSet).text(operand)) = \(text)"
    }
  }

  private func place(_ origin: CellOrigin?, _ field: FieldIndex) -> String {
    guard let origin else { return "" }
    let place = (origin.file ?? "") + (origin.line.map { words(", dòng ", ", line ") + String($0) } ?? "")
    switch origin.kind {
    case .cell, .presence: return place
    case .unreadable: return words("không đọc được, ", "unreadable, ") + place
    case .conflict: return words("mâu thuẫn, ", "conflict, ") + place
    case .rolledUp: return words("cộng gộp các chi nhánh, ", "rolled up from establishments, ") + place
    case .presumed:
      return words("suy đoán: ", "presumed: ") + (ruleSet.fields[field].presumed?.reason[language] ?? "")
    case .absent: return words("không có trong ", "not on ") + place
    case .withheld: return words("có thể ở dòng bị loại của ", "may be in a rejected row of ") + place
    case .derived:
      return words("suy ra: ", "derived: ") + (ruleSet.fields[field].derivation?.note[language] ?? "")
    case .unknown:
      return place.isEmpty
        ? words("không danh sách nào ghi", "no list gives it") : words("ô trống, ", "blank, ") + place
    }
  }
}

import Diagnostics
import RuleLanguage
import RuleModel

/// Acts and accepted findings.
extension CheckingContext {
  func collectActs(_ declarations: [Declaration]) -> [Act] {
    var acts: [Act] = []
    var places: [String: Span] = [:]
    for case .act(let declaration) in declarations {
      let number = composed(declaration.number)
      if let first = places[number] {
        report(
          .duplicateName, "act `\(number)` is declared twice", at: declaration.number.span,
          "second declaration", also: [.init(first, "first declaration")])
        continue
      }
      places[number] = declaration.number.span
      acts.append(
        Act(
          number: number, title: text(declaration.title), issued: declaration.issued.flatMap { date($0) },
          period: declaration.period.flatMap { period($0) }, span: declaration.number.span))
    }
    return acts
  }

  /// Only lints can be accepted: every other finding means that the rules cannot run as they stand.
  func checkAllowances(_ declarations: [Declaration]) {
    let codes = DiagnosticCatalogue.lintCodes.map(\.id)
    for declaration in declarations {
      for allowance in declaration.allowances where !codes.contains(allowance.code.text) {
        let isCode = DiagnosticCatalogue.entry(for: allowance.code.text) != nil
        report(
          .unknownName,
          isCode
            ? "`\(allowance.code.text)` cannot be allowed" : "there is no code `\(allowance.code.text)`",
          at: allowance.code.span,
          help: ["the codes that can be allowed are \(codes.first ?? "") to \(codes.last ?? "")"])
      }
    }
  }
}

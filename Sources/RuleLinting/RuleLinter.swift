import Diagnostics
import RuleLanguage
import RuleModel

/// What the lints say of a pack that checks.
public struct LintReport: Sendable {
  /// A finding that the pack accepts.
  public struct Allowed: Sendable {
    /// The finding.
    public let finding: Diagnostic
    /// Why it is accepted.
    public let reason: LocalizedText
  }

  /// Findings that nobody has accepted, in order of file and place.
  public let findings: [Diagnostic]
  /// Findings that an `allow` clause accepts, in the same order.
  public let allowed: [Allowed]
}

/// Looks for what runs but is most likely a slip: in dated values, citations, conditions and what rules leave out.
///
/// A lint never stops the rules from running. It reports only what it can prove; an `allow` clause in the declaration
/// that a finding points at accepts it with a reason.
public enum RuleLinter {
  /// Lints a checked rule set.
  ///
  /// - Parameters:
  ///   - ruleSet: the result of checking the files.
  ///   - files: the parsed files of the pack, which hold the `allow` clauses and places that the rule set leaves out.
  ///   - base: the parsed files of the pack that it extends.
  public static func lint(
    _ ruleSet: RuleSet, in files: [ParsedFile], on base: [ParsedFile] = []
  ) -> LintReport {
    let declarations = (base + files).flatMap(\.syntax.declarations)
    var findings = ValueLints(ruleSet: ruleSet, declarations: declarations).findings()
    findings += CitationLints(ruleSet: ruleSet, declarations: declarations).findings()
    findings += ConditionLints(ruleSet: ruleSet).findings()
    findings += RulePairLints(ruleSet: ruleSet).findings()
    findings += ReadingLints(ruleSet: ruleSet, declarations: declarations).findings()
    findings += CompletenessLints(ruleSet: ruleSet, declarations: declarations).findings()
    return AllowanceFilter(declarations: declarations, ownFiles: Set(files.map(\.file.id))).report(
      on: findings)
  }
}

/// Takes out the findings that the pack accepts, and finds acceptances of nothing.
struct AllowanceFilter {
  let declarations: [Declaration]
  /// The files of the pack itself: in those below, a finding may be gone because this pack fills what was missing.
  let ownFiles: Set<FileID>

  func report(on findings: [Diagnostic]) -> LintReport {
    var used: Set<Span> = []
    var open: [Diagnostic] = []
    var allowed: [LintReport.Allowed] = []
    for finding in AllowanceFilter.inOrder(findings) {
      guard let allowance = allowance(for: finding) else {
        open.append(finding)
        continue
      }
      used.insert(allowance.span)
      let reason = LocalizedText(
        vi: allowance.reason?.vi?.value ?? "", en: allowance.reason?.en?.value ?? "")
      allowed.append(.init(finding: finding, reason: reason))
    }
    for allowance in declarations.flatMap(\.allowances)
    where !used.contains(allowance.span) && ownFiles.contains(allowance.span.file) {
      open.append(
        Diagnostic(
          .needlessAllowance, .warning, "`\(allowance.code.text)` is allowed, but there is no such finding",
          at: .init(allowance.span), help: ["remove the clause"]))
    }
    return LintReport(findings: AllowanceFilter.inOrder(open), allowed: allowed)
  }

  private func allowance(for finding: Diagnostic) -> Allowance? {
    guard let place = finding.primary?.span else { return nil }
    let around = declarations.first {
      $0.span.file == place.file && $0.span.start <= place.start && place.end <= $0.span.end
    }
    return around?.allowances.first { $0.code.text == finding.code.id }
  }

  private static func inOrder(_ findings: [Diagnostic]) -> [Diagnostic] {
    findings.enumerated().sorted { first, second in
      guard let left = first.element.primary?.span, let right = second.element.primary?.span, left != right
      else { return first.offset < second.offset }
      return left < right
    }.map(\.element)
  }
}

/// Creates a lint's finding.
func lint(
  _ code: DiagnosticCode, _ headline: String, at span: Span, _ label: String = "",
  also: [Diagnostic.Label] = [], help: [String] = [], citation: String? = nil
) -> Diagnostic {
  Diagnostic(
    code, .warning, headline, at: .init(span, label), also: also, help: help, citation: citation)
}

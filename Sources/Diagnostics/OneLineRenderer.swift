/// Writes each finding in one line, for editors and scripts: `path:line:column: error[FR101]: headline`.
public struct OneLineRenderer: Sendable {
  /// Creates a renderer.
  public init() {}

  /// The findings, one a line, without a line end after the last.
  public func render(_ findings: [Diagnostic], in sources: SourceMap) -> String {
    findings.map { line($0, in: sources) }.joined(separator: "\n")
  }

  private func line(_ finding: Diagnostic, in sources: SourceMap) -> String {
    let place = finding.primary.map { sources.location(of: $0.span).withoutControlMarks + ": " } ?? ""
    return "\(place)\(finding.severity.rawValue)[\(finding.code)]: \(finding.headline.withoutControlMarks)"
  }
}

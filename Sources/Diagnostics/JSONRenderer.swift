/// Writes findings as JSON for editors and other programs, one object with a version of its shape.
public struct JSONRenderer: Sendable {
  /// Version of the shape; it rises when a member changes its meaning.
  public static let version = 1

  /// Creates a renderer.
  public init() {}

  /// The findings as indented JSON without a line end after it.
  public func render(_ findings: [Diagnostic], in sources: SourceMap) -> String {
    document(findings, in: sources).pretty
  }

  /// The findings as JSON on one line, for a program that reads one check after another.
  public func renderOnOneLine(_ findings: [Diagnostic], in sources: SourceMap) -> String {
    document(findings, in: sources).compact
  }

  private func document(_ findings: [Diagnostic], in sources: SourceMap) -> JSONValue {
    .object([
      "version": .integer(Int64(JSONRenderer.version)),
      "findings": .array(findings.map { value(of: $0, in: sources) }),
    ])
  }

  private func value(of finding: Diagnostic, in sources: SourceMap) -> JSONValue {
    .object([
      "code": .string(finding.code.id),
      "severity": .string(finding.severity.rawValue),
      "headline": .string(finding.headline),
      "primary": finding.primary.map { value(of: $0, in: sources) } ?? .null,
      "secondary": .array(finding.secondary.map { value(of: $0, in: sources) }),
      "help": .array(finding.help.map(JSONValue.string)),
      "citation": .optional(finding.citation),
    ])
  }

  private func value(of label: Diagnostic.Label, in sources: SourceMap) -> JSONValue {
    let file = sources.file(label.span.file)
    let start = file.position(of: Int(label.span.start))
    let end = file.position(of: Int(label.span.end))
    return .object([
      "path": .string(file.path),
      "start": position(start, byte: label.span.start),
      "end": position(end, byte: label.span.end),
      "message": .string(label.message),
    ])
  }

  private func position(_ place: LineColumn, byte: UInt32) -> JSONValue {
    .object([
      "line": .integer(Int64(place.line)), "column": .integer(Int64(place.column)),
      "byte": .integer(Int64(byte)),
    ])
  }
}

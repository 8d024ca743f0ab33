import Diagnostics
import Foundation
import RuleChecking
import RuleLanguage
import RuleModel

@testable import SQLGeneration

/// Rules from text, and requests for their SQL.
enum SQLSupport {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func ruleSet(_ texts: [(name: String, text: String)]) throws -> RuleSet {
    var sources = SourceMap()
    let parsed = texts.map { file in
      let id = sources.add(path: file.name, bytes: Array(file.text.utf8))
      return RuleParser.parse(sources.file(id))
    }
    let checked = RuleChecker.check(parsed)
    guard let ruleSet = checked.ruleSet else {
      throw Unchecked(findings: checked.diagnostics.map(\.headline))
    }
    return ruleSet
  }

  struct Unchecked: Error { let findings: [String] }

  /// A pack of `rules/`, with the pack that it builds on.
  static func shippedPack(_ name: String = "vn-labour") throws -> RuleSet {
    var sources = SourceMap()
    func parsed(_ name: String) throws -> [ParsedFile] {
      let folder = root.appendingPathComponent("rules/" + name)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
        $0.hasSuffix(".rules")
      }
      return try files.sorted().map { file in
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        let id = sources.add(path: name + "/" + file, bytes: Array(text.utf8))
        return RuleParser.parse(sources.file(id))
      }
    }
    let base = name == "vn-labour" ? [] : try parsed("vn-labour")
    let checked = RuleChecker.check(try parsed(name), base: base)
    guard let ruleSet = checked.ruleSet else {
      throw Unchecked(findings: checked.diagnostics.map(\.headline))
    }
    return ruleSet
  }

  /// Every field has a column, every list a table, every rule in effect counts.
  static func request(_ ruleSet: RuleSet, asOf: CivilDate) -> SQLRequest {
    let sources = ruleSet.sources.indices.filter { ruleSet.sources[$0].hasManyRows }
    let rules = ruleSet.rules.indices.filter { ruleSet.rules[$0].effective.contains(asOf) }
    return SQLRequest(
      ruleSet: ruleSet, asOf: asOf,
      columns: Set(ruleSet.fields.indices.filter { !ruleSet.fields[$0].sources.isEmpty }), given: [],
      sources: Set(sources), completeSources: Set(sources.filter { ruleSet.sources[$0].isComplete }),
      rules: rules.map { .init(rule: $0, isDraft: ruleSet.isDraft(ruleSet.rules[$0], on: asOf)) })
  }

  static func text(_ result: SQLGenerator.Result) -> String {
    switch result {
    case .sql(let text): return text
    case .refused(let findings): return findings.map { "\($0.code): \($0.headline)\n" }.joined()
    }
  }
}

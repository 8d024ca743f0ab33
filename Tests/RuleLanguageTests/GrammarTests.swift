import Diagnostics
import Foundation
import Testing

@testable import RuleLanguage

/// The part of TextMate's matching that the editor grammar uses: patterns in order, captures, and strings with an end.
private struct TextMateGrammar {
  struct Rule {
    var match: NSRegularExpression
    var name: String?
    var captures: [Int: String]
    var end: NSRegularExpression?
    var inner: [Rule]
  }

  struct Scope {
    var range: NSRange
    var name: String
  }

  private(set) var rules: [Rule] = []

  init(_ json: [String: Any]) throws {
    let repository = try #require(json["repository"] as? [String: [String: Any]])
    rules = try Self.rules(try #require(json["patterns"] as? [[String: Any]]), repository)
  }

  private static func rules(
    _ patterns: [[String: Any]], _ repository: [String: [String: Any]]
  ) throws -> [Rule] {
    try patterns.flatMap { pattern -> [Rule] in
      if let include = pattern["include"] as? String {
        return try rules(
          [try #require(repository[String(include.dropFirst())], "\(include) is missing")], repository)
      }
      if pattern["match"] == nil, pattern["begin"] == nil {
        return try rules(try #require(pattern["patterns"] as? [[String: Any]]), repository)
      }
      let match = try #require((pattern["match"] ?? pattern["begin"]) as? String)
      let captures = (pattern["captures"] as? [String: [String: String]] ?? [:]).compactMap { key, value in
        Int(key).flatMap { number in value["name"].map { (number, $0) } }
      }
      return [
        Rule(
          match: try NSRegularExpression(pattern: match), name: pattern["name"] as? String,
          captures: Dictionary(uniqueKeysWithValues: captures),
          end: try (pattern["end"] as? String).map { try NSRegularExpression(pattern: $0) },
          inner: try rules(pattern["patterns"] as? [[String: Any]] ?? [], repository))
      ]
    }
  }

  /// The scopes of a line, and the stretches that nothing matched.
  func scopes(of line: String) -> (scopes: [Scope], unmatched: [NSRange]) {
    let text = line as NSString
    var scopes: [Scope] = []
    var unmatched: [NSRange] = []
    var position = 0
    while position < text.length {
      let rest = NSRange(location: position, length: text.length - position)
      let options: NSRegularExpression.MatchingOptions = [.withTransparentBounds, .withoutAnchoringBounds]
      var best: (rule: Rule, match: NSTextCheckingResult)?
      for rule in rules {
        guard let match = rule.match.firstMatch(in: line, options: options, range: rest),
          match.range.length > 0
        else {
          continue
        }
        if best.map({ match.range.location < $0.match.range.location }) ?? true { best = (rule, match) }
      }
      guard let (rule, match) = best else {
        unmatched.append(rest)
        break
      }
      if match.range.location > position {
        unmatched.append(NSRange(location: position, length: match.range.location - position))
      }
      var range = match.range
      if let end = rule.end {
        let after = NSRange(location: NSMaxRange(range), length: text.length - NSMaxRange(range))
        let last = stringEnd(end, rule.inner, line, after)
        range.length = last - range.location
      }
      if let name = rule.name { scopes.append(Scope(range: range, name: name)) }
      for (number, name) in rule.captures where match.range(at: number).location != NSNotFound {
        scopes.append(Scope(range: match.range(at: number), name: name))
      }
      position = NSMaxRange(range)
    }
    return (scopes, unmatched)
  }

  /// Where a text that began ends; what stands inside it is skipped first, so that an escaped quote does not end it.
  private func stringEnd(_ end: NSRegularExpression, _ inner: [Rule], _ line: String, _ range: NSRange) -> Int
  {
    var rest = range
    while true {
      let close =
        end.firstMatch(in: line, range: rest)?.range ?? NSRange(location: NSMaxRange(range), length: 0)
      let first = inner.compactMap { $0.match.firstMatch(in: line, range: rest)?.range }
        .filter { $0.location < close.location }.min { $0.location < $1.location }
      guard let first else { return NSMaxRange(close) }
      rest = NSRange(location: NSMaxRange(first), length: NSMaxRange(range) - NSMaxRange(first))
    }
  }
}

@Suite("The editor grammar")
struct GrammarTests {
  private let grammar: TextMateGrammar
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let language = root.appendingPathComponent("Sources/RuleLanguage")

  init() throws {
    let file = Self.language.appendingPathComponent("Documentation.docc/firmrisk-rules.tmLanguage.json")
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    grammar = try TextMateGrammar(try #require(json))
  }

  /// The name of the scope that covers a stretch of a line, the narrowest one.
  private func scope(at range: NSRange, in scopes: [TextMateGrammar.Scope]) -> String? {
    scopes.filter { $0.range.location <= range.location && NSMaxRange($0.range) >= NSMaxRange(range) }
      .min { $0.range.length < $1.range.length }?.name
  }

  private static func shippedFiles() throws -> [URL] {
    let rules = root.appendingPathComponent("rules")
    return try FileManager.default.subpathsOfDirectory(atPath: rules.path).sorted()
      .filter { $0.hasSuffix(".rules") }.map { rules.appendingPathComponent($0) }
  }

  /// What the grammar may call a token of each kind.
  private static func scopes(of kind: Token.Kind) -> [String] {
    switch kind {
    case .identifier:
      return ["keyword.", "variable.", "support.", "entity.", "constant.language", "storage."]
    case .integer, .decimal: return ["constant.numeric.firmrisk"]
    case .percent: return ["constant.numeric.percent"]
    case .date, .monthDay: return ["constant.other.date"]
    case .string: return ["string."]
    // `yes/no` is one type for the grammar, and so is a unit such as `VND/months`.
    case .punctuation:
      return ["keyword.operator.firmrisk", "punctuation.", "storage.type", "keyword.other.unit"]
    case .invalid, .endOfFile: return []
    }
  }

  @Test("Every token of every shipped rule has the scope of its kind, and nothing is left over")
  func shippedRules() throws {
    let files = try Self.shippedFiles()
    #expect(files.count > 30)
    for file in files {
      let bytes = Array(try Data(contentsOf: file))
      var sources = SourceMap()
      let id = sources.add(path: file.lastPathComponent, bytes: bytes)
      var tokens = RuleParser.parse(sources.file(id)).tokens.filter { $0.kind != .endOfFile }[...]
      var start = 0
      for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        let text = String(decoding: line, as: UTF8.self)
        let (scopes, unmatched) = grammar.scopes(of: text)
        for range in unmatched {
          let left = (text as NSString).substring(with: range)
          let isBlank = left.allSatisfy(\.isWhitespace)
          #expect(isBlank, "\(file.lastPathComponent): `\(left)` in `\(text)`")
        }
        while let token = tokens.first, Int(token.span.end) <= start + line.count {
          tokens.removeFirst()
          let before = String(decoding: bytes[start..<Int(token.span.start)], as: UTF8.self).utf16.count
          let length = String(decoding: bytes[Int(token.span.start)..<Int(token.span.end)], as: UTF8.self)
            .utf16.count
          let found = scope(at: NSRange(location: before, length: length), in: scopes)
          let isRight =
            found.map { name in Self.scopes(of: token.kind).contains { name.hasPrefix($0) } } ?? false
          #expect(isRight, "\(file.lastPathComponent): `\(token.text)` is \(found ?? "nothing") in `\(text)`")
        }
        start += line.count + 1
      }
      #expect(tokens.isEmpty)
    }
  }

  @Test("Every word that the parser knows is a word of the grammar")
  func everyKeyword() {
    var words = Set(Symbol.allCases.filter(\.isWord).map(\.text))
    #expect(words.isSuperset(of: ["title", "organisations", "extends", "fires", "yes"]), "\(words.sorted())")
    words.formUnion(RuleDeclaration.Kind.allCases.map(\.rawValue))
    words.formUnion(Citation.PartKind.allCases.map(\.rawValue))
    for word in words.sorted() {
      // Where a declaration begins, where a clause begins, before a bracket, after a colon, and inside a line.
      let places = ["\(word) {", "  \(word) x", "x \(word)(", "field x: \(word) {", "  x \(word) x"]
      let isKnown = places.contains { line in
        let range = (line as NSString).range(of: word)
        let found = scope(at: range, in: grammar.scopes(of: line).scopes)
        return found.map { !$0.hasPrefix("variable.") && !$0.hasPrefix("entity.") } ?? false
      }
      #expect(isKnown, "`\(word)` is no word of the grammar")
    }
  }

  @Test("A name with a keyword in it stays a name, and an escaped quote does not end a text")
  func names() {
    func found(_ part: String, in line: String) -> String? {
      scope(at: (line as NSString).range(of: part), in: grammar.scopes(of: line).scopes)
    }
    #expect(found("wage.minimum.of", in: "  when wage.minimum.of > 3")?.hasPrefix("variable.") == true)
    #expect(found("điểm_not", in: "  when điểm_not > 3")?.hasPrefix("variable.") == true)
    #expect(found("and so", in: "  note vi \"a \\\" and so\" en \"b\"")?.hasPrefix("string.") == true)
    #expect(found("not", in: "  when not x # not")?.hasPrefix("keyword.operator.word") == true)
    #expect(found("1", in: "    1..10: 5 VND to 6 VND") == "constant.numeric.firmrisk-rules")
  }
}

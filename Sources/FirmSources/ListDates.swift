import Diagnostics
import RuleModel

/// What `lists.txt` of an input folder states: the as-of date and the dates of lists.
struct ListDates {
  /// Date as of which firms are scored.
  var asOf: CivilDate?
  /// Date of each list, by source.
  var dates: [CivilDate?]
  /// What is wrong with the file.
  var diagnostics: [Diagnostic] = []

  private static let longestFile = 1 << 20

  /// No dates for a number of sources.
  init(sources: Int) { dates = [CivilDate?](repeating: nil, count: sources) }

  /// Reads the text of the file.
  init(_ bytes: [UInt8], path: String, sources: [Source]) {
    self.init(sources: sources.count)
    guard bytes.count <= Self.longestFile else {
      report(path, 1, "is longer than 1 MiB", help: "keep one line for each list")
      return
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      report(path, 1, "is not UTF-8", help: "save it as UTF-8 text")
      return
    }
    let content = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    let lines = content.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
    for (index, line) in lines.enumerated() {
      let words = line.prefix { $0 != "#" }
        .split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\u{A0}" }
        .map { String($0) }
      if !words.isEmpty { take(words, at: index + 1, path, sources) }
    }
  }

  private mutating func take(_ words: [String], at line: Int, _ path: String, _ sources: [Source]) {
    guard words.count == 3, words[0...1] == ["as", "of"] || words[1] == "date" else {
      let shown = words.joined(separator: " ")
      report(
        path, line, "`\(shown.prefix(80))` is not understood",
        help: "write `as of 2026-09-30`, or a source, `date` and its date, such as `labour date 2026-08-31`")
      return
    }
    guard let date = CivilDate(iso: words[2]) else {
      report(
        path, line, "`\(words[2].prefix(40))` is not a date",
        help: "write the date as year-month-day, such as `2026-09-30`")
      return
    }
    if words[0] == "as", words[1] == "of" {
      if asOf != nil { reportTwice(path, line, "the as-of date") }
      asOf = date
    } else if let source = sources.firstIndex(where: { $0.name == words[0] }) {
      if dates[source] != nil { reportTwice(path, line, "the date of `\(words[0])`") }
      dates[source] = date
    } else {
      report(
        path, line, "the rules declare no source `\(words[0].prefix(80))`", help: SourceNames.help(sources))
    }
  }

  private mutating func reportTwice(_ path: String, _ line: Int, _ what: String) {
    report(path, line, "\(what) is stated twice", help: "keep one of the two lines")
  }

  private mutating func report(_ path: String, _ line: Int, _ text: String, help: String) {
    diagnostics.append(
      Diagnostic(.listsFileMalformed, .error, "`\(path)` line \(line): \(text)", help: [help]))
  }
}

/// Sources as messages name them.
enum SourceNames {
  /// All names of a rule set.
  static func help(_ sources: [Source]) -> String {
    "sources of these rules: " + sources.map { "`\($0.name)`" }.joined(separator: ", ")
  }
}

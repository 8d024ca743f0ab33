import Diagnostics
import Foundation
import RuleLanguage

/// Reads rules from text and from the recorded files.
enum RulesText {
  static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Golden")
  static let repository = golden.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func parsed(_ text: String, path: String = "test.rules") -> (file: ParsedFile, sources: SourceMap) {
    parsed(Array(text.utf8), path: path)
  }

  static func parsed(_ bytes: [UInt8], path: String = "test.rules") -> (file: ParsedFile, sources: SourceMap)
  {
    var sources = SourceMap()
    let id = sources.add(path: path, bytes: bytes)
    return (RuleParser.parse(sources.file(id)), sources)
  }

  /// The findings about a text, as people see them.
  static func findings(_ text: String) -> String {
    let (file, sources) = parsed(text)
    return TerminalRenderer().render(file.diagnostics, in: sources)
  }

  /// Every `.rules` file below a folder, by path.
  static func files(below folder: URL) -> [URL] {
    guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
      return []
    }
    let all = walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "rules" }
    return all.sorted { $0.path < $1.path }
  }

  /// Files that follow the grammar: the recorded valid ones and the rule packs of the repository.
  static func validFiles() -> [URL] {
    files(below: golden.appendingPathComponent("valid"))
      + files(below: repository.appendingPathComponent("rules"))
  }
}

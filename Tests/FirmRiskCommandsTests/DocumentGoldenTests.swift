import Foundation
import TestSupport
import Testing

@testable import FirmRiskCommands

/// Documents in text are what was recorded and looked at.
@Suite struct DocumentGoldenTests {
  @Test(arguments: ["vi", "en"])
  func documentsReadAsRecorded(language: String) throws {
    let province = try ReportFilesTests.province()
    let run = province.score(
      "--report", "html,dossiers,letters,jsonl", "--dossiers", "top:2", "--lang", language, "--quiet")
    #expect(run.status == .done)
    var names = ["report.html", "ranking.jsonl"]
    for folder in ["dossiers", "letters"] {
      names += try province.folder.names(in: "out/" + folder).prefix(2).map { folder + "/" + $0 }
    }
    #expect(names.count == 6)
    for name in names {
      var text = try province.folder.text("out/" + name)
      // Style and script stand in files of their own.
      for (open, close) in [("<style>", "</style>"), ("<script>'use strict'", "</script>")] {
        guard let start = text.range(of: open),
          let end = text.range(of: close, range: start.upperBound..<text.endIndex)
        else { continue }
        text.replaceSubrange(start.lowerBound..<end.upperBound, with: open + "…" + close)
      }
      #expect(GoldenFile.difference(text, from: "documents/\(language)/\(name)") == nil)
    }
  }
}

import Foundation
import RuleModel
import Synchronization
import Testing

@testable import FirmRiskCommands

@Suite("The line that shows how far a run has come")
struct ProgressLineTests {
  /// Keeps what a line shows; nil stands for its removal.
  private final class Shown: Sendable {
    private let texts = Mutex<[String?]>([])
    var all: [String?] { texts.withLock { $0 } }
    func take(_ text: String?) { texts.withLock { $0.append(text) } }
  }

  private func line(_ language: Language = .en) -> (ProgressLine, Shown) {
    let shown = Shown()
    return (ProgressLine(totalBytes: 200_000_000, language: language) { shown.take($0) }, shown)
  }

  @Test(
    "It tells share, rows, speed and time left",
    arguments: [
      (Language.en, "reading: 25 %, 204,321 rows, 25 MB/s, 6 s left"),
      (Language.vi, "đang đọc: 25 %, 204.321 dòng, 25 MB/giây, còn 6 giây"),
    ])
  func reading(language: Language, text: String) {
    let (line, shown) = line(language)
    line.read(30_000_000, list: 0, rows: 123_000)
    line.read(10_000_000, list: 1, rows: 4_321)
    line.read(10_000_000, list: 0, rows: 200_000)
    line.show(at: line.start + 2)
    #expect(shown.all == [text])
  }

  @Test("Every later stage is named, with its seconds once it lasts")
  func stages() {
    let (line, shown) = line()
    line.show(at: line.start + 0.5)
    line.show(at: line.start + 3)
    line.read(200_000_000, list: 0, rows: 1000)
    line.show(at: line.start + 3.1)
    line.enter(.ordering(firms: 1000))
    line.show(at: line.start + 0.6)
    line.enter(.writing(firms: 1000))
    line.show(at: .now + 7.5)
    line.enter(.documents)
    line.show(at: .now + 7.5)
    #expect(
      shown.all == [
        "reading…", "reading… 3 s", "reading: 100 %, 1,000 rows, matching tax codes…", "ranking 1,000 firms…",
        "writing 1,000 firms… 7 s", "writing the reports… 7 s",
      ])
  }

  @Test("A list that is read once more begins at nothing")
  func rereading() {
    let (line, shown) = line()
    #expect(!line.hasRead)
    line.read(200_000_000, list: 0, rows: 1000)
    #expect(line.hasRead)
    line.enter(.readingAgain)
    line.read(20_000_000, list: 0, rows: 100)
    line.enter(.readingAgain)
    line.read(20_000_000, list: 0, rows: 200)
    line.show(at: .now + 10)
    #expect(shown.all == ["reading again: 20 %, 200 rows, 4 MB/s, 40 s left"])
  }

  @Test("A short run shows nothing, and a line is not written twice")
  func quiet() {
    let (line, shown) = line()
    line.show(at: line.start + 0.3)
    #expect(shown.all.isEmpty)
    line.end()
    #expect(shown.all.isEmpty)
    let (other, texts) = self.line()
    other.enter(.documents)
    other.show(at: .now + 0.5)
    other.show(at: .now + 0.6)
    #expect(texts.all == ["writing the reports…"])
  }

  @Test("It goes while a message is printed, and for good when the run ends")
  func hiding() {
    let (line, shown) = line()
    line.show(at: line.start + 0.5)
    line.hide { shown.take("message") }
    line.hide { shown.take("another") }
    line.show(at: line.start + 0.6)
    line.end()
    line.end()
    line.show(at: line.start + 0.7)
    #expect(shown.all == ["reading…", nil, "message", "another", "reading…", nil])
  }

  #if os(Linux)
    /// A list that takes longer than the line's patience.
    private func list(in scratch: ScratchFolder) throws -> String {
      let path = scratch.file("firms.csv")
      #expect(firmrisk("generate", path, "--wide", "--firms", "20000", "--seed", "7").status == .done)
      return path
    }

    private static let hasTerminals = FileManager.default.fileExists(atPath: "/dev/ptmx")

    @Test("A terminal shows it until the summary stands there", .enabled(if: hasTerminals))
    func onTerminal() throws {
      let scratch = try ScratchFolder()
      let arguments = ["score", try list(in: scratch), "--as-of", "2026-10-31", "--lang", "en"]
      let session = try TerminalSession(arguments + ["--out", scratch.file("out")], errors: true)
      let text = session.read()
      #expect(session.status == 0)
      let end = try #require(text.range(of: "\r\u{1B}[K\u{1B}[1mFirmRisk"))
      let before = text[..<end.lowerBound].split(separator: "\r")
      // Which stages it shows depends on how long each takes.
      let stages = ["reading", "scoring", "ranking", "writing"]
      #expect(before.allSatisfy { line in stages.contains { line.hasPrefix($0) } })
      #expect(before.allSatisfy { $0.hasSuffix("\u{1B}[K") && $0.count < 80 })
      #expect(!text[end.upperBound...].contains("\u{1B}[K"))
    }

    @Test("Nobody who asked for quiet or reads no terminal gets it", .enabled(if: hasTerminals))
    func notShown() throws {
      let scratch = try ScratchFolder()
      let arguments = ["score", try list(in: scratch), "--as-of", "2026-10-31"]
      let quiet = try TerminalSession(arguments + ["--quiet"], errors: true)
      #expect(quiet.read().isEmpty && quiet.status == 0)
      let outputOnly = try TerminalSession(arguments, errors: false)
      #expect(!outputOnly.read().contains("\u{1B}[K") && outputOnly.status == 0)
    }

    @Test("It is gone before anything goes through a pipe to a pager", .enabled(if: hasTerminals))
    func beforePager() throws {
      let scratch = try ScratchFolder()
      let pager = "\"$0\" score \"$1\" --as-of 2026-10-31 | { read first; echo SEEN >&2; cat >&2; }"
      let session = try TerminalSession(
        shell: pager, [BuiltProgram.path, try list(in: scratch)], errors: true)
      let text = session.read()
      let seen = try #require(text.range(of: "SEEN"))
      #expect(text[..<seen.lowerBound].contains("đang"))
      #expect(!text[seen.upperBound...].contains("\u{1B}[K"))
    }

    @Test("A signal takes it away", .enabled(if: hasTerminals))
    func signalled() throws {
      let scratch = try ScratchFolder()
      let arguments = ["score", try list(in: scratch), "--as-of", "2026-10-31", "--out", scratch.file("out")]
      let session = try TerminalSession(arguments, errors: true)
      let text = session.read { soFar in
        if soFar.contains("đang") { session.interrupt() }
      }
      #expect(session.endingSignal == SIGINT)
      #expect(text.hasSuffix("\r\u{1B}[K"))
      // A signal that comes while the files get their names waits until all have theirs.
      let names = (try? scratch.names(in: "out")) ?? []
      #expect(names.isEmpty || names.contains("manifest.json"), "\(names)")
      #expect(!names.contains { $0.hasSuffix(".unfinished") }, "\(names)")
    }
  #endif
}

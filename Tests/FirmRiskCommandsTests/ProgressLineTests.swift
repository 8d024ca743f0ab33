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

  private func line(_ language: Language = .en, bytes: Int = 200_000_000) -> (ProgressLine, Shown) {
    let shown = Shown()
    return (ProgressLine(totalBytes: bytes, language: language) { shown.take($0) }, shown)
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
    line.enter(.ordering(firms: 1000), at: line.start + 3.2)
    line.show(at: line.start + 3.6)
    line.enter(.writing(firms: 1000), at: line.start + 4)
    line.show(at: line.start + 11.5)
    line.enter(.documents, at: line.start + 12)
    line.show(at: line.start + 19.5)
    #expect(
      shown.all == [
        "reading…", "reading… 3 s", "reading: 100 %, 1,000 rows, matching tax codes…", "ranking 1,000 firms…",
        "writing 1,000 firms… 7 s", "writing the reports… 7 s",
      ])
  }

  @Test("A list that comes through a pipe has no share and no end")
  func pipe() {
    let (line, shown) = line(bytes: 0)
    line.show(at: line.start + 0.5)
    line.read(30_000_000, list: 0, rows: 123_000)
    line.show(at: line.start + 0.9)
    line.show(at: line.start + 2.5)
    #expect(shown.all == ["reading…", "reading 123,000 rows…", "reading 123,000 rows… 2 s"])
  }

  @Test("A list that is read once more begins at nothing")
  func rereading() {
    let (line, shown) = line()
    #expect(!line.hasRead)
    line.read(200_000_000, list: 0, rows: 1000)
    #expect(line.hasRead)
    line.enter(.readingAgain, at: line.start + 1)
    line.read(20_000_000, list: 0, rows: 100)
    line.enter(.readingAgain, at: line.start + 2)
    line.read(20_000_000, list: 0, rows: 200)
    line.show(at: line.start + 11)
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
    other.enter(.documents, at: other.start + 1)
    other.show(at: other.start + 1.5)
    other.show(at: other.start + 1.6)
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
    /// A list that comes through a pipe and keeps a run of any speed waiting for longer than the line's patience.
    private final class SlowList {
      let path: String
      private let writer = Process()

      init(in scratch: ScratchFolder) throws {
        let list = scratch.file("firms.csv")
        #expect(firmrisk("generate", list, "--wide", "--firms", "2000", "--seed", "7").status == .done)
        path = scratch.file("pipe.csv")
        #expect(mkfifo(path, 0o600) == 0)
        writer.executableURL = URL(fileURLWithPath: "/bin/sh")
        writer.arguments = ["-c", "sleep 1.5; exec cat \"$0\" > \"$1\"", list, path]
        writer.standardError = FileHandle.nullDevice
        try writer.run()
      }

      /// Ends it, also when it still waits for a reader.
      func end() { writer.terminate() }
    }

    private static let hasTerminals = FileManager.default.fileExists(atPath: "/dev/ptmx")

    @Test("A terminal shows it until the summary stands there", .enabled(if: hasTerminals))
    func onTerminal() throws {
      let scratch = try ScratchFolder()
      let list = try SlowList(in: scratch)
      defer { list.end() }
      let arguments = ["score", list.path, "--as-of", "2026-10-31", "--lang", "en"]
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
      let list = try SlowList(in: scratch)
      defer { list.end() }
      let quiet = try TerminalSession(["score", list.path, "--as-of", "2026-10-31", "--quiet"], errors: true)
      #expect(quiet.read().isEmpty && quiet.status == 0)
      let otherScratch = try ScratchFolder()
      let other = try SlowList(in: otherScratch)
      defer { other.end() }
      let outputOnly = try TerminalSession(["score", other.path, "--as-of", "2026-10-31"], errors: false)
      #expect(!outputOnly.read().contains("\u{1B}[K") && outputOnly.status == 0)
    }

    @Test("It is gone before anything goes through a pipe to a pager", .enabled(if: hasTerminals))
    func beforePager() throws {
      let scratch = try ScratchFolder()
      let pager = "\"$0\" score \"$1\" --as-of 2026-10-31 | { read first; echo SEEN >&2; cat >&2; }"
      let list = try SlowList(in: scratch)
      defer { list.end() }
      let session = try TerminalSession(shell: pager, [BuiltProgram.path, list.path], errors: true)
      let text = session.read()
      let seen = try #require(text.range(of: "SEEN"))
      #expect(text[..<seen.lowerBound].contains("đang"))
      #expect(!text[seen.upperBound...].contains("\u{1B}[K"))
    }

    @Test("A signal takes it away", .enabled(if: hasTerminals))
    func signalled() throws {
      let scratch = try ScratchFolder()
      let list = try SlowList(in: scratch)
      defer { list.end() }
      let arguments = ["score", list.path, "--as-of", "2026-10-31", "--out", scratch.file("out")]
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

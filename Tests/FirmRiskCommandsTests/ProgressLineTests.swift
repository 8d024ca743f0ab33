import Synchronization
import Testing

@testable import FirmRiskCommands

@Suite("The line that shows how far a run has come")
struct ProgressLineTests {
  private func shown(patience: Duration) -> [String] {
    let texts = Mutex<[String]>([])
    let line = ProgressLine(totalBytes: 2_000_000, language: .en, patience: patience) { bytes in
      texts.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
    }
    line.read(1_000_000, list: 0, rows: 4_321)
    line.enter(.scoring, firms: 4_321)
    line.end()
    line.end()
    return texts.withLock { $0 }
  }

  @Test("It tells share, rows, speed and time left, and goes when the run ends")
  func reading() throws {
    let texts = shown(patience: .zero)
    #expect(texts.count == 3)
    let first = try #require(texts.first)
    #expect(first.hasPrefix("\rreading: 50 %, 4,321 rows, ") && first.hasSuffix(" s left\u{1B}[K"))
    #expect(texts[1] == "\rscoring 4,321 firms…\u{1B}[K")
    #expect(texts[2] == "\r\u{1B}[K")
  }

  @Test("A short run shows nothing")
  func short() {
    #expect(shown(patience: .seconds(60)).isEmpty)
  }
}

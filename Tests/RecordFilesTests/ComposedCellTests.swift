import Foundation
import TestSupport
import Testing

@testable import RecordFiles

/// Cells whose marks stand beside their letters, composed at once and step by step.
@Suite struct ComposedCellTests {
  /// What the quick way writes; nil when it leaves the cell to the slow one.
  private func composed(_ text: String) -> [UInt8]? {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { cell in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: cell.count) { target in
        LatinComposition.write(composed: cell, to: target).map { Array(target[..<$0]) }
      }
    }
  }

  @Test func everyVietnameseLetterIsComposedAtOnce() {
    for vowel in LatinCompositionTests.vowels {
      for tone in LatinCompositionTests.tones {
        let letter = (String(vowel) + tone).precomposedStringWithCanonicalMapping
        let decomposed = letter.decomposedStringWithCanonicalMapping
        // As a Macintosh writes it, and as Windows-1258 does.
        #expect(composed(decomposed) == Array(letter.utf8))
        #expect(composed(String(vowel) + tone) == Array(letter.utf8))
      }
    }
  }

  @Test func whatIsComposedAtOnceIsWhatTheSlowWayComposes() {
    var random = SeededGenerator(seed: 5)
    let letters = Array("aeouyAEOăâêôơưđĐnbc x1çñšűǖẩệÅ€中. ".unicodeScalars)
    let marks: [UInt32] = [
      0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x308, 0x309, 0x30B, 0x31B, 0x323, 0x327, 0x332, 0x340, 0x344,
      0x34F, 0x370, 0xA0, 0x85, 0x200B, 0x09,
    ]
    var quick = 0
    for _ in 0..<20_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        text.append(letters[Int.random(in: 0..<letters.count, using: &random)])
        let most = Int.random(in: 0..<10, using: &random) == 0 ? 4 : 2
        for _ in 0..<Int.random(in: 0...most, using: &random) {
          let mark = marks[min(Int.random(in: 0..<marks.count * 3, using: &random) / 3, marks.count - 1)]
          if let scalar = Unicode.Scalar(mark) { text.append(scalar) }
        }
      }
      guard let written = composed(String(text)) else { continue }
      quick += 1
      #expect(written == Array(Self.slowly(String(text)).utf8), "\(text.map(\.value))")
    }
    #expect(quick > 2_000)
  }

  /// Without blanks at the ends, then letter by letter: a cell that the quick way takes has no other unusual blank.
  private static func slowly(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let range = bytes.withUnsafeBufferPointer { TextNormalisation.trim($0) }
    return LatinComposition.compose(String(decoding: bytes[range], as: UTF8.self))
  }

  @Test func bytesThatAreNoTextAreLeftToTheSlowWay() {
    for bytes: [UInt8] in [
      [], [0x20], [0xCC, 0x81], [0x61, 0xCC], [0x61, 0xCC, 0x41], [0xFF, 0x61], [0x20, 0xCC, 0x81],
    ] {
      let written = bytes.withUnsafeBufferPointer { cell in
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: cell.count + 1) {
          LatinComposition.write(composed: cell, to: $0)
        }
      }
      #expect(written == nil)
    }
  }

  @Test func outcomesAreFoundAgainByTheirBytesOnly() {
    func with<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
      Array(text.utf8).withUnsafeBufferPointer(body)
    }
    let recent = RecentOutcomes()
    #expect(with("không") { recent.outcome(of: $0) } == nil)
    with("không") { recent.keep(.none, of: $0) }
    #expect(with("không") { recent.outcome(of: $0) } == CellOutcome.none)
    for other in ["khôn", "", "không ", "\u{0}không", "KHÔNG", "k\u{0}hông"] {
      #expect(with(other) { recent.outcome(of: $0) } == nil)
    }
    let long = String(repeating: "a", count: RecentOutcomes.longest + 1)
    with(long) { recent.keep(.blank, of: $0) }
    #expect(with(long) { recent.outcome(of: $0) } == nil)
    var random = SeededGenerator(seed: 3)
    var words: [String: CellOutcome] = [:]
    for count in 0..<2000 {
      let word = String(Int.random(in: 0..<400, using: &random), radix: 3)
      let outcome = words[word] ?? .bad([.notNumber, .notDate, .outOfRange][count % 3])
      words[word] = outcome
      let found = with(word) { recent.outcome(of: $0) }
      #expect(found == nil || found == outcome)
      with(word) { recent.keep(outcome, of: $0) }
    }
  }

  @Test func outcomesAreFoundAgainWhereverTheCellStands() {
    var random = SeededGenerator(seed: 9)
    for count in 1...RecentOutcomes.longest {
      let recent = RecentOutcomes()
      let cell = (0..<count).map { _ in UInt8.random(in: 1...255, using: &random) }
      cell.withUnsafeBufferPointer { recent.keep(.value(Int64(count)), of: $0) }
      for _ in 0..<4 {
        let before = (0..<RecentOutcomes.longest).map { _ in UInt8.random(in: 0...255, using: &random) }
        func outcome(_ cell: [UInt8]) -> CellOutcome? {
          (before + cell).withUnsafeBytes { bytes in
            bytes.baseAddress.flatMap { recent.outcome(before: $0 + bytes.count, count: cell.count) }
          }
        }
        #expect(outcome(cell) == .value(Int64(count)))
        var other = cell
        other[Int.random(in: 0..<count, using: &random)] ^= 1
        #expect(outcome(other) == nil)
        #expect(outcome([0x41] + cell) == nil)
        #expect(outcome(Array(cell.dropFirst())) == nil)
      }
    }
  }
}

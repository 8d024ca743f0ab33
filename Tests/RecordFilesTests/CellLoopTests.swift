import TestSupport
import Testing

@testable import RecordFiles

/// The loops for newer processors find what the oldest find; those that this processor does not know stand for older ones.
@Suite("Loops for newer processors", .serialized)
struct CellLoopTests {
  typealias Generation = ProcessorLoops.Generation

  private func with(_ generation: Generation, _ body: () throws -> Void) rethrows {
    ProcessorLoops.use(atMost: generation)
    defer { ProcessorLoops.use(atMost: .avx512) }
    try body()
  }

  /// Text of records that mostly follow the common rules, some of them longer than what is looked at together.
  private static func text(_ random: inout SeededGenerator) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      let cells = Int.random(in: 0...40, using: &random) == 0 ? 3000 : Int.random(in: 1...50, using: &random)
      for cell in 0..<cells {
        if cell > 0 { text.append(0x2C) }
        switch Int.random(in: 0...400, using: &random) {
        case 0: text += Array(String(repeating: "dài ", count: 3000).utf8)
        case 1: text += Array("\"hai\ndòng\"".utf8)
        case 2: text += Array("a\"b".utf8)
        case 3: text += Array("\"a\"b".utf8)
        case 4: text += [0x0B, 0x09]
        case 5: text.append(0)
        case 6...40: text += Array("\"a,\"\"b\"\",c\"".utf8)
        case 41...60: text += Array("\"\"".utf8)
        default:
          let count = Int.random(in: 0...12, using: &random)
          text += (0..<count).map { _ in UInt8.random(in: 0x30...0x7A, using: &random) }
        }
      }
      text += Array(["\n", "\r\n", "\r", "\n\n"][Int.random(in: 0...19, using: &random) % 17 % 4].utf8)
    }
    return text
  }

  @Test("Records are those of a scanner that goes byte by byte", arguments: Generation.allCases)
  func records(_ generation: Generation) {
    with(generation) {
      for seed in 0..<8 as Range<UInt64> {
        var random = SeededGenerator(seed: seed)
        let text = Self.text(&random)
        for limit in [16 << 20, 700] {
          let slowly = scan(text, chunk: 1, limit: limit)
          #expect(scan(text, chunk: text.count, limit: limit) == slowly, "seed \(seed), limit \(limit)")
          #expect(scan(text, chunk: 10_007, limit: limit) == slowly, "seed \(seed), limit \(limit)")
        }
      }
    }
  }

  @Test("Numbers are what they are one by one", arguments: Generation.allCases)
  func numbers(_ generation: Generation) {
    with(generation) {
      for seed in 100..<140 as Range<UInt64> { QuickNumberTests.compare(seed) }
    }
  }

  @Test("Letters of several bytes are counted as they stand")
  func letters() throws {
    let words = [
      "Xã", "Đường", "Phú", "₫", "ngừng", "a–b", "Huế", "ascii", "ỹ", "ÀẢÃ", "\u{1F3E2}", "e\u{301}", "ÿ",
    ]
    for seed in 0..<60 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var text = Array("Mã,Tên\n".utf8)
      var letters = 1 + 1
      var damaged = 0
      for _ in 0..<Int.random(in: 20...400, using: &random) {
        let word = try #require(words.randomElement(using: &random))
        text += Array(word.utf8)
        letters += word.unicodeScalars.count { !$0.isASCII }
        if Int.random(in: 0...60, using: &random) == 0 {
          text.append(UInt8.random(in: 0...1, using: &random) == 0 ? 0xFF : 0x80)
          damaged += 1
        }
        if Bool.random(using: &random) { text += Array(", ".utf8) }
      }
      text += Array(",ends\n".utf8)
      var options = ReadingOptions()
      _ = try TextDecoding.decode(InputBytes(text, path: "list.csv"), &options)
      #expect(
        options.encodingFinding?.evidence
          == "encoding: UTF-8, \(letters) letters of several bytes, \(damaged) damaged", "seed \(seed)")
    }
  }
}

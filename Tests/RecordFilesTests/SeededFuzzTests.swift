import RecordFiles
import TestSupport
import Testing

/// A short run over small random files; `Tests/Fuzzing/run.sh` searches for hours.
@Suite struct SeededFuzzTests {
  /// Pieces that lists are made of, and a few that break them.
  static let pieces = [
    "MST", "Tên", "1", "23", "2024", "a", ",", ",", ";", "\t", "\n", "\n", "\r\n", "\"", "\"\"", " ",
    "Tổng cộng", "\0", "0123456789",
    "1.234,5", "05/06/2026", "'", "|", "x",
  ]

  @Test(arguments: FuzzEntry.Target.allCases) func noSmallFileBreaksTheReader(_ target: FuzzEntry.Target) {
    var generator = SeededGenerator(seed: 20_261_121)
    for _ in 0..<600 {
      let count = Int.random(in: 0...40, using: &generator)
      var text = ""
      for _ in 0..<count { text += SeededFuzzTests.pieces.randomElement(using: &generator) ?? "" }
      #expect(FuzzEntry.run(target, Array(text.utf8)) == nil, "\(text.debugDescription)")
    }
  }

  /// A fault that fuzzing found: the first row of figures had fewer cells than the header above it.
  @Test func narrowRowUnderAHeaderOfFigures() {
    for text in ["a,2023,2024\nb\nc,1,2\n", "MST,1,2\nTên\n0123456789,5,6\n", "1,2,3\nx\ny,2,3\n"] {
      #expect(FuzzEntry.run(.text, Array(text.utf8)) == nil)
      #expect(FuzzEntry.run(.list, Array(text.utf8)) == nil)
    }
  }

  /// Faults that fuzzing found: a quoted name of a source was written without its quotes, and a row of one cell whose text
  /// starts with the letter of the byte-order mark.
  @Test func quotedSourcesAndMarksInsideTheFile() {
    #expect(
      FuzzEntry.run(.mapping, Array("mapping 1\nsource \"Quý II/2026||\"\ncolumn 1 \"A\" is las0\n".utf8))
        == nil)
    #expect(FuzzEntry.run(.text, [0, 10, 0, 0x4C, 0, 0, 1, 10, 0xEF, 0xBB, 0xBF, 0x7A]) == nil)
  }

  @Test func aQuotedSourceIsRefused() {
    #expect(throws: InputError.self) {
      try ColumnMapping(text: "mapping 1\nsource \"labour\"\ncolumn 1 \"A\" is b\n", path: "map.txt")
    }
  }
}

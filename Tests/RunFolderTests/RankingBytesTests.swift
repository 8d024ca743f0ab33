import FirmTable
import Foundation
import RecordFiles
import RiskScoring
import RuleEvaluation
import RuleModel
import RuleSentences
import Testing

@testable import RunFolder

@Suite("Bytes of the ranking")
struct RankingBytesTests {
  @Test("A cell written in place is the cell that the CSV writer writes")
  func cells() {
    let pieces = ["", "'", "=", "-1", "+", "@", "\t", "\r", "\n", "\"", ",", " ", "Công ty", "a", "0"]
    for first in pieces {
      for second in pieces {
        for third in pieces {
          let text = first + second + third
          var expected = CSVWriter(marksByteOrder: false)
          expected.text("x")
          expected.text(text)
          let line = RowBytes(capacity: 1)
          line.append("x,")
          let place = line.count
          line.append(text)
          line.finishCell(from: place)
          #expect(Array(line.bytes) == expected.takeBytes(), "\(text.debugDescription)")
        }
      }
    }
  }

  @Test("A text copied as a plain cell is the cell that the CSV writer writes")
  func plainCells() {
    var generator = SystemRandomNumberGenerator()
    let pieces = ["Công ty ", "Phường ", "TNHH", "đ", "12", "a", "É", "😀"]
    let special = [",", "\"", "\n", "\r", " ", "\t", "=", "'", "+"]
    for round in 0..<4000 {
      var text = ""
      let length = Int.random(in: 0...(round % 9 == 0 ? 400 : 60), using: &generator)
      while text.utf8.count < length { text += pieces.randomElement(using: &generator) ?? "" }
      let isSpecial = round % 2 == 0
      if isSpecial {
        var characters = Array(text)
        characters.insert(
          Character(special.randomElement(using: &generator) ?? ","),
          at: Int.random(in: 0...characters.count, using: &generator))
        text = String(characters)
      } else {
        while text.last == " " { text.removeLast() }
      }
      var expected = CSVWriter(marksByteOrder: false)
      expected.text(text)
      let line = RowBytes()
      var cursor = line.cursor(reserving: ByteCursor.longestPlain)
      var bytes = text
      let isCopied = bytes.withUTF8 { cursor.putPlain($0) }
      line.finish(cursor)
      if isCopied {
        #expect(Array(line.bytes) == expected.takeBytes(), "\(text.debugDescription)")
      } else {
        #expect(line.count == 0)
        #expect(isSpecial || text.utf8.count < 8 || text.utf8.count > ByteCursor.longestPlain, "\(text)")
      }
    }
  }

  @Test("Figures are written as the writer of values writes them", arguments: Language.allCases)
  func figures(language: Language) {
    let ruleSet = MadeUpRun.ruleSet
    let writer = ValueWriter(language: language, ruleSet: ruleSet)
    var types: [ValueType] = [.truth, .date(allowsNone: true), .choice(0)]
    for scale in 0...4 {
      types.append(MadeUpRun.unit("", scale))
      types.append(MadeUpRun.unit("days", scale))
      for isPercent in [true] {
        types.append(
          .number(
            NumberType(
              unit: MeasureUnit(numerator: [], denominator: []), scale: scale, lowest: .min, highest: .max,
              isPercent: isPercent)))
      }
    }
    let numbers: [Int64] = [
      0, 1, -1, 9, 10, 99, 100, 999, 1000, 1001, 10_000, 12_345, -1_234_567, 1_000_000, .max, .min + 3,
    ]
    for type in types {
      var list = TextList()
      let figure = FigureText(type, writer, ruleSet, &list)
      var cells: [(Int64, SentenceValue)] = [(CellMark.unknown, .unknown), (CellMark.bad, .unknown)]
      switch type {
      case .number: cells += numbers.map { ($0, .known(.number($0))) }
      case .truth: cells += [(0, .known(.truth(false))), (1, .known(.truth(true)))]
      case .date:
        cells += [-719_162, 0, 20_513, 2_932_896].map { ($0, .known(.date(CivilDate(days: Int32($0))))) }
        cells.append((CellMark.none, .known(.none)))
      case .choice: cells += [0, 1, 7].map { (Int64($0), .known(.member($0))) }
      case .text: continue
      }
      for (cell, value) in cells {
        let line = RowBytes(capacity: 1)
        list.withTexts { texts in
          TextPool().texts.withPlaces { figure.write(cell, texts, PooledTexts($0), to: line) }
        }
        #expect(
          String(decoding: line.bytes, as: UTF8.self) == writer.text(value, type: type), "\(type) \(cell)")
      }
    }
  }

  @Test("Ranked rows say of every firm what its own overview says")
  func rankedRows() {
    let run = MadeUpRun.run(copies: 40)
    let layout = run.rowLayout
    let firms = (0..<UInt32(run.count)).reversed().map { $0 }
    var ranked = RankedRows()
    run.read(firms: firms, into: &ranked)
    func rules(_ bits: UInt64) -> [Int] {
      (0..<layout.rules.count).filter { bits >> UInt64($0) & 1 == 1 }.map { Int(layout.rules[$0]) }
    }
    for (index, firm) in firms.enumerated() {
      let own = run.overview(of: Int(firm))
      let row = ranked.words[index * layout.width..<(index + 1) * layout.width].map { $0 }
      let first = row[ScoreRowLayout.firesOrDoesNotApply]
      let second = row[layout.firesOrUnknown]
      #expect(rules(first & second & layout.scoring[0]) == own.firedRules)
      #expect(rules(~first & second & layout.scoring[0]) == own.unknownRules)
      #expect(row[1] & 0xFF == UInt64(run.lows[Int(firm)]))
      #expect(row[1] >> 16 & 0xFFFF == UInt64(run.estimates[Int(firm)]))
      #expect(Int64(bitPattern: row[0]) == run.workersAffected[Int(firm)])
      #expect(ranked.firstReasons[index] == Int32(own.firstReason ?? -1))
      let areas = (0..<2).map { Int(row[layout.firstArea] >> UInt64($0 * 8) & 0xFF) }
      #expect(areas == own.areaLows)
    }
  }

  @Test("Numbers put behind a cursor have their plain digits")
  func cursorNumbers() {
    var numbers: [UInt64] = [0, 9, 10, 99, 100, 9_999, 10_000, 99_999_999, 100_000_000, .max]
    for shift in 0..<64 { numbers += [UInt64(1) << UInt64(shift), (UInt64(1) << UInt64(shift)) - 1] }
    for number in numbers {
      let line = RowBytes(capacity: 1)
      var cursor = line.cursor(reserving: 20)
      cursor.put(number: number)
      line.finish(cursor)
      #expect(String(decoding: line.bytes, as: UTF8.self) == String(number))
    }
  }

  @Test("Pieces of any length stand one after the other, whatever the number of threads")
  func pieces() throws {
    for jobs in [1, 2, 7] {
      let path = FileManager.default.temporaryDirectory.path + "/firmrisk-pieces-\(UUID().uuidString).txt"
      let file = try OutputFile(path: path)
      defer { file.discard() }
      try OrderedPieces.write(
        50, jobs: jobs, to: .file(file.writer, from: 0), worker: { 0 },
        make: { _, piece, bytes in
          for _ in 0...piece % 7 { bytes.append("\(piece) ") }
        })
      try file.commit()
      let expected = (0..<50).map { piece in String(repeating: "\(piece) ", count: piece % 7 + 1) }.joined()
      let written = try InputBytes(path: path).withBytes { String(decoding: $0, as: UTF8.self) }
      #expect(written == expected)
      #expect(remove(path) == 0)
    }
  }
}

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
          let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
          let pool = PooledTexts(bytes: none, ends: UnsafeBufferPointer<Int>(start: nil, count: 0))
          figure.write(cell, texts, pool, to: line)
        }
        #expect(
          String(decoding: line.bytes, as: UTF8.self) == writer.text(value, type: type), "\(type) \(cell)")
      }
    }
  }

  @Test("Flat overviews say of every firm what its own overview says")
  func overviews() {
    let run = MadeUpRun.run(copies: 40)
    let firms = (0..<UInt32(run.count)).reversed().map { $0 }
    var overviews = FirmOverviews()
    run.read(firms: firms, into: &overviews)
    func rules(_ lists: FirmOverviews.RuleLists, _ index: Int) -> [Int] {
      let start = index == 0 ? 0 : Int(lists.ends[index - 1])
      return lists.rules[start..<Int(lists.ends[index])].map(Int.init)
    }
    for (index, firm) in firms.enumerated() {
      let own = run.overview(of: Int(firm))
      #expect(rules(overviews.fired, index) == own.firedRules)
      #expect(rules(overviews.unknown, index) == own.unknownRules)
      #expect(rules(overviews.heldBy, index) == own.heldBy)
      #expect(rules(overviews.confirmFirst, index) == own.confirmFirst)
      #expect(overviews.firstReasons[index] == Int32(own.firstReason ?? -1))
      #expect(overviews.areaLows[index * 2..<index * 2 + 2].map(Int.init) == own.areaLows)
    }
  }

  @Test("Pieces of any length stand one after the other, whatever the number of threads")
  func pieces() throws {
    for jobs in [1, 2, 7] {
      let path = "/tmp/firmrisk-pieces-\(jobs)-\(UInt64.random(in: 0 ... .max)).txt"
      let file = try OutputFile(path: path)
      defer { file.discard() }
      try OrderedPieces.write(
        50, jobs: jobs, to: file.writer, from: 0, worker: { 0 },
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

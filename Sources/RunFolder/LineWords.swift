import FirmTable
import RecordFiles
import RiskScoring
import RuleModel

/// What many lines of a ranking have in common, in its written form with the comma behind it.
struct LineWords: Sendable {
  var texts = PreparedTexts()
  /// Id of each column of the score rows, with a blank behind it.
  private(set) var ids: [Int] = []
  /// Id of each rule and a comma, followed by the reason and a comma where the reason has no figures.
  private(set) var reasons: [Int] = []
  private(set) var isWholeReason: [Bool] = []
  /// Room that a line needs beside its text columns and a reason with figures.
  private(set) var room = 256
  /// For each pair of bands and each outcome: both bands, coverage and outcome.
  private var verdicts: [Int] = []
  private let bands: [UInt8]
  /// Numbers up to 255 with a comma, and their lengths.
  private let small: [(text: UInt64, length: Int)]

  init(_ ranking: RankingTable, _ reasons: ReasonText) {
    let ruleSet = ranking.ruleSet
    bands = (0...255).map { UInt8(ruleSet.policy.band(of: $0).rawValue) }
    small = (0...255).map { number in
      let digits = Array("\(number),".utf8)
      return (digits.reversed().reduce(0) { $0 << 8 | UInt64($1) }, digits.count)
    }
    for low in Band.allCases {
      for high in Band.allCases {
        for outcome in Outcome.allCases {
          let cells = [
            ("band", low.name), ("band_may_be", high.name), ("coverage", "\(ranking.run.coverage)"),
            ("outcome", outcome.rawValue),
          ].filter { ranking.columns.contains($0.0) }
          verdicts.append(texts.add(cells.flatMap { LineWords.cell($0.1) + [0x2C] }))
        }
      }
    }
    for rule in ranking.run.rowLayout.rules {
      ids.append(texts.add(LineWords.cell(ruleSet.rules[Int(rule)].id) + [0x20]))
    }
    addReasons(ruleSet, reasons, RankingSections(ranking.columns, ruleSet))
    room += ids.count + ruleSet.rules.reduce(0) { $0 + $1.id.utf8.count }
    room += 4 * ruleSet.areas.count + texts.longest
  }

  private mutating func addReasons(_ ruleSet: RuleSet, _ texts: ReasonText, _ sections: RankingSections) {
    for (index, rule) in ruleSet.rules.enumerated() {
      var text = sections.reason ? LineWords.cell(rule.id) + [0x2C] : []
      var fixed: [UInt8]? = []
      guard sections.reasonText else {
        isWholeReason.append(true)
        reasons.append(self.texts.add(text))
        continue
      }
      for piece in texts.pieces[index] {
        if case .words(let words) = piece { fixed? += texts.texts.text(words) } else { fixed = nil }
      }
      if let fixed {
        let sentence = fixed.isEmpty ? Array(texts.texts.text(texts.titles[index])) : fixed
        text += LineWords.cell(String(decoding: sentence, as: UTF8.self)) + [0x2C]
      }
      isWholeReason.append(fixed != nil)
      reasons.append(self.texts.add(text))
    }
  }

  /// A text as a cell of its own.
  static func cell(_ text: String) -> [UInt8] {
    var cell = CSVWriter(marksByteOrder: false)
    cell.text(text)
    return cell.takeBytes()
  }

  @inline(__always) func verdict(low: Int, high: Int, outcome: Int) -> Int {
    verdicts[(Int(bands[low]) &* 4 &+ Int(bands[high])) &* 4 &+ outcome]
  }

  /// Writes a number up to 255 and a comma.
  @inline(__always) func put(_ number: Int, to cursor: inout ByteCursor) {
    let digits = small[number]
    cursor.put(digits.text, count: digits.length)
  }
}

/// A text column of the ranking, which is written as it stands, for programs.
///
/// Nothing in it is counted by reference, so that looking at it for every cell costs nothing.
struct LineColumn: Sendable {
  /// A column that is not there.
  init() {}

  enum Form { case missing, prepared, pooled, other }

  private(set) var form = Form.missing
  /// Bytes of the longest prepared text.
  private(set) var longest = 0
  /// The first code of those that are prepared, and the number of its text.
  private var firstCode: Int64 = 0
  private var firstText = 0
  private var count: Int64 = 0
  private var empty = 0
  private var none = 0
  /// More texts than this are not prepared.
  private static let mostPrepared = 1 << 16

  /// Prepares the texts of a column.
  init(_ field: FieldIndex, _ ranking: RankingTable, _ texts: inout PreparedTexts) {
    let ruleSet = ranking.ruleSet
    let type = ruleSet.fields[field].type
    guard let stored = ranking.table.columns[field] else { return }
    switch (type, stored) {
    case (.choice(let choice), _):
      let members = ruleSet.choices[choice].members
      prepare(members.count, from: 0, &texts) { place, cell in cell.append(members[place].name) }
    case (.text, .narrow(let codes)):
      form = .pooled
      let firms = codes.count
      guard let codes = Self.range(of: codes), codes.count <= Self.mostPrepared else { return }
      // Names stand in one line each: there is nothing to gain.
      guard codes.count * 4 <= firms || firms < 64 else { return }
      let pool = ranking.table.pool.texts
      guard codes.lowerBound >= 0, codes.upperBound <= pool.count else { return }
      pool.withPlaces { places in
        let pooled = PooledTexts(places)
        prepare(codes.count, from: codes.lowerBound, &texts) { place, cell in
          if let text = pooled[Int64(codes.lowerBound + place)] { cell.append(text) }
        }
      }
    case (.text, _): form = .pooled
    default: form = .other
    }
  }

  /// The codes between the least and the greatest that cells have; nil when there are none.
  private static func range(of cells: [Int32]) -> Range<Int>? {
    var least = Int32.max
    var greatest = Int32.min
    for cell in cells {
      least = min(least, cell > CellMark.badNarrow ? cell : Int32.max)
      greatest = max(greatest, cell)
    }
    guard least <= greatest, greatest > CellMark.badNarrow else { return nil }
    return Int(least)..<Int(greatest) + 1
  }

  /// Prepares the texts of so many codes, each of which a closure writes.
  private mutating func prepare(
    _ codes: Int, from code: Int, _ texts: inout PreparedTexts, _ write: (Int, RowBytes) -> Void
  ) {
    let cell = RowBytes(capacity: 256)
    func add(_ write: (RowBytes) -> Void) -> Int {
      cell.removeAll()
      write(cell)
      cell.finishCell(from: 0)
      cell.append(0x2C)
      longest = max(longest, cell.count)
      return texts.add(cell.bytes)
    }
    form = .prepared
    empty = add { _ in }
    none = add { $0.append("none") }
    firstCode = Int64(code)
    count = Int64(codes)
    firstText = none + 1
    for place in 0..<codes { _ = add { write(place, $0) } }
  }

  /// The prepared text of a cell.
  @inline(__always) func number(of cell: Int64) -> Int {
    let place = cell &- firstCode
    if place >= 0, place < count { return firstText &+ Int(place) }
    return cell == CellMark.none ? none : empty
  }
}

import SystemHints
import FirmTable
import RuleModel
import RuleSentences

/// Texts of one writer, one after the other, each known by its number.
struct TextList: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = [0]

  mutating func add(_ text: String) -> Int {
    bytes += text.utf8
    ends.append(bytes.count)
    return ends.count - 2
  }

  /// The bytes of a text.
  func text(_ number: Int) -> ArraySlice<UInt8> { bytes[ends[number]..<ends[number + 1]] }

  /// Gives the texts to a closure, which must not keep them.
  func withTexts(_ body: (Texts) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in body(Texts(bytes: bytes, ends: ends)) }
    }
  }

  /// The texts seen through pointers.
  struct Texts {
    let bytes: UnsafeBufferPointer<UInt8>
    let ends: UnsafeBufferPointer<Int>

    @inline(__always) subscript(number: Int) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: bytes[ends[number]..<ends[number + 1]])
    }
  }
}

/// How values of one type are written for people, settled once; the text is `ValueWriter`'s, byte for byte.
struct FigureText: Sendable {
  enum Form {
    case number, percent, truth, date, text, choice
  }

  let form: Form
  /// Decimals of the raw value.
  let scale: Int
  /// Decimals of a percentage that is too great to be multiplied, which is written as it is.
  let plainScale: Int
  /// 10^scale of what is written.
  let unit: UInt64
  /// What a raw percentage is multiplied with before it is written without decimals.
  let factor: Int64
  /// Texts after a figure: for one, and for any other number; -1 for none.
  let afterOne: Int
  let afterMany: Int
  /// The first of the texts by truth (no, yes) or member.
  let firstName: Int
  let nameCount: Int
  let unknown: Int
  let none: Int
  let isVietnamese: Bool

  /// Settles how a type is written; its words are added to a list of texts.
  init(_ type: ValueType, _ writer: ValueWriter, _ ruleSet: RuleSet, _ texts: inout TextList) {
    isVietnamese = writer.language == .vi
    unknown = texts.add(writer.unknownText)
    none = texts.add(writer.text(Constant.none, type: type))
    var form = Form.text
    var scale = 0
    var factor: Int64 = 1
    var after = (one: -1, many: -1)
    var names: [String] = []
    switch type {
    case .number(let number) where number.isPercent:
      form = .percent
      scale = max(0, number.scale - 2)
      factor = number.scale >= 2 ? 1 : number.scale == 1 ? 10 : 100
      let sign = texts.add("%")
      after = (sign, sign)
    case .number(let number):
      form = .number
      scale = number.scale
      if !number.unit.isNone {
        after.one = texts.add(" " + writer.unit(number.unit, isOne: true))
        after.many = texts.add(" " + writer.unit(number.unit, isOne: false))
      }
    case .truth:
      form = .truth
      names = [writer.truth(false), writer.truth(true)]
    case .date: form = .date
    case .text: form = .text
    case .choice(let choice):
      form = .choice
      names = ruleSet.choices[choice].members.map { $0.title[writer.language] }
    }
    self.form = form
    self.scale = scale
    if case .number(let number) = type { plainScale = number.scale } else { plainScale = 0 }
    self.factor = factor
    (afterOne, afterMany) = after
    unit = (0..<scale).reduce(1) { power, _ in power &* 10 }
    firstName = names.isEmpty ? 0 : texts.ends.count - 1
    nameCount = names.count
    for name in names { _ = texts.add(name) }
  }

  /// Writes a cell; `pool` holds the texts of text columns.
  @inline(__always)
  func write(_ cell: Int64, _ texts: TextList.Texts, _ pool: PooledTexts, to line: RowBytes) {
    if cell <= CellMark.bad {
      line.append(texts[cell == CellMark.none ? none : unknown])
      return
    }
    switch form {
    case .number:
      writeNumber(cell, scale, unit, to: line)
      let isOne = cell > 0 && cell.magnitude == unit
      let after = isOne ? afterOne : afterMany
      if after >= 0 { line.append(texts[after]) }
    case .percent:
      let (scaled, overflow) = cell.multipliedReportingOverflow(by: factor)
      if overflow {
        writeNumber(cell, plainScale, plainScale == 1 ? 10 : 1, to: line)
      } else {
        writeNumber(scaled, scale, unit, to: line)
        line.append(texts[afterMany])
      }
    case .truth: line.append(texts[firstName + (cell == 1 ? 1 : 0)])
    case .date: writeDate(cell, to: line)
    case .text: if let text = pool[cell] { line.append(text) }
    case .choice:
      if cell >= 0, cell < nameCount {
        line.append(texts[firstName + Int(cell)])
      } else {
        line.append(signed: cell)
      }
    }
  }

  /// Grouped in thousands, decimals without zeros at their end.
  @inline(__always)
  private func writeNumber(_ raw: Int64, _ scale: Int, _ unit: UInt64, to line: RowBytes) {
    if raw < 0 { line.append(0x2D) }
    let whole = raw.magnitude / unit
    let group: UInt8 = isVietnamese ? 0x2E : 0x2C
    if whole < 1000 { line.append(number: whole) } else { Self.writeGroups(whole, group, to: line) }
    var decimals = raw.magnitude % unit
    guard decimals != 0 else { return }
    var width = scale
    while decimals % 10 == 0 {
      decimals /= 10
      width -= 1
    }
    line.append(isVietnamese ? 0x2C : 0x2E)
    line.append(number: decimals, width: width)
  }

  private static func writeGroups(_ whole: UInt64, _ separator: UInt8, to line: RowBytes) {
    guard whole >= 1000 else { return line.append(number: whole) }
    writeGroups(whole / 1000, separator, to: line)
    line.append(separator)
    line.append(number: whole % 1000, width: 3)
  }

  private func writeDate(_ days: Int64, to line: RowBytes) {
    let (year, month, day) = CivilDate(days: Int32(clamping: days)).components
    guard year >= 0, year <= 9999 else {
      return line.append(CivilDate(days: Int32(clamping: days)).description)
    }
    if isVietnamese {
      line.append(number: UInt64(day), width: 2)
      line.append(0x2F)
      line.append(number: UInt64(month), width: 2)
      line.append(0x2F)
      line.append(number: UInt64(year), width: 4)
    } else {
      line.append(number: UInt64(year), width: 4)
      line.append(0x2D)
      line.append(number: UInt64(month), width: 2)
      line.append(0x2D)
      line.append(number: UInt64(day), width: 2)
    }
  }
}

/// The texts of a table seen through pointers.
struct PooledTexts {
  private let own: UnsafeBufferPointer<UInt8>
  private let outside: UnsafeBufferPointer<UInt8>
  private let places: UnsafeBufferPointer<TextPlace>

  init(_ texts: PlacedTexts) {
    own = texts.own.bindMemory(to: UInt8.self)
    outside = texts.outside.bindMemory(to: UInt8.self)
    places = texts.places
  }

  /// Asks for the place of a code's text.
  @inline(__always) func prefetchPlace(_ code: Int64) {
    if code >= 0, code < places.count, let first = places.baseAddress { memory_prefetch(first + Int(code)) }
  }

  /// The text of a code; nil when there is no such code.
  @inline(__always) subscript(code: Int64) -> UnsafeBufferPointer<UInt8>? {
    guard code >= 0, code < places.count else { return nil }
    let place = places[Int(code)]
    let start = place.offset
    return UnsafeBufferPointer(rebasing: (place.isOutside ? outside : own)[start..<start &+ place.count])
  }
}

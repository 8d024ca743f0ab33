import Foundation
import RecordFiles
import TestSupport

/// Kinds of mess that agencies make of their lists.
enum Mess: Int, CaseIterable {
  case semicolons, tabs, pipes, spacedCommas, doubledPipes, byteOrderMark, carriageReturns, lineFeeds,
    mixedLineEnds
  case utf16, windows1258, titleBlock, twoHeaderRows, unitRow, columnNumbers, subtotals, repeatedHeader,
    footers, blankRows
  case blankColumns, shortRows, wideRows, shiftedRow, allQuoted, backslashEscapes, lineBreaksInCells,
    openQuote, missingQuote
  case commaDecimals, dotDecimals, thousandsInTitle, decomposedLetters, lostZeros, droppedTrailingBlanks,
    crossesAndBlanks
  case textInNumbers, monthsForDays, secondTable, noFinalLineEnd, zeroByte
}

/// A firm as it should come out of the reader.
struct TrueRow: Hashable {
  var key: String
  var name: String?
  /// Persons.
  var workers: Int64?
  /// Đồng.
  var debt: Int64?
  /// Days since 1970.
  var sent: Int64?
  var union: Int64?
}

/// A list with mess of known kinds, its bytes and its truth.
struct MessyList {
  var mess: Set<Mess>
  private(set) var bytes: [UInt8] = []
  private(set) var truth: [TrueRow] = []
  /// Keys of rows, or of rows with a cell, that no reader can read with certainty.
  private(set) var damaged: Set<String> = []
  private var random: SeededGenerator
  private var lines: [[String]] = []
  /// Lines that are written as they stand, by place.
  private var raw: [Int: String] = [:]

  static let requests: [ColumnRequest] = [
    ColumnRequest(id: 0, machineName: "tax_code", titles: ["Mã số thuế"], kind: .taxCode),
    ColumnRequest(id: 1, machineName: "firm_name", titles: ["Tên đơn vị"], kind: .text),
    ColumnRequest(
      id: 2, machineName: "workers", titles: ["Số lao động", "Lao động Tổng số"],
      kind: .number(NumberForm(decimals: 0, range: 0...1_000_000))),
    ColumnRequest(
      id: 3, machineName: "debt", titles: ["Số tiền nợ"],
      kind: .number(NumberForm(decimals: 0, range: 0...1_000_000_000_000, quantity: .money))),
    ColumnRequest(id: 4, machineName: "sent", titles: ["Ngày gửi"], kind: .date),
    ColumnRequest(id: 5, machineName: "union", titles: ["Có công đoàn"], kind: .truth),
  ]

  init(_ mess: Set<Mess>, seed: UInt64) {
    self.mess = mess
    random = SeededGenerator(seed: seed)
    makeHead()
    makeRows()
    makeFoot()
    write()
  }

  private func has(_ kind: Mess) -> Bool { mess.contains(kind) }

  // MARK: - Content

  private var titles: [String] {
    var titles = [
      "STT", "Mã số thuế", "Tên đơn vị", "Số lao động",
      has(.thousandsInTitle) ? "Số tiền nợ (nghìn đồng)" : "Số tiền nợ",
      "Ngày gửi", "Có công đoàn", "Ghi chú",
    ]
    if has(.twoHeaderRows) { titles[3] = "Lao động" }
    return titles
  }

  private mutating func makeHead() {
    if has(.titleBlock) {
      lines.append(["BẢO HIỂM XÃ HỘI THÀNH PHỐ HUẾ"] + blanks(7))
      lines.append(["Danh sách đơn vị, tháng 10 năm 2026"] + blanks(7))
      lines.append(blanks(8))
    }
    lines += header
  }

  /// Titles, units and numbers of columns.
  private var header: [[String]] {
    var rows = [titles]
    if has(.twoHeaderRows) { rows.append(["", "", "", "Tổng số", "", "", "", ""]) }
    if has(.unitRow) { rows.append(["", "", "", "(người)", "", "", "", ""]) }
    if has(.columnNumbers) { rows.append((1...8).map { "(\($0))" }) }
    return rows
  }

  private func blanks(_ count: Int) -> [String] { [String](repeating: "", count: count) }

  private static let names = [
    "Công ty TNHH Hương Giang", "Công ty CP Dệt may Phú Hoà An", "Xí nghiệp Gỗ, mỹ nghệ \"Ngự Bình\"",
    "Hợp tác xã Nông nghiệp Thủy Biều", "Doanh nghiệp tư nhân Đức Thịnh", "Công ty TNHH MTV 'Sông Bồ'",
    "Công ty Cổ phần Xây lắp Thừa Thiên; Huế",
  ]

  private mutating func makeRows() {
    for number in 1...30 {
      let key = Self.code(number)
      let name = Self.names[Int.random(in: 0..<Self.names.count, using: &random)] + " \(number)"
      let workers = Int64.random(in: 1...900, using: &random)
      let debt = Int64.random(in: 1...9_000, using: &random) * 1_000_000
      let day = Int64.random(in: 20_000...20_600, using: &random)
      let union: Int64 = Bool.random(using: &random) ? 1 : 0
      let sent: Int64? = number % 7 == 0 ? nil : day
      truth.append(TrueRow(key: key, name: name, workers: workers, debt: debt, sent: sent, union: union))
      lines.append(row(truth[truth.count - 1], number))
      damage(number, key)
      if has(.subtotals), number % 10 == 0 { lines.append(["Cộng", "", "", "100", "5", "", "", ""]) }
      if has(.repeatedHeader), number == 15 { lines += header }
      if has(.blankRows), number % 9 == 0 { lines.append(blanks(8)) }
    }
  }

  /// A made-up code of ten digits with the right check digit.
  private static func code(_ number: Int) -> String {
    let nine = Array(String(330_000_000 + number * 7)).compactMap(\.wholeNumberValue)
    let sum = zip(nine, [31, 29, 23, 19, 17, 13, 7, 5, 3]).reduce(0) { $0 + $1.0 * $1.1 }
    let check = 10 - sum % 11
    return nine.map(String.init).joined() + String(check == 10 ? 0 : max(check, 0))
  }

  private func row(_ row: TrueRow, _ number: Int) -> [String] {
    let name =
      has(.lineBreaksInCells)
      ? (row.name ?? "").replacing(" ", with: "\n", maxReplacements: 1) : row.name ?? ""
    return [
      "\(number)", row.key, name, amount(row.workers ?? 0, 1),
      amount(row.debt ?? 0, has(.thousandsInTitle) ? 1000 : 1),
      row.sent.map { date($0) } ?? "",
      has(.crossesAndBlanks) ? (row.union == 1 ? "x" : "không") : row.union == 1 ? "Có" : "Không",
      has(.droppedTrailingBlanks) && number % 3 > 0 ? "" : "đã gửi",
    ]
  }

  private func amount(_ value: Int64, _ unit: Int64) -> String {
    let digits = String(value / unit)
    guard has(.commaDecimals) || has(.dotDecimals) else { return digits }
    var grouped = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { grouped += has(.commaDecimals) ? "." : "," }
      grouped.append(digit)
    }
    return grouped
  }

  private func date(_ days: Int64) -> String {
    // From the days of the Gregorian calendar, counted from March.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let inEra = shifted % 146_097
    let year = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * year + year / 4 - year / 100)
    let month = (5 * inYear + 2) / 153
    let day = inYear - (153 * month + 2) / 5 + 1
    let civil = month < 10 ? month + 3 : month - 9
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(day))/\(two(civil))/\(year + era * 400 + (civil <= 2 ? 1 : 0))"
  }

  private mutating func makeFoot() {
    if has(.subtotals) { lines.append(["Tổng cộng", "", "", "100", "5", "", "", ""]) }
    if has(.footers) {
      lines.append(blanks(5) + ["Huế, ngày 05 tháng 11 năm 2026", "", ""])
      lines.append(["", "Người lập biểu"] + blanks(3) + ["Giám đốc", "", ""])
      lines[lines.count - 1][1] = ""
      lines[lines.count - 1][2] = "Người lập biểu"
    }
    if has(.secondTable) {
      lines.append(["STT", "Mã số thuế", "Tên đơn vị", "Số vụ", "Số người", "Ngày gửi", "Kết quả", "Ghi chú"])
      lines.append(["1", "3300000119", "Công ty khác", "5", "6", "", "xong", ""])
    }
  }

  // MARK: - Damage

  /// Damages some rows in ways that leave more than one reading.
  private mutating func damage(_ number: Int, _ key: String) {
    let place = lines.count - 1
    func cells(_ change: (inout [String]) -> Void) { change(&lines[place]) }
    if has(.shortRows), number == 5 { cells { $0.removeSubrange(4...) } }
    if has(.wideRows), number == 11 { cells { $0.insert("thừa", at: 3) } }
    if has(.shiftedRow), number == 13 { cells { $0.remove(at: 4) } }
    if has(.textInNumbers), number == 17 { cells { $0[3] = "hai mươi" } }
    if has(.monthsForDays), number == 20 { cells { $0[5] = "10/2026" } }
    if has(.lostZeros), number == 22 { cells { $0[1] = "3,3E+09" } }
    if has(.zeroByte), number == 24 { cells { $0[2] += "\u{0}" } }
    let damages: [(Mess, Int)] = [
      (.shortRows, 5), (.wideRows, 11), (.shiftedRow, 13), (.textInNumbers, 17), (.monthsForDays, 20),
      (.lostZeros, 22),
      (.zeroByte, 24), (.openQuote, 26), (.missingQuote, 28),
    ]
    if damages.contains(where: { mess.contains($0.0) && $0.1 == number }) { damaged.insert(key) }
    if has(.openQuote), number == 26 {
      raw[place] = quoteMark + lines[place][0] + delimiter + lines[place][1]
    }
    if has(.missingQuote), number == 28 {
      raw[place] =
        lines[place][0] + delimiter + key + delimiter + quoteMark + "A" + delimiter + " B" + delimiter + "5"
    }
  }

  // MARK: - Writing

  private var delimiter: String {
    if has(.semicolons) { return ";" }
    if has(.tabs) { return "\t" }
    if has(.pipes) { return "|" }
    if has(.spacedCommas) { return ", " }
    return has(.doubledPipes) ? "||" : ","
  }

  private var quoteMark: String { "\"" }

  private mutating func write() {
    var text = ""
    for (place, line) in lines.enumerated() {
      var cells = line
      if has(.blankColumns) { cells = cells.count == 8 ? [""] + cells[..<4] + [""] + cells[4...] : cells }
      if has(.droppedTrailingBlanks) { while cells.count > 1, cells.last == "" { cells.removeLast() } }
      text += raw[place] ?? cells.map { written($0) }.joined(separator: delimiter)
      let isLast = place == lines.count - 1
      if !isLast || !has(.noFinalLineEnd) { text += lineEnd(place) }
    }
    bytes = encoded(text)
  }

  private func written(_ cell: String) -> String {
    let needsQuotes = has(.allQuoted) || cell.contains { ",;|\t\"'\n".contains($0) }
    guard needsQuotes else { return cell }
    return "\"" + cell.replacing("\"", with: has(.backslashEscapes) ? "\\\"" : "\"\"") + "\""
  }

  private func lineEnd(_ place: Int) -> String {
    if has(.carriageReturns) { return "\r" }
    if has(.mixedLineEnds) { return ["\n", "\r\n"][place % 2] }
    return has(.lineFeeds) ? "\n" : "\r\n"
  }
}

extension MessyList {
  private func encoded(_ text: String) -> [UInt8] {
    if has(.utf16) {
      return [0xFF, 0xFE]
        + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
    if has(.windows1258) { return TextDecodingTests.windows1258(text) }
    let form = has(.decomposedLetters) ? text.decomposedStringWithCanonicalMapping : text
    return (has(.byteOrderMark) ? [0xEF, 0xBB, 0xBF] : []) + Array(form.utf8)
  }
}

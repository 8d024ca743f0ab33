import Diagnostics
import SpreadsheetFiles

extension AgencyList {
  /// Writes the list as a workbook: the rows of its text, with real numbers and days.
  ///
  /// A row that was cut off in the text lacks its tax code instead, since a sheet has no rows that are too short.
  func writeWorkbook(into folder: String, firms: Int, generator: FirmGenerator) throws(ListWriteError) {
    var workbook = WorkbookWriter()
    workbook.startSheet("Danh sách")
    for line in title { workbook.append(title: line, over: header.count) }
    workbook.append(header.map { .title($0) })
    let cells = ListCells(self)
    var totals = ListTotals()
    for index in 0..<firms {
      let firm = generator.firm(at: index)
      let lines = lines(firm, style)
      if !lines.isEmpty { totals.add(firm) }
      for line in lines { workbook.append(cells.values(line)) }
    }
    if let total { workbook.append(cells.values(total(totals, style))) }
    workbook.startSheet("Ghi chú")
    workbook.append([.text("Danh sách lập ngày"), .text(day.vietnamese)])
    workbook.append([.text("Mọi tên, địa chỉ và số liệu đều là hư cấu.")])
    let path = "\(folder)/\(workbookFile)"
    guard let bytes = workbook.finish() else { throw ListWriteError(path: path, code: 27) }
    var file = try ByteFile(path: path)
    try file.append(bytes)
    try file.finish()
  }

  /// Name of the workbook.
  var workbookFile: String { String(file.dropLast(".csv".count)) + ".xlsx" }
}

/// Turns rows of a list's text into cells, as a person who types the list into a spreadsheet does.
private struct ListCells {
  private let style: ListStyle
  private let width: Int
  private let keyColumn: Int?
  /// Whether the agency typed tax codes as numbers, which loses their leading zeros.
  private let codesAreNumbers: Bool

  init(_ list: AgencyList) {
    style = list.style
    width = list.header.count
    keyColumn = list.header.firstIndex { ["MST", "MSDN"].contains($0) || $0.hasPrefix("Mã số thuế") }
    codesAreNumbers = list.source == "debtors"
  }

  func values(_ line: [UInt8]) -> [SheetValue] {
    let cells = style.cells(of: line)
    var values = cells.enumerated().map { column, cell in value(cell, column: column) }
    if values.count > 1, values.count < width, let keyColumn, keyColumn < values.count {
      values[keyColumn] = .blank
    }
    return values
  }

  private func value(_ text: String, column: Int) -> SheetValue {
    if text.isEmpty { return .blank }
    if column == keyColumn {
      guard codesAreNumbers, let number = plainNumber(text) else { return .text(text) }
      return .plainNumber(number)
    }
    if let day = day(text) { return .day(day) }
    return number(text).map { .number($0) } ?? .text(text)
  }

  private func plainNumber(_ text: String) -> Int64? {
    guard text.utf8.count <= 15, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      text == "0" || text.utf8.first != 0x30
    else { return nil }
    return Int64(text)
  }

  private func number(_ text: String) -> Int64? {
    if let plain = plainNumber(text) { return plain }
    let separator: String
    switch style.grouping {
    case .none: return nil
    case .dots: separator = "."
    case .commas: separator = ","
    }
    guard let number = plainNumber(text.replacingAll(separator, with: "")), let value = Int(exactly: number),
      ListRow.grouped(value, by: separator) == text
    else { return nil }
    return number
  }

  private func day(_ text: String) -> Int? {
    let parts = text.split(separator: style.datesAreISO ? "-" : "/", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    let (year, month, day) =
      style.datesAreISO ? (numbers[0], numbers[1], numbers[2]) : (numbers[2], numbers[1], numbers[0])
    guard (1900...2199).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    let date = CalendarDay(year, month, day)
    // A day that no calendar has stays text.
    guard (style.datesAreISO ? date.iso : date.vietnamese) == text else { return nil }
    return date.number
  }
}

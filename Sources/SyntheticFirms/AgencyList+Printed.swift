extension AgencyList {
  /// Writes the list as the agency prints and sends it: the rows of its text, with what stands around them.
  func writePrinted(into folder: String, firms: Int, generator: FirmGenerator) throws(ListWriteError) {
    // Letters and marks apart are a mark of one program's text export, not of printed lists.
    var style = style
    style.isDecomposed = false
    let page = PrintedPage(self, style, PrintedForm.of(self))
    var file = try ByteFile(path: "\(folder)/\(file)")
    try file.append(page.form.letters.mark)
    for line in page.top + page.header { try file.append(page.line(line)) }
    var all = ListTotals()
    var onPage = ListTotals()
    var rows = 0
    for index in 0..<firms {
      let firm = generator.firm(at: index)
      let lines = lines(firm, style)
      if lines.isEmpty { continue }
      if rows >= page.form.rowsPerPage {
        for line in page.turn(onPage) { try file.append(page.line(line)) }
        onPage = ListTotals()
        rows = 0
      }
      all.add(firm)
      onPage.add(firm)
      rows += lines.count
      for line in lines { try file.append(page.line(page.row(line))) }
    }
    if rows > 0, page.form.rowsPerPage < .max {
      for line in page.sum(onPage) { try file.append(page.line(line)) }
    }
    for line in page.bottom(all) { try file.append(page.line(line)) }
    try file.finish()
  }
}

/// The rows around the rows of firms.
private struct PrintedPage {
  let list: AgencyList
  let form: PrintedForm
  private let style: ListStyle
  private let width: Int
  private let inThousands: [Bool]

  init(_ list: AgencyList, _ style: ListStyle, _ form: PrintedForm) {
    self.list = list
    self.style = style
    self.form = form
    width = list.header.count
    inThousands = list.header.map { form.thousands.contains($0) }
  }

  /// Offices and motto side by side, titles in the middle, blank rows between them.
  var top: [[String]] {
    let right = max(width * 2 / 3, 1)
    func sides(_ left: String, _ other: String) -> [String] {
      var cells = [String](repeating: "", count: width)
      cells[0] = left
      cells[right] = other
      return cells
    }
    let middle = form.title.map { text in
      var cells = [String](repeating: "", count: width)
      cells[min(2, width - 1)] = text
      return cells
    }
    let blank = [String](repeating: "", count: width)
    return [
      sides(form.offices.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
      sides(form.offices.1, "Độc lập - Tự do - Hạnh phúc"), blank,
    ] + middle + [blank]
  }

  /// One or two rows of titles, then units and numbers of columns.
  var header: [[String]] {
    var rows: [[String]] = []
    if form.groups.isEmpty {
      rows = [list.header]
    } else {
      var upper = list.header
      var lower = [String](repeating: "", count: width)
      for group in form.groups {
        guard let first = list.header.firstIndex(of: group.first),
          let last = list.header.firstIndex(of: group.last), first < last
        else { continue }
        for column in first...last {
          lower[column] = list.header[column]
          upper[column] = column == first ? group.title : ""
        }
      }
      rows = [upper, lower]
    }
    if !form.units.isEmpty { rows.append(list.header.map { form.units[$0].map { "(\($0))" } ?? "" }) }
    if form.countsColumns { rows.append((1...width).map { "(\($0))" }) }
    return rows
  }

  /// A firm's row as it is printed.
  func row(_ line: [UInt8]) -> [String] {
    style.cells(of: line).enumerated().map { column, cell in
      column < width && inThousands[column] ? thousands(cell) : cell
    }
  }

  /// The end of a page and the start of the next one.
  func turn(_ totals: ListTotals) -> [[String]] {
    sum(totals) + [[String](repeating: "", count: width)] + (form.repeatsHeader ? header : [])
  }

  /// The sum under a page.
  func sum(_ totals: ListTotals) -> [[String]] { total(totals).map { [labelled($0, "Cộng trang")] } ?? [] }

  /// The sum under the list and who signs it.
  func bottom(_ totals: ListTotals) -> [[String]] {
    func sides(_ left: String, _ right: String) -> [String] {
      var cells = [String](repeating: "", count: width)
      cells[min(2, width - 1)] = left
      cells[max(width * 2 / 3, 1)] = right
      return cells
    }
    let (year, month, day) = list.day.parts
    return (total(totals).map { [$0] } ?? []) + [
      [String](repeating: "", count: width), sides("", "Huế, ngày \(day) tháng \(month) năm \(year)"),
      sides(form.signers.0, form.signers.1), sides("(Ký, ghi rõ họ tên)", "(Ký tên, đóng dấu)"),
    ]
  }

  private func total(_ totals: ListTotals) -> [String]? { list.total.map { row($0(totals, style)) } }

  private func labelled(_ cells: [String], _ label: String) -> [String] {
    var cells = cells
    guard let place = cells.firstIndex(where: { !$0.isEmpty }) else { return cells }
    cells[place] = cells[place] == cells[place].uppercased() ? label.uppercased() : label
    return cells
  }

  /// `1,234,567` as `1,234.567`, and `12` as `0.012`.
  private func thousands(_ cell: String) -> String {
    let separator: Character = style.grouping == .dots ? "." : ","
    let point = separator == "." ? "," : "."
    guard let first = cell.utf8.first, (0x30...0x39).contains(first) else { return cell }
    guard let last = cell.lastIndex(of: separator) else {
      return "0" + point + String(repeating: "0", count: max(0, 3 - cell.count)) + cell
    }
    return String(cell[..<last]) + point + String(cell[cell.index(after: last)...])
  }

  /// The bytes of a row.
  func line(_ cells: [String]) -> [UInt8] {
    var row = ListRow(ListStyle(delimiter: form.delimiter, endsLinesWithCRLF: form.endsLinesWithCRLF))
    for cell in cells { row.text(cell) }
    return form.letters.bytes(String(decoding: row.line(), as: UTF8.self))
  }
}

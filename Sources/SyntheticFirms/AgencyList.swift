/// A list of one agency: how it is written and what a firm gets in it.
struct AgencyList {
  /// Name of the source in the rule pack.
  let source: String
  let file: String
  let day: CalendarDay
  let style: ListStyle
  /// Rows above the header.
  var title: [String] = []
  let header: [String]
  /// The firm's lines; none when the agency does not know the firm.
  let lines: (SyntheticFirm, ListStyle) -> [[UInt8]]
  /// The cells of the total row; nil without one.
  var total: ((ListTotals, ListStyle) -> [UInt8])?
}

/// What a total row adds up.
struct ListTotals {
  var employees = 0
  var debt = 0

  mutating func add(_ firm: SyntheticFirm) {
    employees += firm.workforce.total
    debt += firm.insurance.debt
  }
}

extension AgencyList {
  /// Writes the list into a folder, firm by firm.
  func write(into folder: String, firms: Int, generator: FirmGenerator) throws(ListWriteError) {
    var file = try ByteFile(path: "\(folder)/\(file)")
    if style.hasByteOrderMark { try file.append([0xEF, 0xBB, 0xBF]) }
    for line in title { try file.append(row { $0.text(line) }) }
    try file.append(row { row in for name in header { row.text(name) } })
    var totals = ListTotals()
    for index in 0..<firms {
      let firm = generator.firm(at: index)
      let lines = lines(firm, style)
      if !lines.isEmpty { totals.add(firm) }
      for line in lines { try file.append(line) }
    }
    if let total { try file.append(total(totals, style)) }
    try file.finish()
  }

  private func row(_ fill: (inout ListRow) -> Void) -> [UInt8] {
    var row = ListRow(style)
    fill(&row)
    return row.line()
  }
}

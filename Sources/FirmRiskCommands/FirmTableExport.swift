import FirmTable
import RecordFiles
import RuleModel
import SQLGeneration

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes the firm table as the files that the tables of `firmrisk sql --ddl` load: exactly what the engine scores.
///
/// Numbers are raw, dates `yyyy-MM-dd`, truths `true` and `false`, texts always quoted; a cell without a known value
/// is blank, and what is none, bad or given stands in columns of its own.
package struct FirmTableExport {
  let request: SQLRequest
  let table: FirmTable

  package init(request: SQLRequest, table: FirmTable) {
    self.request = request
    self.table = table
  }

  /// Writes one file for each input table into a folder, which is made when it is not there.
  package func write(into folder: String) throws(OutputError) {
    if mkdir(folder, 0o777) != 0, errno != EEXIST {
      throw OutputError.notCreated(path: folder, reason: String(cString: strerror(errno)))
    }
    for layout in InputTable.all(of: request) {
      let file = try OutputFile(path: folder + "/" + layout.title + ".csv")
      try file.write(Array((layout.columns.map(\.name).joined(separator: ",") + "\n").utf8))
      if let source = layout.source {
        try writeRows(of: source, layout, to: file)
      } else {
        try writeFirms(layout, to: file)
      }
      try file.commit()
    }
  }

  private func writeFirms(_ layout: InputTable, to file: OutputFile) throws(OutputError) {
    var bytes: [UInt8] = []
    for firm in 0..<table.count {
      for (position, column) in layout.columns.enumerated() {
        if position > 0 { bytes.append(0x2C) }
        switch column.meaning {
        case .key: add(text: table.keys[firm], to: &bytes)
        case .rowNumber: break
        case .isGiven(let field): add(table.given[field].map { $0[firm] != 0 }, to: &bytes)
        case .value(let field), .isNone(let field), .isBad(let field):
          add(table.columns[field], firm, column, field, to: &bytes)
        }
      }
      bytes.append(0x0A)
      if bytes.count > 1 << 20 {
        try file.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try file.write(bytes)
  }

  private func writeRows(of source: SourceIndex, _ layout: InputTable, to file: OutputFile)
    throws(OutputError)
  {
    guard let rows = table.rows[source] else { return }
    var bytes: [UInt8] = []
    for firm in 0..<table.count {
      let range = Int(rows.offsets[firm])..<Int(rows.offsets[firm + 1])
      for (number, row) in range.enumerated() {
        for (position, column) in layout.columns.enumerated() {
          if position > 0 { bytes.append(0x2C) }
          switch column.meaning {
          case .key: add(text: table.keys[firm], to: &bytes)
          case .rowNumber: bytes += Array(String(number + 1).utf8)
          case .isGiven: break
          case .value(let field), .isNone(let field), .isBad(let field):
            add(rows.columns[field], row, column, field, to: &bytes)
          }
        }
        bytes.append(0x0A)
      }
    }
    try file.write(bytes)
  }

  // MARK: - Cells

  private func add(
    _ stored: StoredColumn?, _ row: Int, _ column: InputColumn, _ field: FieldIndex, to bytes: inout [UInt8]
  ) {
    let type = request.ruleSet.fields[field].type
    let cell = stored?.cell(row, isTruth: type == .truth) ?? CellMark.unknown
    switch column.meaning {
    case .isNone: add(cell == CellMark.none, to: &bytes)
    case .isBad: add(cell == CellMark.bad, to: &bytes)
    default:
      if cell > CellMark.bad { add(cell, type, to: &bytes) }
    }
  }

  private func add(_ cell: Int64, _ type: ValueType, to bytes: inout [UInt8]) {
    switch type {
    case .number: bytes += Array(String(cell).utf8)
    case .truth: add(cell == 1, to: &bytes)
    case .date: bytes += Array(CivilDate(days: Int32(clamping: cell)).description.utf8)
    case .text: add(text: table.pool.texts[Int(cell)], to: &bytes)
    case .choice(let choice): add(text: request.ruleSet.choices[choice].members[Int(cell)].name, to: &bytes)
    }
  }

  private func add(_ truth: Bool?, to bytes: inout [UInt8]) {
    if let truth { bytes += Array((truth ? "true" : "false").utf8) }
  }

  private func add(text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}

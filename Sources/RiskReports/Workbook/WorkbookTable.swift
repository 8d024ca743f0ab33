import RiskScoring
import SpreadsheetFiles

/// A row of a sheet.
struct SheetRow: Sendable {
  var cells: [SheetValue]
  var links: [SheetLink] = []
}

/// Where the records of a table stand, which go on in further sheets when one is full.
struct SheetSeries: Sendable {
  /// Name of the first sheet.
  let name: String
  /// Records of one sheet, below its header.
  let capacity: Int

  /// The name of a sheet, counted from 0.
  func sheet(_ number: Int) -> String { number == 0 ? name : "\(name) \(number + 1)" }

  /// The row of a record, counted from 0.
  func place(of record: Int) -> SheetPlace {
    SheetPlace(sheet: sheet(record / capacity), row: record % capacity + 2)
  }
}

/// A table of the workbook: a header and records below it.
struct WorkbookTable: Sendable {
  /// A column.
  struct Column: Sendable {
    var title: String
    var width: Int
    /// Name of the column of `ranking.csv` that holds the same.
    var csv: String?
    var isFolded = false
  }

  var series: SheetSeries
  var columns: [Column]
  var frozenColumns = 0
  var shades: [SheetSetup.Shade] = []
  var printedColumns: Int?
  /// Things that give rows, such as firms; each may give any number.
  var units: Int
  /// The rows of some units.
  var rows: @Sendable (Range<Int>) -> [SheetRow]

  var setup: SheetSetup {
    SheetSetup(
      columns: columns.map { column in
        .init(width: column.width, isFolded: column.isFolded, name: column.csv.map { "csv." + $0 })
      }, frozenRows: 1, frozenColumns: frozenColumns, hasFilter: true, shades: shades,
      printedColumns: printedColumns)
  }
}

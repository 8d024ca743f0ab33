import Foundation

/// A table as the program writes it, read by other code than the program's own.
struct PlainCSV {
  /// Names of the columns.
  let header: [String]
  /// Cells of each line below the header.
  let rows: [[String]]
  /// Each row as its cells by column name.
  let entries: [[String: String]]

  /// Reads comma-separated text: quotes around cells, two quotes for one, line ends of CR LF.
  init(_ text: String) {
    var records: [[String]] = []
    var record: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    let scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if isQuoted {
        if scalar != "\"" {
          cell.append(scalar)
        } else if index < scalars.count, scalars[index] == "\"" {
          cell.append(scalar)
          index += 1
        } else {
          isQuoted = false
        }
      } else if scalar == "\"" {
        isQuoted = true
      } else if scalar == "," || scalar == "\n" {
        record.append(String(cell))
        cell = .init()
        if scalar == "\n" {
          records.append(record)
          record = []
        }
      } else if scalar != "\r" {
        cell.append(scalar)
      }
    }
    let header = records.first ?? []
    self.header = header
    rows = Array(records.dropFirst())
    entries = rows.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  /// The cells of one column.
  func column(_ name: String) -> [String] { entries.map { $0[name] ?? "(no column)" } }
}

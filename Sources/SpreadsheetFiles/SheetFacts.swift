import Diagnostics
import RecordFiles

/// Cells of one kind: how many, and the first of them.
struct CellCount: Hashable {
  var count = 0
  var first = ""

  mutating func add(row: Int, column: Int) {
    if count == 0 { first = SheetPlaces.letters(column) + String(row) }
    count += 1
  }
}

/// What a person should know of a sheet that was read.
struct SheetFacts {
  var hiddenRows = 0
  var firstHiddenRow = 0
  var hiddenColumns: [ClosedRange<Int>] = []
  var formulasWithoutValue = CellCount()
  var errors = CellCount()
  var merged = CellCount()
  var scaled = CellCount()
  /// For each column, from 1, numbers and texts with separators that look like numbers.
  var numbers = [Int](repeating: 0, count: SheetReader.mostColumns + 1)
  var numericTexts = [CellCount](repeating: CellCount(), count: SheetReader.mostColumns + 1)

  /// The findings about a sheet.
  ///
  /// - Parameter columns: the columns that hold something.
  func findings(_ path: String, sheet: String, columns: [UInt16]) -> [Diagnostic] {
    let place = "`\(path)`, sheet `\(sheet)`"
    let hidden = columns.map { Int($0) }.filter { column in hiddenColumns.contains { $0.contains(column) } }
    var findings: [Diagnostic] = []
    if hiddenRows > 0 || !hidden.isEmpty {
      var parts: [String] = []
      if hiddenRows > 0 { parts.append("\(hiddenRows) hidden rows from row \(firstHiddenRow) on") }
      if !hidden.isEmpty {
        let letters = hidden.prefix(8).map { SheetPlaces.letters($0) }.joined(separator: ", ")
        parts.append("hidden columns \(letters)" + (hidden.count > 8 ? " and \(hidden.count - 8) more" : ""))
      }
      findings.append(
        Diagnostic(
          .hiddenCellsRead, .warning,
          "\(place): \(parts.joined(separator: " and ")) are read like the others",
          help: ["delete them if they do not belong to the list"]))
    }
    if formulasWithoutValue.count > 0 {
      findings.append(
        Diagnostic(
          .formulaWithoutValue, .warning,
          "\(place): \(formulasWithoutValue.count) formulas have no stored value, the first in \(formulasWithoutValue.first)",
          help: ["open the workbook in a spreadsheet program and save it; until then these cells are blank"]))
    }
    if errors.count > 0 {
      findings.append(
        Diagnostic(
          .errorValues, .warning,
          "\(place): \(errors.count) cells hold an error value, the first in \(errors.first)",
          help: ["mend the formulas and save the workbook again"]))
    }
    if merged.count > 0 {
      findings.append(
        Diagnostic(
          .mergedCells, .note,
          "\(place): \(merged.count) cells are merged over several rows, the first in \(merged.first)",
          help: ["words and codes count for each of the rows, amounts for the first alone"]))
    }
    if scaled.count > 0 {
      findings.append(
        Diagnostic(
          .scaledNumbers, .warning,
          "\(place): \(scaled.count) numbers are shown in thousands or millions, the first in \(scaled.first)",
          help: ["they are read as shown; compare one amount with the agency's figures"]))
    }
    for column in columns.map({ Int($0) }) where numbers[column] > 0 && numericTexts[column].count > 0 {
      let texts = numericTexts[column]
      findings.append(
        Diagnostic(
          .numbersAsText, .warning,
          "\(place): \(texts.count) numbers of column \(SheetPlaces.letters(column)) are stored as text, the first in \(texts.first)",
          help: [
            "turn them into numbers in the spreadsheet program; until then each is read as it is written"
          ]))
    }
    return findings
  }
}

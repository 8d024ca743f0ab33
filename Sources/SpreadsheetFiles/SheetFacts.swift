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
    let columns = columns.map { Int($0) }
    var findings: [Diagnostic] = []
    if let hidden = hiddenParts(columns) {
      findings.append(
        Diagnostic(
          .hiddenCellsRead, .warning, "\(place): \(hidden) are read like the others",
          help: ["delete them if they do not belong to the list"]))
    }
    func add(_ code: DiagnosticCode, _ severity: Severity, _ cells: CellCount, _ what: String, _ help: String)
    {
      guard cells.count > 0 else { return }
      let text = "\(place): \(cells.count) \(what), the first in \(cells.first)"
      findings.append(Diagnostic(code, severity, text, help: [help]))
    }
    add(
      .formulaWithoutValue, .warning, formulasWithoutValue, "formulas have no stored value",
      "open the workbook in a spreadsheet program and save it; until then these cells are blank")
    add(
      .errorValues, .warning, errors, "cells hold an error value",
      "mend the formulas and save the workbook again")
    add(
      .mergedCells, .note, merged, "cells are merged over several rows",
      "words and codes count for each of the rows, amounts for the first alone")
    add(
      .scaledNumbers, .warning, scaled, "numbers are shown in thousands or millions",
      "they are read as shown; compare one amount with the agency's figures")
    for column in columns where numbers[column] > 0 {
      add(
        .numbersAsText, .warning, numericTexts[column],
        "numbers of column \(SheetPlaces.letters(column)) are stored as text",
        "turn them into numbers in the spreadsheet program; until then each is read as it is written")
    }
    return findings
  }

  /// What is hidden and was read, in words; nil when nothing is.
  private func hiddenParts(_ columns: [Int]) -> String? {
    let hidden = columns.filter { column in hiddenColumns.contains { $0.contains(column) } }
    var parts: [String] = []
    if hiddenRows > 0 { parts.append("\(hiddenRows) hidden rows from row \(firstHiddenRow) on") }
    if !hidden.isEmpty {
      let letters = hidden.prefix(8).map { SheetPlaces.letters($0) }.joined(separator: ", ")
      parts.append("hidden columns \(letters)" + (hidden.count > 8 ? " and \(hidden.count - 8) more" : ""))
    }
    return parts.isEmpty ? nil : parts.joined(separator: " and ")
  }
}

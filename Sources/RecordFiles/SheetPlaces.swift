/// Where the lines and columns of a text stand in the sheet of a workbook that it was made from.
public struct SheetPlaces: Hashable, Sendable {
  /// Name of the sheet.
  public var sheet: String
  /// For each physical line of the text, the row of the sheet, from 1.
  public var rows: [UInt32]
  /// For each column of the text, the column of the sheet, from 1.
  public var columns: [UInt16]

  /// Creates places.
  public init(sheet: String, rows: [UInt32] = [], columns: [UInt16] = []) {
    self.sheet = sheet
    self.rows = rows
    self.columns = columns
  }

  /// The row of the sheet for a physical line of the text, both from 1.
  public func row(ofLine line: Int) -> Int {
    rows.indices.contains(line - 1) ? Int(rows[line - 1]) : line
  }

  /// The reference of a cell, such as `B7`; nil for a column that the text does not have.
  ///
  /// - Parameters:
  ///   - column: column of the text, from 0.
  ///   - line: physical line of the text, from 1.
  public func reference(column: Int, line: Int) -> String? {
    guard columns.indices.contains(column) else { return nil }
    return Self.letters(Int(columns[column])) + String(row(ofLine: line))
  }

  /// Gives a reject the sheet, row and cell instead of line and bytes of the text.
  ///
  /// - Parameter column: column of the text, from 0; nil where the fault lies in no column.
  func locate(_ reject: inout Reject, column: Int?) {
    reject.sheet = sheet
    reject.cell = column.flatMap { reference(column: $0, line: reject.line) }
    reject.line = row(ofLine: reject.line)
  }

  /// The letters of a column: `A` for 1, `AA` for 27.
  public static func letters(_ column: Int) -> String {
    var letters: [UInt8] = []
    var rest = max(column, 1)
    while rest > 0 {
      rest -= 1
      letters.append(0x41 + UInt8(rest % 26))
      rest /= 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}

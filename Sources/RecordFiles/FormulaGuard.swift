/// Keeps spreadsheets from taking a text for a formula.
///
/// A text that starts with `= + - @`, TAB or CR is written with an apostrophe before it. So that reading can undo it, a
/// text that starts with apostrophes and then such a character gets one more.
enum FormulaGuard {
  /// Whether a text has to be written with an apostrophe before it.
  static func needsGuard<Bytes: Collection>(_ text: Bytes) -> Bool where Bytes.Element == UInt8 {
    guard let first = text.first(where: { $0 != 0x27 }) else { return false }
    return first == 0x3D || first == 0x2B || first == 0x2D || first == 0x40 || first == 0x09 || first == 0x0D
  }

  /// Whether a cell starts with an apostrophe that was put there.
  static func isGuarded(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    cell.first == 0x27 && needsGuard(cell)
  }
}

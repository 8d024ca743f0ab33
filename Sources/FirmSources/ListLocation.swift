import RecordFiles

/// Where a list is: a file, standard input, or one sheet of a workbook.
public struct ListLocation: Hashable, Sendable {
  /// Path of the file, or `-`.
  public let path: String
  /// Name of the sheet.
  public let sheet: String?

  /// Takes apart what a person typed: `FILE`, `FILE#SHEET` or `-`.
  ///
  /// A file may have `#` in its own name, so a sheet is only split off when the text as a whole names no file.
  public init(_ text: String) {
    let standardInput = InputBytes.standardInput
    if text != standardInput, InputFolder.kind(of: text) == .missing {
      for sign in text.indices where text[sign] == "#" {
        let file = String(text[..<sign])
        let name = String(text[text.index(after: sign)...])
        guard !name.isEmpty, file == standardInput || InputFolder.kind(of: file) == .file else { continue }
        path = file
        sheet = name
        return
      }
    }
    path = text
    sheet = nil
  }

  /// Whether the list comes through a pipe.
  public var isStandardInput: Bool { path == InputBytes.standardInput }
}

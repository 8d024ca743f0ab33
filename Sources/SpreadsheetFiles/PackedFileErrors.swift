import Diagnostics
import RecordFiles

/// Why a packed file or workbook cannot be read, as errors of the reader.
extension InputError {
  static func damagedArchive(_ path: String, _ what: String) -> InputError {
    .unusable(
      Diagnostic(
        .archiveDamaged, .error, "`\(path)` is a damaged archive: \(what)",
        help: ["copy the file again, or open it in a spreadsheet program and save it anew"]))
  }

  static func encrypted(_ path: String) -> InputError {
    .unusable(
      Diagnostic(
        .archiveEncrypted, .error, "`\(path)` is protected by a password",
        help: ["open it and save it without password"]))
  }

  static func unknownMethod(_ path: String, part: String, method: Int) -> InputError {
    .unusable(
      Diagnostic(
        .archiveMethodUnknown, .error,
        "`\(part)` in `\(path)` is packed with method \(method), which is not read",
        help: ["pack it again as a plain ZIP file, or give the unpacked list"]))
  }

  static func tooLargeUnpacked(_ path: String, _ what: String) -> InputError {
    .unusable(
      Diagnostic(
        .unpackedTooLarge, .error, "`\(path)` unpacks to too much: \(what)",
        help: ["if the list is real, unpack it by hand and give it as CSV"]))
  }

  static func notOneList(_ path: String, _ names: [String]) -> InputError {
    let found = names.isEmpty ? "no list" : "\(names.count) files: \(Self.shortList(names))"
    return .unusable(
      Diagnostic(
        .archiveNotOneList, .error, "`\(path)` must hold exactly one list and holds \(found)",
        help: ["unpack it and give each list under its own name"]))
  }

  static func damagedGzip(_ path: String, _ what: String) -> InputError {
    .unusable(
      Diagnostic(
        .gzipDamaged, .error, "`\(path)` is a damaged gzip file: \(what)", help: ["copy or download it again"]
      ))
  }

  static func missingPart(_ path: String, _ part: String) -> InputError {
    .unusable(
      Diagnostic(
        .workbookPartMissing, .error, "workbook `\(path)` lacks its part `\(part)`",
        help: ["open it in a spreadsheet program, let it repair the file, and save it anew"]))
  }

  static func damagedPart(_ path: String, _ part: String, _ what: String) -> InputError {
    .unusable(
      Diagnostic(
        .workbookPartDamaged, .error, "part `\(part)` of workbook `\(path)` is damaged: \(what)",
        help: ["open it in a spreadsheet program, let it repair the file, and save it anew"]))
  }

  static func noXMLReader(_ path: String) -> InputError {
    .unusable(
      Diagnostic(
        .workbookReaderMissing, .error, "workbook `\(path)` needs libxml2, which this computer lacks",
        help: ["install the package `libxml2`, or save the sheet as `CSV UTF-8`"]))
  }

  static func doctype(_ path: String, _ part: String) -> InputError {
    .unusable(
      Diagnostic(
        .workbookHasDoctype, .error, "part `\(part)` of workbook `\(path)` declares a document type",
        help: ["no spreadsheet program does so; get the list from its source"]))
  }

  static func tooLargeWorkbook(_ path: String, _ what: String) -> InputError {
    .unusable(
      Diagnostic(
        .workbookTooLarge, .error, "workbook `\(path)` has \(what)",
        help: ["remove what does not belong to the list, or save the sheet as `CSV UTF-8`"]))
  }

  static func otherWorkbook(_ path: String, _ format: String) -> InputError {
    .unusable(
      Diagnostic(
        .workbookOtherFormat, .error, "`\(path)` is \(format), not an `.xlsx` workbook",
        help: ["open it and save it as `.xlsx` or as `CSV UTF-8`"]))
  }

  static func unknownSheet(_ path: String, _ sheet: String, among names: [String]) -> InputError {
    let near = NearestName.suggestions(for: sheet, among: names)
    return .unusable(
      Diagnostic(
        .sheetUnknown, .error, "workbook `\(path)` has no sheet `\(sheet)`",
        help: (near.isEmpty ? [] : ["did you mean \(shortList(near))?"]) + ["sheets: \(shortList(names))"]))
  }

  static func ambiguousSheets(_ path: String, _ names: [String]) -> InputError {
    .unusable(
      Diagnostic(
        .sheetAmbiguous, .error,
        "workbook `\(path)` has several sheets that could be the list: \(shortList(names))",
        help: ["name one: `--source NAME=\(path)#\(names.first ?? "SHEET")`"]))
  }

  static func noSheet(_ path: String, _ names: [String]) -> InputError {
    .unusable(
      Diagnostic(
        .sheetNotFound, .error, "no visible sheet of workbook `\(path)` holds the list",
        help: ["sheets: \(shortList(names))", "name one with `--source NAME=\(path)#SHEET`"]))
  }

  static func sheetOfText(_ path: String, _ sheet: String) -> InputError {
    .unusable(
      Diagnostic(
        .sheetOfNoWorkbook, .error, "sheet `\(sheet)` is named for `\(path)`, which is no workbook",
        help: ["leave out `#\(sheet)`"]))
  }

  /// At most eight names, each at most 64 letters.
  static func shortList(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "`" + String($0.prefix(64)) + "`" }.joined(separator: ", ")
    return names.count > 8 ? shown + " and \(names.count - 8) more" : shown
  }
}

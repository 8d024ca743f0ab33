import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a file cannot be read at all.
public enum InputError: Error, Hashable, Sendable {
  /// No file has this path.
  case missing(path: String)
  /// The path names a folder.
  case isDirectory(path: String)
  /// The system does not let this person read the file.
  case permissionDenied(path: String)
  /// The file holds nothing, or nothing but a byte-order mark.
  case empty(path: String)
  /// The system failed to read it, with its own words.
  case unreadable(path: String, reason: String)
  /// The temporary file that its bytes must go through cannot be made or written.
  case unspoolable(path: String, reason: String)
  /// It is packed or a workbook, and cannot be used for the reason that the finding states.
  case unusable(Diagnostic)
  /// The bytes are not delimited text in UTF-8.
  case foreign(path: String, format: ForeignFormat)
  /// The text needs special fonts, since it is older than Unicode.
  case fontEncoding(path: String, encoding: FontEncoding)
  /// A mapping file cannot be understood.
  case mappingMalformed(path: String, reasons: [String])
  /// The header is not the one for which the mapping was written.
  case mappingMisfit(path: String, mapping: String, reasons: [String])
  /// No row looks like a header.
  case noHeader(path: String)
  /// The rows do not agree on a number of cells under any delimiter.
  case noDelimiter(path: String, width: Int, share: Int)
  /// No column, or more than one, is the wanted key, which `titles` would name; `headers` are those of the header's line.
  case noKeyColumn(path: String, line: Int, key: String, titles: [String], headers: [String])

  /// The finding to show for it.
  public var diagnostic: Diagnostic {
    switch self {
    case .missing(let path):
      return Diagnostic(
        .inputMissing, .error, "there is no file `\(path)`", help: ["check the path for a typing error"])
    case .isDirectory(let path):
      return Diagnostic(
        .inputIsFolder, .error, "`\(path)` is a folder, not a file", help: ["name one file inside it"])
    case .permissionDenied(let path):
      return Diagnostic(
        .inputForbidden, .error, "no permission to read `\(path)`",
        help: ["ask the owner of the file for read permission"])
    case .empty(let path):
      return Diagnostic(
        .inputEmpty, .error, "`\(path)` is empty", help: ["export the list again, or leave the file out"])
    case .unreadable(let path, let reason):
      return Diagnostic(
        .inputUnreadable, .error, "`\(path)` cannot be read: \(reason)",
        help: ["copy the file to a local disk and try again"])
    case .unspoolable(let path, let reason):
      return Diagnostic(
        .spoolUnwritable, .error, "the temporary file for `\(path)` cannot be written: \(reason)",
        help: ["make room, or name a folder with more room in the environment variable `TMPDIR`"])
    case .unusable(let finding): return finding
    case .foreign(let path, let format):
      return Diagnostic(format.code, .error, "`\(path)` is \(format.description)", help: [format.advice])
    case .mappingMalformed(let path, let reasons):
      return Diagnostic(
        .mappingMalformed, .error, "`\(path)` is not a mapping that can be understood",
        help: reasons + ["`firmrisk sniff LIST --write-mapping FILE` writes one"])
    case .mappingMisfit(let path, let mapping, let reasons):
      return Diagnostic(
        .mappingMisfit, .error, "the mapping `\(mapping)` does not fit the header of `\(path)`",
        help: reasons + ["compare the list with the earlier one; `firmrisk sniff` writes a new mapping"])
    case .fontEncoding(let path, let encoding):
      return Diagnostic(
        .inputFontEncoding, .error, "`\(path)` is written in \(encoding.rawValue), not in Unicode",
        help: [
          "convert it from \(encoding.rawValue) to Unicode, for instance with UniKey (Ctrl+Shift+F6), and save it as `CSV UTF-8`",
          "if that is wrong, name the encoding, as in `--encoding utf-8`",
        ])
    case .noHeader(let path):
      return Diagnostic(
        .headerNotFound, .error, "no header row was found in `\(path)`",
        help: ["the first 64 rows must hold the row with the column names"])
    case .noDelimiter(let path, let width, let share):
      return Diagnostic(
        .delimiterNotFound, .error, "the rows of `\(path)` do not agree on a delimiter",
        help: [
          "the best guess gives \(width) cells in \(share) % of the rows only; nothing is read rather than guessed",
          "name it, as in `--delimiter ';'` or `--delimiter TAB`, or export the list as `CSV UTF-8`",
        ])
    case .noKeyColumn(let path, let line, let key, let titles, let headers):
      return Diagnostic(
        .keyColumnNotFound, .error,
        "`\(path)` line \(line): the header has no usable column for the key `\(key)`",
        help: [
          "give exactly one column one of the titles " + titles.map { "`\($0)`" }.joined(separator: ", "),
          "columns found: " + InputError.shown(headers),
        ])
    }
  }

  /// The first twelve headers, each cut to forty characters: a file that is no list at all has strange ones.
  private static func shown(_ headers: [String]) -> String {
    let first = headers.prefix(12).map { header in
      "`" + String(header.prefix(40)).withoutControlMarks + (header.count > 40 ? "…" : "") + "`"
    }
    return first.joined(separator: ", ") + (headers.count > 12 ? " and \(headers.count - 12) more" : "")
  }

  static func opening(_ path: String, _ reason: Int32) -> InputError {
    switch reason {
    case ENOENT, ENOTDIR: return .missing(path: path)
    case EACCES, EPERM: return .permissionDenied(path: path)
    case EISDIR: return .isDirectory(path: path)
    default: return .unreadable(path: path, reason: String(cString: strerror(reason)))
    }
  }
}

/// A file format that is not delimited UTF-8 text, told by its first bytes.
public enum ForeignFormat: Hashable, Sendable {
  /// gzip, bzip2, xz or zstandard.
  case compressed
  /// A ZIP archive: a workbook (`.xlsx`, `.ods`) or a plain archive.
  case archive
  /// A workbook of before 2007 (`.xls`).
  case oldWorkbook
  /// UTF-32, or UTF-16 that was not decoded.
  case wideText
  /// A web page under the name of a list.
  case webPage
  /// A PDF document.
  case document

  var code: DiagnosticCode {
    switch self {
    case .compressed: return .inputCompressed
    case .archive, .oldWorkbook: return .inputWorkbook
    case .wideText: return .inputWideText
    case .webPage, .document: return .inputNotAList
    }
  }

  var description: String {
    switch self {
    case .compressed: return "compressed"
    case .archive: return "a workbook or archive, not a text list"
    case .oldWorkbook: return "an old Excel workbook, not a text list"
    case .wideText: return "UTF-32 text, not UTF-8"
    case .webPage: return "a web page, not a text list"
    case .document: return "a PDF document, not a text list"
    }
  }

  var advice: String {
    switch self {
    case .compressed: return "unpack it first"
    case .archive, .oldWorkbook: return "open it and save the sheet as `CSV UTF-8`"
    case .wideText: return "save it again as `CSV UTF-8` (not `Unicode text`)"
    case .webPage: return "open it in a spreadsheet program and save it as `CSV UTF-8`"
    case .document: return "ask the agency for the list as a workbook or CSV file"
    }
  }

  /// The format that the first bytes give away; nil for what may be delimited text.
  static func detect(_ bytes: UnsafeBufferPointer<UInt8>) -> ForeignFormat? {
    func starts(_ magic: [UInt8]) -> Bool { bytes.count >= magic.count && bytes.starts(with: magic) }
    if starts([0x1F, 0x8B])
      || starts([0x42, 0x5A, 0x68]) && bytes.count > 3 && bytes[3] >= 0x31 && bytes[3] <= 0x39
      || starts([0xFD, 0x37, 0x7A, 0x58]) || starts([0x28, 0xB5, 0x2F, 0xFD])
    {
      return .compressed
    }
    if starts([0x50, 0x4B, 0x03, 0x04]) || starts([0x50, 0x4B, 0x05, 0x06]) { return .archive }
    if starts([0xD0, 0xCF, 0x11, 0xE0]) { return .oldWorkbook }
    if starts([0xFF, 0xFE]) || starts([0xFE, 0xFF]) || starts([0, 0, 0xFE, 0xFF]) { return .wideText }
    if starts(Array("%PDF-".utf8)) { return .document }
    if looksLikeMarkup(bytes) { return .webPage }
    return looksWide(bytes) ? .wideText : nil
  }

  private static func looksLikeMarkup(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let head = String(decoding: bytes.prefix(64), as: UTF8.self).lowercased().drop {
      !$0.isASCII || $0.isWhitespace
    }
    return ["<html", "<!doctype", "<table", "<?xml"].contains { head.hasPrefix($0) }
  }

  /// UTF-16 without its mark has a zero in every other byte of Latin text.
  private static func looksWide(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { wideEncoding(bytes) != nil }

  /// The byte order of UTF-16 without its mark.
  static func wideEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> TextEncoding? {
    let head = bytes.prefix(512)
    guard head.count >= 8 else { return nil }
    var zeros = (even: 0, odd: 0)
    for (index, byte) in head.enumerated() where byte == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let half = head.count / 2
    if zeros.even * 10 >= half * 4, zeros.odd * 10 < half { return .utf16BigEndian }
    return zeros.odd * 10 >= half * 4 && zeros.even * 10 < half ? .utf16LittleEndian : nil
  }
}

import RecordFiles

/// The options by which a person tells the reader about a file.
enum ReadingOptionSyntax {
  static let options: [CommandOption] = [
    .value(
      "--encoding", "NAME", "utf-8, utf-16le, utf-16be, windows-1252 or windows-1258 (default: found out)"),
    .value(
      "--delimiter", "TEXT", "what stands between cells: `;`, `TAB`, `SPACE`, `, ` … (default: found out)"),
    .value("--quote", "CHAR", "what stands around cells: `\"`, `'` or `none` (default: found out)"),
    .value("--escape", "CHAR", "what stands before quotes inside a text, or `none` (default: found out)"),
    .value("--header-rows", "N", "rows of the header, 0 to 9; 0 when there is none (default: found out)"),
    .value("--header-line", "N", "line on which the header starts (default: found out)"),
  ]

  /// Reads the options.
  static func options(from arguments: CommandArguments) throws(UsageMistake) -> ReadingOptions {
    var options = ReadingOptions()
    if let name = arguments.value("--encoding") {
      guard let encoding = TextEncoding(name: name) else {
        let names = TextEncoding.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        throw UsageMistake(
          "`--encoding` does not know `\(name)`",
          help: ["it knows \(names)", "text in TCVN3 or VNI has to be converted to Unicode first"])
      }
      options.encoding = encoding
    }
    if let text = arguments.value("--delimiter") { options.delimiter = try delimiter(text) }
    if let text = arguments.value("--quote") {
      options.quote = text == "none" ? Dialect.noQuote : try byte(text, of: "--quote")
    }
    if let text = arguments.value("--escape") {
      // A quote is its own escape where none is named.
      options.escape = text == "none" ? options.quote ?? 0x22 : try byte(text, of: "--escape")
    }
    if let text = arguments.value("--header-rows") {
      guard let rows = Int(text), (0...9).contains(rows) else {
        throw UsageMistake("`--header-rows` takes a whole number from 0 to 9, not `\(text)`")
      }
      options.headerRows = rows
    }
    if let text = arguments.value("--header-line") {
      guard let line = Int(text), line > 0 else {
        throw UsageMistake("`--header-line` takes the number of a line, not `\(text)`")
      }
      options.headerLine = line
    }
    return options
  }

  /// Reads a mapping file.
  static func mapping(_ path: String) throws(InputError) -> ColumnMapping {
    let input = try InputBytes(path: path)
    let text = input.withBytes { String(decoding: $0.prefix(ColumnMapping.mostBytes + 1), as: UTF8.self) }
    return try ColumnMapping(text: text, path: path)
  }

  private static func delimiter(_ text: String) throws(UsageMistake) -> [UInt8] {
    let bytes: [UInt8]
    switch text.lowercased() {
    case "tab", "\\t": bytes = [0x09]
    case "space": bytes = [0x20]
    case "comma": bytes = [0x2C]
    case "semicolon": bytes = [0x3B]
    default: bytes = Array(text.utf8)
    }
    guard (1...8).contains(bytes.count), !bytes.contains(0x0A), !bytes.contains(0x0D), !bytes.contains(0x22)
    else {
      throw UsageMistake(
        "`--delimiter` takes 1 to 8 bytes without line breaks and quotes",
        help: ["for instance `--delimiter ';'`"])
    }
    return bytes
  }

  private static func byte(_ text: String, of option: String) throws(UsageMistake) -> UInt8 {
    guard text.utf8.count == 1, let byte = text.utf8.first, byte > 0x20, byte < 0x7F else {
      throw UsageMistake("`\(option)` takes one character or `none`, not `\(text)`")
    }
    return byte
  }
}

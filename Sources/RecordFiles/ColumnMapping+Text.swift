import Diagnostics

extension ColumnMapping {
  // MARK: - Writing

  /// The mapping as a file that people can read and change.
  public var text: String {
    var lines = [
      "# How to read lists of this kind. Written by `firmrisk sniff --write-mapping`; check it and change it as needed.",
      "# Use it with `--map FILE`. Behind `is FIELD`: `blank no`, `period first|last`, `decimal comma|dot`, `unit 1000`.",
      "mapping 1",
    ]
    if let source { lines.append("source \(source)") }
    lines += fileLines + [""]
    for column in columns { lines.append(Self.line(column)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var fileLines: [String] {
    var lines: [String] = []
    if let encoding = options.encoding { lines.append("file encoding \(encoding.rawValue)") }
    if let delimiter = options.delimiter {
      lines.append("file delimiter \(Self.quoted(Dialect.name(delimiter)))")
    }
    if let quote = options.quote {
      lines.append("file quote " + (quote == Dialect.noQuote ? "none" : Self.quoted(Dialect.name([quote]))))
    }
    if let escape = options.escape { lines.append("file escape \(Self.quoted(Dialect.name([escape])))") }
    if let rows = options.headerRows { lines.append("file header-rows \(rows)") }
    if let line = options.headerLine { lines.append("file header-line \(line)") }
    return lines
  }

  private static func line(_ column: MappedColumn) -> String {
    var line = "column \(column.place) \(quoted(column.title)) is "
    guard let field = column.field else { return line + "not read" }
    line += field
    if column.blankIsNo { line += " blank no" }
    if let period = column.period { line += " period \(period.rawValue)" }
    if let mark = column.decimalMark { line += " decimal \(mark == 0x2C ? "comma" : "dot")" }
    if let exponent = column.unitExponent { line += " unit 1" + String(repeating: "0", count: exponent) }
    return line
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }

  // MARK: - Reading

  /// The longest mapping file that is read.
  public static let mostBytes = 1 << 20

  /// Reads a mapping file.
  ///
  /// - Throws: `InputError.mappingMalformed` with every line that cannot be understood.
  public init(text: String, path: String) throws(InputError) {
    self.init(path: path, source: nil, options: FileChoices(), columns: [])
    var wrong: [String] = []
    guard text.utf8.count <= Self.mostBytes else {
      throw .mappingMalformed(path: path, reasons: ["the file is longer than 1 MiB"])
    }
    var isMapping = false
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      guard let words = Self.words(String(line)) else {
        wrong.append("line \(index + 1): a quote is not closed")
        continue
      }
      if words.isEmpty { continue }
      if words.map(\.text) == ["mapping", "1"] {
        isMapping = true
      } else if let reason = take(words) {
        wrong.append("line \(index + 1): \(reason)")
      }
    }
    if !isMapping { wrong.insert("the line `mapping 1` is missing", at: 0) }
    let fields = columns.compactMap(\.field)
    for (place, field) in fields.enumerated() where fields[..<place].contains(field) {
      wrong.append("two columns give the field `\(field)`")
    }
    guard wrong.isEmpty else { throw .mappingMalformed(path: path, reasons: Array(wrong.prefix(20))) }
  }

  private struct Word {
    var text: String
    var isQuoted: Bool
  }

  /// The words of a line without its comment; nil when a quote does not close.
  private static func words(_ line: String) -> [Word]? {
    var words: [Word] = []
    var rest = Substring(line.first == "\u{FEFF}" ? String(line.dropFirst()) : line)
    while let first = rest.first {
      if first == " " || first == "\t" {
        rest = rest.dropFirst()
      } else if first == "#" {
        break
      } else if first == "\"" {
        var text = ""
        rest = rest.dropFirst()
        var isEscaped = false
        var isClosed = false
        while let next = rest.popFirst() {
          if isEscaped {
            text.append(next)
            isEscaped = false
          } else if next == "\\" {
            isEscaped = true
          } else if next == "\"" {
            isClosed = true
            break
          } else {
            text.append(next)
          }
        }
        guard isClosed else { return nil }
        words.append(Word(text: text, isQuoted: true))
      } else {
        let word = rest.prefix { $0 != " " && $0 != "\t" }
        words.append(Word(text: String(word), isQuoted: false))
        rest = rest.dropFirst(word.count)
      }
    }
    return words
  }

  /// Takes a line; gives what is wrong with it.
  private mutating func take(_ words: [Word]) -> String? {
    switch words[0].text {
    case "source" where words.count == 2:
      if words[1].isQuoted { return "`source` takes the name that the rules give the source, without quotes" }
      source = words[1].text
      return nil
    case "file" where words.count == 3: return takeFile(words[1].text, words[2])
    case "column": return takeColumn(words)
    default: return "`\(words[0].text)` is not understood; lines start with `source`, `file` or `column`"
    }
  }

  private mutating func takeFile(_ name: String, _ value: Word) -> String? {
    let bytes = Array(value.text.utf8)
    switch name {
    case "encoding":
      options.encoding = TextEncoding(name: value.text)
      return options.encoding == nil ? "the encoding `\(value.text)` is not known" : nil
    case "delimiter":
      let named: [String: [UInt8]] = ["TAB": [0x09], "SPACE": [0x20]]
      options.delimiter = named[value.text] ?? bytes
      return (1...8).contains(bytes.count) ? nil : "a delimiter has 1 to 8 bytes"
    case "quote", "escape":
      let isNone = value.text == "none" && !value.isQuoted && name == "quote"
      guard isNone || bytes.count == 1 || value.text == "NUL" else { return "`\(name)` takes one character" }
      let byte = isNone ? Dialect.noQuote : value.text == "NUL" ? 0 : bytes[0]
      if name == "quote" { options.quote = byte } else { options.escape = byte }
      return nil
    case "header-rows":
      options.headerRows = Int(value.text).flatMap { (0...9).contains($0) ? $0 : nil }
      return options.headerRows == nil ? "`header-rows` takes a number from 0 to 9" : nil
    case "header-line":
      options.headerLine = Int(value.text).flatMap { $0 > 0 ? $0 : nil }
      return options.headerLine == nil ? "`header-line` takes the number of a line" : nil
    default: return "`file \(name)` is not understood"
    }
  }

  private mutating func takeColumn(_ words: [Word]) -> String? {
    guard words.count >= 5, let place = Int(words[1].text), place > 0, words[2].isQuoted,
      words[3].text == "is"
    else {
      return "a column is written `column 2 \"Title\" is FIELD` or `column 2 \"Title\" is not read`"
    }
    if words[4].isQuoted { return "`is` takes the name that the rules give the field, without quotes" }
    var column = MappedColumn(place: place, title: words[2].text, field: words[4].text)
    var rest = words[5...]
    if words[4].text == "not" {
      guard words.count == 6, words[5].text == "read" else { return "`is not` is followed by `read`" }
      column.field = nil
      rest = []
    }
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { return "`\(name.text)` needs a value" }
      if let reason = Self.choose(name.text, value.text, &column) { return reason }
    }
    columns.append(column)
    return nil
  }

  private static func choose(_ name: String, _ value: String, _ column: inout MappedColumn) -> String? {
    switch (name, value) {
    case ("blank", "no"): column.blankIsNo = true
    case ("period", "first"): column.period = .first
    case ("period", "last"): column.period = .last
    case ("decimal", "comma"): column.decimalMark = 0x2C
    case ("decimal", "dot"): column.decimalMark = 0x2E
    case ("unit", let unit)
    where unit.first == "1" && unit.dropFirst().allSatisfy({ $0 == "0" }) && unit.count <= 13:
      column.unitExponent = unit.count - 1
    default: return "`\(name) \(value)` is not understood"
    }
    return nil
  }
}

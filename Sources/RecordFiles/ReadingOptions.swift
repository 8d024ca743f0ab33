/// What a mapping says about a file as a whole; nil for what is left to the reader.
public struct FileChoices: Hashable, Sendable {
  /// How letters are written as bytes.
  public var encoding: TextEncoding?
  /// Bytes between two cells.
  public var delimiter: [UInt8]?
  /// Byte around cells; `Dialect.noQuote` where there is none.
  public var quote: UInt8?
  /// Byte before a quote that is part of a text.
  public var escape: UInt8?
  /// Rows of the header.
  public var headerRows: Int?
  /// Physical line on which the header starts.
  public var headerLine: Int?

  /// Leaves everything to the reader.
  public init() {}

  /// What was found out about a file, to read the next one in the same way.
  public init(_ layout: RecordFileLayout, encoding: TextEncoding?) {
    self.encoding = encoding
    delimiter = layout.dialect.delimiterBytes
    quote = layout.dialect.quote
    escape = layout.dialect.escape
    if layout.headerRows != 1 { headerRows = layout.headerRows }
  }
}

/// What a person says about a file instead of leaving it to the reader.
public struct ReadingOptions: Hashable, Sendable {
  /// How letters are written as bytes.
  public var encoding: TextEncoding?
  /// What `TextDecoding` found, for the evidence.
  public internal(set) var encodingFinding: EncodingFinding?
  /// Bytes between two cells.
  public var delimiter: [UInt8]?
  /// Byte around cells; `Dialect.noQuote` where there is none.
  public var quote: UInt8?
  /// Byte before a quote that is part of a text.
  public var escape: UInt8?
  /// Rows of the header; 0 when the file has none.
  public var headerRows: Int?
  /// Physical line on which the header starts, from 1.
  public var headerLine: Int?

  /// A mapping that was reviewed; nil to match columns by the titles that the rules declare.
  public var mapping: ColumnMapping?

  /// Keys of rows that have none but a name which a person linked to a firm.
  public var namedKeys: NamedKeys?

  /// Leaves everything to the reader.
  public init() {}

  /// The options with the dialect of texts that are made from sheets, where the input is one and nothing else is said.
  func completed(for input: InputBytes) -> ReadingOptions {
    guard input.sheet != nil else { return self }
    var options = self
    options.delimiter = delimiter ?? [0x2C]
    options.quote = quote ?? 0x22
    return options
  }
}

/// Tax codes of rows whose key is blank or unreadable, by the name in the row.
public struct NamedKeys: Hashable, Sendable {
  /// `ColumnRequest.id` of the column with the names.
  public var request: Int
  /// Tax codes by folded name.
  public var codes: [String: String]

  /// Creates keys.
  public init(request: Int, codes: [String: String]) {
    self.request = request
    self.codes = codes
  }
}

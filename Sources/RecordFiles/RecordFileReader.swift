import Diagnostics

/// Bounds of one reading.
public struct ReadingLimits: Hashable, Sendable {
  /// Rejects that are kept with their text; the rest is counted.
  public var keptRejects = 1_000_000
  /// Records decoded at a time; the result does not depend on it.
  public var batchRecords = 96

  /// Most threads at work; the result does not depend on it.
  public var jobs = 1
  /// Most bytes that are scanned at a time; the result does not depend on it.
  public var scanBytes = Int.max
  /// Bytes of the parts that threads read; the result does not depend on it.
  public var partBytes = 1 << 20

  /// Creates the usual bounds.
  public init() {}
}

/// Reads one agency list into columns.
public enum RecordFileReader {
  /// Reads the wanted columns of a file.
  ///
  /// The layout and the format of each column are decided first, from the head of the file and from samples spread over
  /// it; then every record is read once, and is either data or counted and named elsewhere in the result.
  ///
  /// - Parameters:
  ///   - input: the file.
  ///   - requests: the wanted columns; at most one of them may be a key.
  ///   - options: what a person says about the file.
  ///   - limits: bounds of memory.
  ///   - watch: is shown all bytes in the order of the file.
  /// - Throws: the reason why no row can be read at all.
  public static func read(
    _ input: InputBytes, _ requests: [ColumnRequest], options: ReadingOptions = ReadingOptions(),
    limits: ReadingLimits = ReadingLimits(), watch: BytesWatch? = nil
  ) throws(InputError) -> RecordTable {
    try input.withBytes { (bytes) throws(InputError) in
      let setting = try setting(bytes, input, requests, options, limits)
      return setting.table(FileParts(setting, watch: watch).read())
    }
  }

  /// Finds out what stays the same for all records of a file.
  static func setting(
    _ bytes: UnsafeBufferPointer<UInt8>, _ input: InputBytes, _ requests: [ColumnRequest],
    _ options: ReadingOptions, _ limits: ReadingLimits
  ) throws(InputError) -> FileSetting {
    let options = options.completed(for: input)
    let names = (options.mapping?.titled(requests) ?? requests).map { RequestNames($0) }
    let layout = try layout(of: bytes, input, requests, names, options)
    var setting = try FileSetting(bytes, input, layout, requests, names, options.mapping, limits)
    setting.use(options.namedKeys)
    return setting
  }

  /// Finds out the layout of a file without reading its rows.
  public static func layout(
    of input: InputBytes, _ requests: [ColumnRequest], options: ReadingOptions = ReadingOptions()
  ) throws(InputError) -> RecordFileLayout {
    try input.withBytes { (bytes) throws(InputError) in
      try layout(
        of: bytes, input, requests, requests.map { RequestNames($0) }, options.completed(for: input))
    }
  }

  static func layout(
    of bytes: UnsafeBufferPointer<UInt8>, _ input: InputBytes, _ requests: [ColumnRequest],
    _ names: [RequestNames], _ options: ReadingOptions
  ) throws(InputError) -> RecordFileLayout {
    if bytes.isEmpty { throw .empty(path: input.path) }
    if let format = ForeignFormat.detect(bytes) { throw .foreign(path: input.path, format: format) }
    return try LayoutSniffer(
      bytes, path: input.path, requests: requests, names: names, options: options,
      head: input.dialectHead(options)
    ).sniff()
  }
}

/// What stays the same for all records of a file.
struct FileSetting: @unchecked Sendable {
  // Unchecked: the bytes never change while the file is read.

  let bytes: UnsafeBufferPointer<UInt8>
  let input: InputBytes
  let layout: RecordFileLayout
  let requests: [ColumnRequest]
  let limits: ReadingLimits
  let mapping: HeaderMapping
  let ownMapping: ColumnMapping?
  let key: (column: Int, kind: CellKind)?
  private(set) var names: (column: Int, codes: [String: String])?

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ input: InputBytes, _ layout: RecordFileLayout,
    _ requests: [ColumnRequest], _ names: [RequestNames], _ ownMapping: ColumnMapping?,
    _ limits: ReadingLimits
  ) throws(InputError) {
    self.bytes = bytes
    self.input = input
    self.layout = layout
    self.requests = requests
    self.limits = limits
    self.ownMapping = ownMapping
    mapping =
      try ownMapping?.apply(layout.headers, requests, file: input.path)
      ?? HeaderMatcher.match(
        layout.headers, others: layout.otherHeaders, requests, names: names, file: input.path)
    var key: (column: Int, kind: CellKind)?
    if let place = requests.firstIndex(where: \.kind.isKey) {
      guard let column = mapping.columns[place] else {
        throw .noKeyColumn(
          path: input.path, line: layout.headerLine, key: requests[place].machineName,
          titles: requests[place].titles,
          headers: layout.headers)
      }
      key = (column, requests[place].kind)
    }
    self.key = key
  }

  /// Lets rows without a key have that of their name.
  mutating func use(_ keys: NamedKeys?) {
    guard let keys, let place = requests.firstIndex(where: { $0.id == keys.request }),
      let column = mapping.columns[place]
    else { return }
    names = (column, keys.codes)
  }

  /// Puts the table together from the one part that has taken up all others.
  func table(_ part: FilePart) -> RecordTable {
    let finished = part.columns.finish(requests)
    let findings =
      mapping.diagnostics
      + FileFindings(path: input.path, columns: finished, plan: part.columns, rejects: part.rejects).all(
        wrongCheckDigits: part.wrongCheckDigits)
    return RecordTable(
      file: input.path, byteCount: bytes.count, layout: layout, mapping: mapping,
      packedKeys: part.packedKeys, textKeys: part.textKeys, lines: part.lines, offsets: part.offsets,
      columns: finished, account: part.account, rejects: part.rejects, findings: findings,
      namedKeys: part.namedKeys)
  }
}

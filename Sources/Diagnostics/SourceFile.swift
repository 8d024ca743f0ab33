#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Identity of a source file inside one `SourceMap`.
public struct FileID: Hashable, Comparable, Sendable {
  /// Position in `SourceMap.files`.
  public let index: UInt32

  /// Creates the identity of the file at a position of the map.
  public init(index: UInt32) { self.index = index }

  /// Orders files as they were added to the map.
  public static func < (first: FileID, second: FileID) -> Bool { first.index < second.index }
}

/// A range of bytes in one source file; the end is exclusive.
public struct Span: Hashable, Comparable, Sendable {
  /// File the bytes stand in.
  public var file: FileID
  /// First byte, counted from 0 at the start of the file.
  public var start: UInt32
  /// Byte after the last one.
  public var end: UInt32

  /// Creates a span of bytes `start..<end`.
  public init(file: FileID, start: Int, end: Int) {
    self.file = file
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: end)
  }

  /// The smallest span that holds both.
  public func union(_ other: Span) -> Span {
    Span(file: file, start: Int(min(start, other.start)), end: Int(max(end, other.end)))
  }

  /// Orders by file, then start, then end.
  public static func < (first: Span, second: Span) -> Bool {
    (first.file.index, first.start, first.end) < (second.file.index, second.start, second.end)
  }
}

/// A line and column as people count them: both from 1, columns in characters.
public struct LineColumn: Hashable, Sendable {
  /// Line number, from 1.
  public var line: Int
  /// Column in characters, from 1.
  public var column: Int

  /// Creates a position.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// The bytes of one file together with the path that people know it by.
public struct SourceFile: Sendable {
  /// Identity inside its map.
  public let id: FileID
  /// Path as shown to people.
  public let path: String
  /// Content as UTF-8; bytes that are not UTF-8 are reported by the lexer.
  public let bytes: [UInt8]
  /// Offset of the first byte of each line.
  public let lineStarts: [UInt32]

  init(id: FileID, path: String, bytes: [UInt8]) {
    self.id = id
    self.path = path
    self.bytes = bytes
    lineStarts = bytes.withUnsafeBufferPointer(Self.lineStarts)
  }

  private static func lineStarts(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var starts: [UInt32] = [0]
    starts.reserveCapacity(bytes.count / 32 + 1)
    guard let base = bytes.baseAddress else { return starts }
    var offset = 0
    while let found = memchr(base + offset, 0x0A, bytes.count - offset) {
      offset = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
      starts.append(UInt32(clamping: offset))
    }
    return starts
  }

  /// Position of a byte offset; complexity O(log lines + length of the line).
  public func position(of offset: Int) -> LineColumn {
    let clamped = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= clamped { low = middle } else { high = middle }
    }
    let before = String(decoding: bytes[Int(lineStarts[low])..<clamped], as: UTF8.self)
    return LineColumn(line: low + 1, column: before.count + 1)
  }

  /// Text of a line, counted from 1, without its line end; empty when there is no such line.
  public func text(ofLine line: Int) -> String {
    guard line >= 1, line <= lineStarts.count else { return "" }
    let start = Int(lineStarts[line - 1])
    var end = line < lineStarts.count ? Int(lineStarts[line]) : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Text of a span of this file.
  public func text(of span: Span) -> String {
    let start = min(Int(span.start), bytes.count)
    let end = min(max(Int(span.end), start), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// The source files of one run, so that spans can be shown.
public struct SourceMap: Sendable {
  /// Files in the order they were added.
  public private(set) var files: [SourceFile] = []

  /// Creates an empty map.
  public init() {}

  /// Adds a file and returns its identity.
  public mutating func add(path: String, bytes: [UInt8]) -> FileID {
    let id = FileID(index: UInt32(files.count))
    files.append(SourceFile(id: id, path: path, bytes: bytes))
    return id
  }

  /// The file with an identity of this map.
  public func file(_ id: FileID) -> SourceFile { files[Int(id.index)] }

  /// Path and position of the start of a span, as `path:line:column`.
  public func location(of span: Span) -> String {
    let file = file(span.file)
    let position = file.position(of: Int(span.start))
    return "\(file.path):\(position.line):\(position.column)"
  }
}

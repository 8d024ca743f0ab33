/// How the records of one file are set apart.
public struct Dialect: Hashable, Sendable {
  /// What ends the physical lines of the file.
  public enum LineEnding: String, Hashable, Sendable {
    /// LF alone, as on Linux.
    case lineFeed
    /// CR and LF, as on Windows.
    case carriageReturnLineFeed
    /// CR alone.
    case carriageReturn
    /// More than one of them.
    case mixed
    /// The file is one line.
    case none
  }

  /// The byte between two cells.
  public var delimiter: UInt8
  /// The byte around a cell that holds delimiters or line breaks.
  public var quote: UInt8
  /// Whether the file starts with the UTF-8 byte-order mark.
  public var hasByteOrderMark: Bool
  /// What ends the lines, as far as the head of the file shows.
  public var lineEnding: LineEnding

  /// Creates a dialect; RFC 4180 when nothing is said.
  public init(
    delimiter: UInt8 = 0x2C, quote: UInt8 = 0x22, hasByteOrderMark: Bool = false,
    lineEnding: LineEnding = .carriageReturnLineFeed
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.hasByteOrderMark = hasByteOrderMark
    self.lineEnding = lineEnding
  }

  /// The delimiters that are tried, the likeliest first.
  public static let delimiters: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

  /// Offset of the first byte after the byte-order mark.
  public var contentStart: Int { hasByteOrderMark ? 3 : 0 }

  /// The delimiter as people write it.
  public var delimiterName: String {
    delimiter == 0x09 ? "TAB" : String(decoding: [delimiter], as: UTF8.self)
  }
}

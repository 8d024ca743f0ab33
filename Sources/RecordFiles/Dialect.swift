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

    /// The ends in words.
    var title: String {
      switch self {
      case .lineFeed: return "LF"
      case .carriageReturnLineFeed: return "CR LF, as on Windows"
      case .carriageReturn: return "CR"
      case .mixed: return "mixed"
      case .none: return "none"
      }
    }
  }

  /// The byte between two cells; the first of them where there are several.
  public var delimiter: UInt8
  /// The bytes of the delimiter after the first, as the blank of `, `.
  public var delimiterRest: [UInt8] = []
  /// The byte around a cell that holds delimiters or line breaks; `noQuote` where there is none.
  public var quote: UInt8
  /// The byte before a quote that is part of a quoted text; nil where such quotes are doubled.
  public var escape: UInt8?
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
  /// Stands for the quote of files that have none; no text in UTF-8 holds this byte.
  public static let noQuote: UInt8 = 0xFF

  /// All bytes of the delimiter.
  public var delimiterBytes: [UInt8] { [delimiter] + delimiterRest }

  /// Whether a comma alone parts cells.
  var isPlainComma: Bool { delimiter == 0x2C && delimiterRest.isEmpty }

  /// Offset of the first byte after the byte-order mark.
  public var contentStart: Int { hasByteOrderMark ? 3 : 0 }

  /// The delimiter as people write it.
  public var delimiterName: String { Self.name(delimiterBytes) }

  /// The quote as people write it.
  public var quoteName: String { quote == Self.noQuote ? "none" : Self.name([quote]) }

  /// Bytes as people write them.
  static func name(_ bytes: [UInt8]) -> String {
    switch bytes {
    case [0x09]: return "TAB"
    case [0x20]: return "SPACE"
    case [0x00]: return "NUL"
    default: return String(decoding: bytes, as: UTF8.self)
    }
  }
}

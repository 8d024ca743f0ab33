/// Writes strings as JSON does.
public enum JSONText {
  private static let hexDigits = Array("0123456789abcdef".utf8)

  /// The string in double quotes, with the escapes that JSON asks for.
  ///
  /// Control characters and the two line separators that break JavaScript become `\u` escapes;
  /// everything else stays as it is.
  public static func quoted(_ string: String) -> String {
    var bytes: [UInt8] = []
    append(string, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the string in double quotes.
  static func append(_ string: String, to bytes: inout [UInt8]) {
    var string = string
    bytes.append(0x22)
    string.withUTF8 { text in
      // Most texts have nothing to escape.
      if text.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 < 0x7F }) {
        bytes.append(contentsOf: text)
      } else {
        appendEscaped(text, to: &bytes)
      }
    }
    bytes.append(0x22)
  }

  private static func appendEscaped(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      switch byte {
      case 0x22: bytes += [0x5C, 0x22]
      case 0x5C: bytes += [0x5C, 0x5C]
      case 0x0A: bytes += [0x5C, 0x6E]
      case 0x0D: bytes += [0x5C, 0x72]
      case 0x09: bytes += [0x5C, 0x74]
      case 0..<0x20, 0x7F: appendUnicode(UInt16(byte), to: &bytes)
      case 0xC2 where text[index] < 0xA0:
        appendUnicode(UInt16(text[index]), to: &bytes)
        index += 1
      case 0xE2 where text[index] == 0x80 && text[index + 1] & 0xFE == 0xA8:
        appendUnicode(0x2028 + UInt16(text[index + 1] & 1), to: &bytes)
        index += 2
      default: bytes.append(byte)
      }
    }
  }

  private static func appendUnicode(_ unit: UInt16, to bytes: inout [UInt8]) {
    bytes += [0x5C, 0x75]
    for shift: UInt16 in [12, 8, 4, 0] { bytes.append(hexDigits[Int(unit >> shift) & 0xF]) }
  }
}

/// A JSON value that is written exactly as it was built: objects keep the order of their members.
public enum JSONValue: Hashable, Sendable {
  /// A name and its value in an object.
  public struct Member: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let value: JSONValue

    /// Creates a member.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Members in the order in which they are written.
  case object([Member])
  /// Values in the order in which they are written.
  case array([JSONValue])
  /// A string.
  case string(String)
  /// A whole number.
  case integer(Int64)
  /// A number already written as JSON writes it, such as `-0.25`.
  case decimal(String)
  /// `true` or `false`.
  case bool(Bool)
  /// `null`.
  case null

  /// An object of members in the order given.
  public static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member($0.key, $0.value) })
  }

  /// A string, or `null` when there is none.
  public static func optional(_ string: String?) -> JSONValue { string.map(JSONValue.string) ?? .null }

  /// The value on one line, without blanks.
  public var compact: String { String(decoding: bytes(indent: nil), as: UTF8.self) }

  /// The value with one member or element a line and an indentation of two, without a line end at the end.
  public var pretty: String { String(decoding: prettyBytes, as: UTF8.self) }

  /// The bytes of `pretty`.
  public var prettyBytes: [UInt8] { bytes(indent: 0) }

  private func bytes(indent: Int?) -> [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: indent)
    return bytes
  }

  private func write(to bytes: inout [UInt8], indent: Int?) {
    switch self {
    case .object(let members):
      Self.write(members, between: 0x7B, 0x7D, to: &bytes, indent: indent) { member, bytes, inner in
        JSONText.append(member.name, to: &bytes)
        bytes.append(0x3A)
        if inner != nil { bytes.append(0x20) }
        member.value.write(to: &bytes, indent: inner)
      }
    case .array(let elements):
      Self.write(elements, between: 0x5B, 0x5D, to: &bytes, indent: indent) { element, bytes, inner in
        element.write(to: &bytes, indent: inner)
      }
    case .string(let string): JSONText.append(string, to: &bytes)
    case .integer(let number): bytes += String(number).utf8
    case .decimal(let number): bytes += number.utf8
    case .bool(let isTrue): bytes += (isTrue ? "true" : "false").utf8
    case .null: bytes += "null".utf8
    }
  }

  private static func write<Item>(
    _ items: [Item], between open: UInt8, _ close: UInt8, to bytes: inout [UInt8], indent: Int?,
    each: (Item, inout [UInt8], Int?) -> Void
  ) {
    bytes.append(open)
    let inner = indent.map { $0 + 1 }
    var isFirst = true
    for item in items {
      if !isFirst { bytes.append(0x2C) }
      isFirst = false
      if let inner { breakLine(inner, &bytes) }
      each(item, &bytes, inner)
    }
    if let indent, !items.isEmpty { breakLine(indent, &bytes) }
    bytes.append(close)
  }

  private static func breakLine(_ indent: Int, _ bytes: inout [UInt8]) {
    bytes.append(0x0A)
    for _ in 0..<2 * indent { bytes.append(0x20) }
  }
}

/// Writes strings as JSON does.
public enum JSONText {
  private static let hexDigits = Array("0123456789abcdef".utf8)

  /// The string in double quotes, with the escapes that JSON asks for.
  ///
  /// Control characters and the two line separators that break JavaScript become `\u` escapes;
  /// everything else stays as it is.
  public static func quoted(_ string: String) -> String {
    let bytes = [UInt8](capacity: mostBytes(string)) { append(string, to: &$0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Room that is enough for the string in double quotes.
  static func mostBytes(_ string: String) -> Int { 6 * string.utf8.count + 2 }

  /// Adds the string in double quotes.
  static func append(_ string: String, to bytes: inout OutputSpan<UInt8>) {
    bytes.append(0x22)
    let text = string.utf8Span.span
    for index in text.indices {
      let byte = text[index]
      // Most texts have nothing to escape.
      guard byte >= 0x20, byte != 0x22, byte != 0x5C, byte < 0x7F else {
        appendEscaped(text.extracting(droppingFirst: index), to: &bytes)
        break
      }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private static func appendEscaped(_ text: Swift.Span<UInt8>, to bytes: inout OutputSpan<UInt8>) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      switch byte {
      case 0x22, 0x5C: appendEscape(byte, to: &bytes)
      case 0x0A: appendEscape(0x6E, to: &bytes)
      case 0x0D: appendEscape(0x72, to: &bytes)
      case 0x09: appendEscape(0x74, to: &bytes)
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

  private static func appendEscape(_ letter: UInt8, to bytes: inout OutputSpan<UInt8>) {
    bytes.append(0x5C)
    bytes.append(letter)
  }

  private static func appendUnicode(_ unit: UInt16, to bytes: inout OutputSpan<UInt8>) {
    appendEscape(0x75, to: &bytes)
    for shift: UInt16 in [12, 8, 4, 0] { bytes.append(hexDigits[Int(unit >> shift) & 0xF]) }
  }

  /// Adds a text as it stands.
  static func append(plain text: String, to bytes: inout OutputSpan<UInt8>) {
    for byte in text.utf8 { bytes.append(byte) }
  }

  /// The most bytes of a whole number.
  static let mostDigits = 20

  /// Adds the digits of a whole number.
  static func append(_ number: Int64, to bytes: inout OutputSpan<UInt8>) {
    if number < 0 { bytes.append(0x2D) }
    var rest = number.magnitude
    var unit: UInt64 = 1
    while rest / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest / unit))
      rest %= unit
      unit /= 10
    }
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
    [UInt8](capacity: mostBytes(indent)) { write(to: &$0, indent: indent) }
  }

  /// Room that is enough for the value; asked for once, so that nothing is copied while the value is written.
  private func mostBytes(_ indent: Int?) -> Int {
    let inner = indent.map { $0 + 1 }
    // Brackets and a line break, or for an item a comma and a line break.
    let line = 3 + 2 * (inner ?? 0)
    switch self {
    case .object(let members):
      var most = line
      for place in members.indices {
        most += line + JSONText.mostBytes(members[place].name) + 2 + members[place].value.mostBytes(inner)
      }
      return most
    case .array(let elements):
      var most = line
      for place in elements.indices { most += line + elements[place].mostBytes(inner) }
      return most
    case .string(let string): return JSONText.mostBytes(string)
    case .integer: return JSONText.mostDigits
    case .decimal(let number): return number.utf8.count
    case .bool, .null: return 5
    }
  }

  private func write(to bytes: inout OutputSpan<UInt8>, indent: Int?) {
    let inner = indent.map { $0 + 1 }
    switch self {
    case .object(let members):
      bytes.append(0x7B)
      for place in members.indices {
        Self.start(place, inner, &bytes)
        JSONText.append(members[place].name, to: &bytes)
        bytes.append(0x3A)
        if inner != nil { bytes.append(0x20) }
        members[place].value.write(to: &bytes, indent: inner)
      }
      if let indent, !members.isEmpty { Self.breakLine(indent, &bytes) }
      bytes.append(0x7D)
    case .array(let elements):
      bytes.append(0x5B)
      for place in elements.indices {
        Self.start(place, inner, &bytes)
        elements[place].write(to: &bytes, indent: inner)
      }
      if let indent, !elements.isEmpty { Self.breakLine(indent, &bytes) }
      bytes.append(0x5D)
    case .string(let string): JSONText.append(string, to: &bytes)
    case .integer(let number): JSONText.append(number, to: &bytes)
    case .decimal(let number): JSONText.append(plain: number, to: &bytes)
    case .bool(let isTrue): JSONText.append(plain: isTrue ? "true" : "false", to: &bytes)
    case .null: JSONText.append(plain: "null", to: &bytes)
    }
  }

  /// Parts an item from the one before it, and puts it on a line of its own where lines are indented.
  private static func start(_ place: Int, _ indent: Int?, _ bytes: inout OutputSpan<UInt8>) {
    if place > 0 { bytes.append(0x2C) }
    if let indent { breakLine(indent, &bytes) }
  }

  private static func breakLine(_ indent: Int, _ bytes: inout OutputSpan<UInt8>) {
    bytes.append(0x0A)
    bytes.append(repeating: 0x20, count: 2 * indent)
  }
}

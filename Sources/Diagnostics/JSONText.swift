/// Writes strings as JSON does.
public enum JSONText {
  private static let hexDigits = Array("0123456789abcdef".utf8)

  /// The string in double quotes, with the escapes that JSON asks for.
  ///
  /// Control characters and the two line separators that break JavaScript become `\u` escapes;
  /// everything else stays as it is.
  public static func quoted(_ string: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(string.utf8.count + 2)
    for scalar in string.unicodeScalars { append(scalar, to: &bytes) }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar {
    case "\"": bytes += Array("\\\"".utf8)
    case "\\": bytes += Array("\\\\".utf8)
    case "\n": bytes += Array("\\n".utf8)
    case "\r": bytes += Array("\\r".utf8)
    case "\t": bytes += Array("\\t".utf8)
    case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}":
      bytes += Array("\\u".utf8)
      for shift in [12, 8, 4, 0] { bytes.append(hexDigits[Int(scalar.value >> UInt32(shift)) & 0xF]) }
    default: bytes += Array(scalar.utf8)
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
  public var compact: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// The value with one member or element a line and an indentation of two, without a line end at the end.
  public var pretty: String {
    var text = ""
    write(to: &text, indent: 0)
    return text
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .object(let members):
      Self.write(members, between: "{", "}", to: &text, indent: indent) { member, text, inner in
        text += JSONText.quoted(member.name) + (inner == nil ? ":" : ": ")
        member.value.write(to: &text, indent: inner)
      }
    case .array(let elements):
      Self.write(elements, between: "[", "]", to: &text, indent: indent) { element, text, inner in
        element.write(to: &text, indent: inner)
      }
    case .string(let string): text += JSONText.quoted(string)
    case .integer(let number): text += String(number)
    case .decimal(let number): text += number
    case .bool(let isTrue): text += isTrue ? "true" : "false"
    case .null: text += "null"
    }
  }

  private static func write<Item>(
    _ items: [Item], between open: String, _ close: String, to text: inout String, indent: Int?,
    each: (Item, inout String, Int?) -> Void
  ) {
    text += open
    let inner = indent.map { $0 + 1 }
    for (position, item) in items.enumerated() {
      if position > 0 { text += "," }
      if let inner { text += "\n" + String(repeating: "  ", count: inner) }
      each(item, &text, inner)
    }
    if let indent, !items.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
    text += close
  }
}

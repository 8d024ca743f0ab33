import Diagnostics

/// Reads JSON as RFC 8259 has it; nil for anything else.
///
/// Nesting is bounded, so that no file can exhaust the stack.
struct JSONReader {
  private static let mostLevels = 64

  private let bytes: [UInt8]
  private var position = 0

  /// The value that a text is; nil when it is not JSON.
  static func value(of bytes: [UInt8]) -> JSONValue? {
    var reader = JSONReader(bytes: bytes)
    guard let value = reader.value(level: 0) else { return nil }
    reader.skipBlanks()
    return reader.position == bytes.count ? value : nil
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    let isThere = text.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + count]) }
    if isThere { position += count }
    return isThere
  }

  private mutating func takeMark(_ text: StaticString) -> Bool {
    skipBlanks()
    return take(text)
  }

  private mutating func value(level: Int) -> JSONValue? {
    skipBlanks()
    guard level < Self.mostLevels, position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "{"): return object(level: level)
    case UInt8(ascii: "["): return array(level: level)
    case UInt8(ascii: "\""): return string().map(JSONValue.string)
    case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .null : nil
    default: return number()
    }
  }

  private mutating func object(level: Int) -> JSONValue? {
    position += 1
    var members: [JSONValue.Member] = []
    if takeMark("}") { return .object([JSONValue.Member]()) }
    repeat {
      skipBlanks()
      guard let name = string(), takeMark(":"), let value = value(level: level + 1) else { return nil }
      members.append(JSONValue.Member(name, value))
    } while takeMark(",")
    return takeMark("}") ? .object(members) : nil
  }

  private mutating func array(level: Int) -> JSONValue? {
    position += 1
    var values: [JSONValue] = []
    if takeMark("]") { return .array([]) }
    repeat {
      guard let value = value(level: level + 1) else { return nil }
      values.append(value)
    } while takeMark(",")
    return takeMark("]") ? .array(values) : nil
  }

  private mutating func number() -> JSONValue? {
    let start = position
    let marks = Array("+-.eE0123456789".utf8)
    while position < bytes.count, marks.contains(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let whole = Int64(text) { return .integer(whole) }
    return Double(text) == nil ? nil : .decimal(text)
  }

  private mutating func string() -> String? {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        text += Array(String(scalar).utf8)
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return codePoint()
    default: return nil
    }
  }

  private mutating func codePoint() -> Unicode.Scalar? {
    guard let first = unit() else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
    guard take("\\u"), let second = unit(), (0xDC00..<0xE000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func unit() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    guard !digits.hasPrefix("+"), !digits.hasPrefix("-") else { return nil }
    position += 4
    return UInt32(digits, radix: 16)
  }
}

extension JSONValue {
  /// The value of a member; nil for anything but an object that has it.
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The string, when it is one.
  var stringValue: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The elements, when it is an array.
  var elements: [JSONValue]? {
    if case .array(let elements) = self { return elements }
    return nil
  }
}

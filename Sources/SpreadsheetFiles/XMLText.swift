/// Text as XML holds it.
enum XMLText {
  /// Text with its marks escaped.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds text with its marks escaped; characters that XML cannot hold are written `_xHHHH_`.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      if utf8.allSatisfy(isPlain) { return bytes.append(contentsOf: utf8) }
      for place in utf8.indices { append(utf8, place, to: &bytes) }
    }
  }

  /// Whether a byte stands for itself wherever it stands.
  @inline(__always) private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0x5F, 0xBE, 0xBF: return false
    default: return true
    }
  }

  private static func append(_ utf8: UnsafeBufferPointer<UInt8>, _ place: Int, to bytes: inout [UInt8]) {
    let byte = utf8[place]
    switch byte {
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "\""): bytes += "&quot;".utf8
    case 0x0D: bytes += "_x000D_".utf8
    case 0x09, 0x0A: bytes.append(byte)
    case 0..<0x20:
      let digits = Array("0123456789ABCDEF".utf8)
      bytes += Array("_x00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)], 0x5F]
    case 0x5F where isEscape(utf8, at: place): bytes += "_x005F_".utf8
    // U+FFFE and U+FFFF are no characters of XML; the mark for lost text takes their place.
    case 0xBE, 0xBF:
      let isNone = place >= 2 && utf8[place - 1] == 0xBF && utf8[place - 2] == 0xEF
      if isNone { bytes.removeLast(2) }
      bytes += isNone ? [0xEF, 0xBF, 0xBD] : [byte]
    default: bytes.append(byte)
    }
  }

  /// Whether the text itself looks like an escape, `_x` with four hexadecimal digits and `_`.
  private static func isEscape(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard place + 7 <= text.count, text[place + 1] == UInt8(ascii: "x"), text[place + 6] == 0x5F else {
      return false
    }
    return text[place + 2..<place + 6].allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }
}

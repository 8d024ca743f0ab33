/// Reads UTF-8 one character at a time without refusing bad bytes.
package enum UTF8Text {
  /// The character at an offset and its length; nil with length 1 where the bytes are not UTF-8.
  package static func scalar(in bytes: [UInt8], at offset: Int) -> (scalar: UInt32?, length: Int) {
    bytes.withUnsafeBufferPointer { scalar(in: $0, at: offset) }
  }

  /// The character at an offset and its length; nil with length 1 where the bytes are not UTF-8.
  package static func scalar(
    in bytes: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> (scalar: UInt32?, length: Int) {
    let first = bytes[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, offset + length <= bytes.count else { return (nil, 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for position in offset + 1..<offset + length {
      guard bytes[position] & 0xC0 == 0x80 else { return (nil, 1) }
      value = value << 6 | UInt32(bytes[position] & 0x3F)
    }
    let smallest: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
    guard value >= smallest, Unicode.Scalar(value) != nil else { return (nil, 1) }
    return (value, length)
  }

  /// A character as `U+00A0`.
  package static func codePoint(_ scalar: UInt32) -> String { "U+" + hex(scalar, digits: 4) }

  /// A number in upper-case hexadecimal digits.
  package static func hex(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

/// How the letters of a file are written as bytes.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  /// UTF-8, with or without its mark.
  case utf8 = "utf-8"
  /// UTF-16, low byte first, as Windows writes it.
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, high byte first.
  case utf16BigEndian = "utf-16be"
  /// Western European of Windows.
  case windows1252 = "windows-1252"
  /// Vietnamese of Windows.
  case windows1258 = "windows-1258"

  /// The encoding that a person names.
  public init?(name: String) {
    let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    switch plain {
    case "utf8": self = .utf8
    case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "windows1252", "cp1252", "1252", "latin1", "iso88591": self = .windows1252
    case "windows1258", "cp1258", "1258": self = .windows1258
    default: return nil
    }
  }

  /// The name that messages use.
  public var title: String {
    switch self {
    case .utf8: return "UTF-8"
    case .utf16LittleEndian: return "UTF-16 LE"
    case .utf16BigEndian: return "UTF-16 BE"
    case .windows1252: return "Windows-1252"
    case .windows1258: return "Windows-1258"
    }
  }
}

/// A way to write Vietnamese that needs special fonts; it is recognised and refused.
public enum FontEncoding: String, Hashable, Sendable {
  /// TCVN 5712:1993 (ABC), with fonts whose names start with `.Vn`.
  case tcvn3 = "TCVN3 (ABC)"
  /// VNI for Windows, with fonts whose names start with `VNI-`.
  case vni = "VNI"
}

/// The tables of the encodings of Windows with one byte a letter.
enum WindowsCodePage {
  /// Stands for a byte that the code page does not define.
  static let undefined: UInt32 = 0xFFFF

  /// The scalars of 0x80...0x9F in code page 1252; 1258 differs at the places below.
  private static let upperControls: [UInt32] = [
    0x20AC, 0xFFFF, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0xFFFF,
    0x017D, 0xFFFF, 0xFFFF, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A,
    0x0153, 0xFFFF, 0x017E, 0x0178,
  ]
  private static let vietnamese: [UInt8: UInt32] = [
    0x8A: 0xFFFF, 0x8E: 0xFFFF, 0x9A: 0xFFFF, 0x9E: 0xFFFF,
    0xC3: 0x0102, 0xCC: 0x0300, 0xD0: 0x0110, 0xD2: 0x0309, 0xD5: 0x01A0, 0xDD: 0x01AF, 0xDE: 0x0303,
    0xE3: 0x0103, 0xEC: 0x0301, 0xF0: 0x0111, 0xF2: 0x0323, 0xF5: 0x01A1, 0xFD: 0x01B0, 0xFE: 0x20AB,
  ]

  /// The letter of code page 1252 that a control character U+0080...U+009F stands for.
  ///
  /// No text holds these characters; they come from programs that took the bytes of the code page for Unicode, and web
  /// standards read them so.
  static func letter(ofControl scalar: UInt32) -> UInt32? {
    guard (0x80...0x9F).contains(scalar) else { return nil }
    let letter = upperControls[Int(scalar) - 0x80]
    return letter == undefined ? nil : letter
  }

  /// A text with such characters replaced.
  static func withoutControls(_ text: String) -> String {
    guard text.utf8.contains(0xC2) else { return text }
    var fixed = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      fixed.append(letter(ofControl: scalar.value).flatMap { Unicode.Scalar($0) } ?? scalar)
    }
    return String(fixed)
  }

  /// The scalars of all bytes.
  static func table(_ encoding: TextEncoding) -> [UInt32] {
    (0...255).map { (byte: Int) -> UInt32 in
      let byte = UInt8(byte)
      if encoding == .windows1258, let scalar = vietnamese[byte] { return scalar }
      return (0x80...0x9F).contains(byte) ? upperControls[Int(byte) - 0x80] : UInt32(byte)
    }
  }
}

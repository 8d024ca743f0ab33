import Foundation
import RecordFiles
import Testing

@Suite struct TextDecodingTests {
  static let list = """
    Mã số thuế,Tên đơn vị,Số tiền nợ
    3000000005,Công ty TNHH Đường Sắt Bình Trị Thiên,1.200.000
    3000000006,Hợp tác xã Dệt may Phú Hoà Đỡ Đần,5
    3000000007,Xí nghiệp Gỗ Mỹ nghệ Ngự Bình ở Huế,6

    """

  /// The text of some bytes after decoding, and how they were understood.
  private func decode(_ bytes: [UInt8], as encoding: TextEncoding? = nil) throws -> (String, ReadingOptions) {
    var options = ReadingOptions()
    options.encoding = encoding
    let decoded = try TextDecoding.decode(InputBytes(bytes, path: "list.csv"), &options)
    return (decoded.withBytes { String(decoding: $0, as: UTF8.self) }, options)
  }

  /// Windows-1258 as Windows itself writes it: letters with their own sign stay whole, tones stand behind them.
  static func windows1258(_ text: String) -> [UInt8] {
    let tones: [UInt32: UInt8] = [0x300: 0xCC, 0x301: 0xEC, 0x303: 0xDE, 0x309: 0xD2, 0x323: 0xF2]
    let whole: [UInt32: UInt8] = [
      0x102: 0xC3, 0x103: 0xE3, 0x110: 0xD0, 0x111: 0xF0, 0x1A0: 0xD5, 0x1A1: 0xF5, 0x1AF: 0xDD, 0x1B0: 0xFD,
    ]
    var bytes: [UInt8] = []
    for character in text {
      for scalar in String(character).decomposedStringWithCanonicalMapping.unicodeScalars {
        if let tone = tones[scalar.value] {
          bytes.append(tone)
        } else if [0x302, 0x306, 0x31B].contains(scalar.value) {
          // The sign belongs to the letter before it, perhaps with a tone in between.
          let place = bytes.lastIndex { $0 < 0x80 } ?? 0
          let letter = String(UnicodeScalar(bytes[place])) + String(scalar)
          let composed = letter.precomposedStringWithCanonicalMapping.unicodeScalars.first?.value ?? 0
          bytes[place] = whole[composed] ?? UInt8(composed)
        } else {
          bytes.append(whole[scalar.value] ?? UInt8(truncatingIfNeeded: scalar.value))
        }
      }
    }
    return bytes
  }

  @Test func utf16IsReadInBothByteOrders() throws {
    for (encoding, mark) in [
      (String.Encoding.utf16LittleEndian, [0xFF, 0xFE]), (.utf16BigEndian, [0xFE, 0xFF]),
    ] {
      let bytes = [UInt8](try #require(Self.list.data(using: encoding)))
      for hasMark in [true, false] {
        let (text, options) = try decode((hasMark ? mark.map { UInt8($0) } : []) + bytes)
        #expect(text == Self.list)
        #expect(options.encodingFinding?.encoding.rawValue.hasPrefix("utf-16") == true)
      }
    }
  }

  @Test func lettersBeyondTheFirstPlaneSurviveAndHalvesBecomeFaults() throws {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x41, 0, 0x3D, 0xD8, 0x00, 0xDE, 0x3D, 0xD8, 0x42, 0, 0x43]
    var options = ReadingOptions()
    let decoded = try TextDecoding.decode(InputBytes(bytes, path: "x"), &options)
    decoded.withBytes { #expect(Array($0) == [0x41, 0xF0, 0x9F, 0x98, 0x80, 0xFF, 0x42, 0xFF]) }
  }

  @Test func vietnameseOfWindowsIsFoundAndComposed() throws {
    let bytes = Self.windows1258(Self.list)
    let (text, options) = try decode(bytes)
    #expect(
      Array(text.unicodeScalars) == Array(Self.list.precomposedStringWithCanonicalMapping.unicodeScalars))
    #expect(options.encodingFinding?.encoding == .windows1258)
  }

  /// The letters of 0x80...0xFF as Unicode's mapping tables give them; `?` where a code page has none.
  static let codePages: [(TextEncoding, String)] = [
    (
      .windows1252,
      "€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»"
        + "¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"
    ),
    (
      .windows1258,
      "€?‚ƒ„…†‡ˆ‰?‹Œ????‘’“”•–—˜™?›œ??Ÿ\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»"
        + "¼½¾¿ÀÁÂĂÄÅÆÇÈÉÊË\u{300}ÍÎÏĐÑ\u{309}ÓÔƠÖ×ØÙÚÛÜƯ\u{303}ßàáâăäåæçèéêë"
        + "\u{301}íîïđñ\u{323}óôơö÷øùúûüư₫ÿ"
    ),
  ]

  @Test(arguments: codePages)
  func everyByteOfTheCodePagesIsAsUnicodeSays(_ encoding: TextEncoding, _ letters: String) throws {
    let scalars = Array(letters.unicodeScalars)
    try #require(scalars.count == 128)
    for (place, scalar) in scalars.enumerated() {
      var options = ReadingOptions()
      options.encoding = encoding
      // `|` takes no mark.
      let decoded = try TextDecoding.decode(InputBytes([0x7C, UInt8(0x80 + place)], path: "x"), &options)
      let found = decoded.withBytes { Array($0.dropFirst()) }
      #expect(found == (scalar == "?" ? [0xFF] : Array(String(scalar).utf8)), "byte \(0x80 + place)")
    }
  }

  @Test func westernTextIsNotTakenForVietnamese() throws {
    let french = "Nom;Société\n1;Crédit Général à l'échéance\n2;Façonnage « léger »\n"
    let bytes = [UInt8](try #require(french.data(using: .windowsCP1252)))
    let (text, options) = try decode(bytes)
    #expect(text == french)
    #expect(options.encodingFinding?.encoding == .windows1252)
  }

  @Test func utf8WithAFewDamagedLettersStaysUTF8() throws {
    var bytes = Array(Self.list.utf8)
    bytes.insert(0xE1, at: bytes.count - 20)
    let (_, options) = try decode(bytes)
    #expect(options.encodingFinding?.encoding == .utf8)
  }

  /// `Công ty cổ phần Đường Phú Xuân, Doanh nghiệp tư nhân Hồng Thủy` in TCVN3.
  static let tcvn3: [UInt8] =
    Array("STT,C".utf8) + [0xAB] + Array("ng ty\n1,C".utf8) + [0xAB] + Array("ng ty c".utf8) + [0xE6]
    + Array(" ph".utf8) + [0xC7] + Array("n ".utf8) + [0xA7, 0xAD, 0xEA] + Array("ng Ph".utf8) + [0xF3]
    + Array(" Xu".utf8) + [0xA9] + Array("n\n2,Doanh nghi".utf8) + [0xD6] + Array("p t".utf8) + [0xAD]
    + Array(" nh".utf8) + [0xA9] + Array("n H".utf8) + [0xE5] + Array("ng Th".utf8) + [0xF1]
    + Array("y\n".utf8)

  /// The same in VNI.
  static let vni: [UInt8] =
    Array("STT,Co".utf8) + [0xE2] + Array("ng ty\n1,Co".utf8) + [0xE2] + Array("ng ty co".utf8) + [0xE5]
    + Array(" pha".utf8) + [0xE0] + Array("n ".utf8) + [0xD1, 0xF6, 0xF4, 0xF8] + Array("ng Phu".utf8) + [
      0xF9
    ]
    + Array(" Xua".utf8) + [0xE2] + Array("n\n2,Doanh nghie".utf8) + [0xE4] + Array("p t".utf8) + [0xF6]
    + Array(" nha".utf8) + [0xE2] + Array("n Ho".utf8) + [0xE0] + Array("ng Thu".utf8) + [0xFB]
    + Array("y\n".utf8)

  @Test(arguments: [(tcvn3, FontEncoding.tcvn3), (vni, .vni)])
  func textForSpecialFontsIsRefused(_ bytes: [UInt8], _ font: FontEncoding) {
    #expect(throws: InputError.fontEncoding(path: "list.csv", encoding: font)) { try decode(bytes) }
    // The same letters after someone saved them as UTF-8.
    let saved = bytes.flatMap { Array(String(UnicodeScalar($0)).utf8) }
    #expect(throws: InputError.fontEncoding(path: "list.csv", encoding: font)) { try decode(saved) }
    #expect(throws: Never.self) { try decode(saved, as: .utf8) }
  }

  @Test func aListOfWindowsIsReadLikeOneInUTF8() throws {
    var options = ReadingOptions()
    let input = try TextDecoding.decode(InputBytes(Self.windows1258(Self.list), path: "list.csv"), &options)
    let name = ColumnRequest(id: 1, machineName: "firm_name", titles: ["Tên đơn vị"], kind: .text)
    let read = try RecordFileReader.read(input, [name], options: options)
    #expect(
      texts(read, 0) == [
        "Công ty TNHH Đường Sắt Bình Trị Thiên", "Hợp tác xã Dệt may Phú Hoà Đỡ Đần",
        "Xí nghiệp Gỗ Mỹ nghệ Ngự Bình ở Huế",
      ])
    #expect(read.layout.evidence.first?.hasPrefix("encoding: Windows-1258") == true)
  }
}

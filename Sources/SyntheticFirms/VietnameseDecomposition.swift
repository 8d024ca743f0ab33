/// Writes Vietnamese letters and their marks apart (Unicode form D), as lists from some other systems have them.
enum VietnameseDecomposition {
  /// Vowels in rows of six: plain, grave, hook above, tilde, acute, dot below.
  static let vowels: [(letters: String, base: [UInt32], mark: UInt32?)] = [
    ("aàảãáạ", [0x61], nil), ("ăằẳẵắặ", [0x61], 0x306), ("âầẩẫấậ", [0x61], 0x302), ("eèẻẽéẹ", [0x65], nil),
    ("êềểễếệ", [0x65], 0x302), ("iìỉĩíị", [0x69], nil), ("oòỏõóọ", [0x6F], nil), ("ôồổỗốộ", [0x6F], 0x302),
    ("ơờởỡớợ", [0x6F], 0x31B), ("uùủũúụ", [0x75], nil), ("ưừửữứự", [0x75], 0x31B), ("yỳỷỹýỵ", [0x79], nil),
    ("AÀẢÃÁẠ", [0x41], nil), ("ĂẰẲẴẮẶ", [0x41], 0x306), ("ÂẦẨẪẤẬ", [0x41], 0x302), ("EÈẺẼÉẸ", [0x45], nil),
    ("ÊỀỂỄẾỆ", [0x45], 0x302), ("IÌỈĨÍỊ", [0x49], nil), ("OÒỎÕÓỌ", [0x4F], nil), ("ÔỒỔỖỐỘ", [0x4F], 0x302),
    ("ƠỜỞỠỚỢ", [0x4F], 0x31B), ("UÙỦŨÚỤ", [0x55], nil), ("ƯỪỬỮỨỰ", [0x55], 0x31B), ("YỲỶỸÝỴ", [0x59], nil),
  ]
  static let tones: [UInt32?] = [nil, 0x300, 0x309, 0x303, 0x301, 0x323]
  private static let dotBelow: UInt32 = 0x323
  private static let horn: UInt32 = 0x31B

  private static let table: [UInt32: [UInt32]] = {
    var table: [UInt32: [UInt32]] = [:]
    for (letters, base, mark) in vowels {
      for (letter, tone) in zip(letters.unicodeScalars, tones) where letter.value > 0x7F {
        // The dot below comes before a circumflex or breve and after a horn: the order of form D.
        let dotFirst = tone == dotBelow && mark != horn
        table[letter.value] = base + (dotFirst ? [tone, mark] : [mark, tone]).compactMap { $0 }
      }
    }
    return table
  }()

  /// The text with its marks apart; `đ` has none and stays.
  static func decomposed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let parts = table[scalar.value] else {
        result.append(scalar)
        continue
      }
      for part in parts { if let scalar = Unicode.Scalar(part) { result.append(scalar) } }
    }
    return String(result)
  }
}

/// Counts how many words with marks are Vietnamese syllables, under each way to write Vietnamese in one byte a letter.
///
/// Vietnamese syllables have few forms, so text read under a wrong table soon stops to be Vietnamese.
struct VietnameseWords {
  /// What a way of writing makes of the words.
  struct Count: Hashable {
    var words = 0
    var syllables = 0

    /// Whether the words speak for the way of writing.
    var isConvincing: Bool { syllables >= 3 && syllables * 100 >= words * 80 }
  }

  private(set) var windows1258 = Count()
  private(set) var tcvn3 = Count()
  private(set) var vni = Count()
  private static let longestWord = 12

  /// Takes the words of bytes, or of scalars below 256.
  mutating func take<Bytes: Sequence>(_ bytes: Bytes) where Bytes.Element == UInt8 {
    var word: [UInt8] = []
    for byte in bytes {
      let isLetter = byte >= 0x80 || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      if isLetter {
        word.append(byte)
      } else {
        close(&word)
      }
    }
    close(&word)
  }

  private mutating func close(_ word: inout [UInt8]) {
    defer { word.removeAll(keepingCapacity: true) }
    guard word.contains(where: { $0 >= 0x80 }) else { return }
    count(word, Self.letters1258, &windows1258)
    count(word, Self.lettersTCVN3, &tcvn3)
    count(word, Self.lettersVNI, &vni)
  }

  private func count(_ word: [UInt8], _ letters: ([UInt8]) -> [UInt8]?, _ count: inout Count) {
    count.words += 1
    if word.count <= Self.longestWord, let plain = letters(word), Self.isSyllable(plain) {
      count.syllables += 1
    }
  }

  // MARK: Letters without marks

  private static let bases1258: [UInt8: UInt8] = [
    0xC2: 0x61, 0xC3: 0x61, 0xCA: 0x65, 0xD0: 0x64, 0xD4: 0x6F, 0xD5: 0x6F, 0xDD: 0x75,
    0xE2: 0x61, 0xE3: 0x61, 0xEA: 0x65, 0xF0: 0x64, 0xF4: 0x6F, 0xF5: 0x6F, 0xFD: 0x75,
    0xC0: 0x61, 0xC1: 0x61, 0xC8: 0x65, 0xC9: 0x65, 0xCD: 0x69, 0xD3: 0x6F, 0xD9: 0x75, 0xDA: 0x75,
    0xE0: 0x61, 0xE1: 0x61, 0xE8: 0x65, 0xE9: 0x65, 0xED: 0x69, 0xF3: 0x6F, 0xF9: 0x75, 0xFA: 0x75,
  ]
  private static let tones1258: Set<UInt8> = [0xCC, 0xD2, 0xDE, 0xEC, 0xF2]

  private static func letters1258(_ word: [UInt8]) -> [UInt8]? {
    var plain: [UInt8] = []
    for byte in word {
      if byte < 0x80 {
        plain.append(byte | 0x20)
      } else if let base = bases1258[byte] {
        plain.append(base)
      } else if tones1258.contains(byte), let last = plain.last, isVowel(last) {
        continue
      } else {
        return nil
      }
    }
    return plain
  }

  private static let basesTCVN3: [(letter: Character, bytes: [UInt8])] = [
    ("a", [0xA1, 0xA2, 0xA8, 0xA9, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB]),
    ("a", [0xB5, 0xB6, 0xB7, 0xB8, 0xB9]), ("d", [0xA7, 0xAE]),
    ("e", [0xA3, 0xAA, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6]),
    ("i", [0xD7, 0xD8, 0xDC, 0xDD, 0xDE]),
    ("o", [0xA4, 0xA5, 0xAB, 0xAC, 0xDF, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9]),
    ("o", [0xEA, 0xEB, 0xEC, 0xED, 0xEE]), ("u", [0xA6, 0xAD, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4]),
    ("u", [0xF5, 0xF6, 0xF7, 0xF8, 0xF9]), ("y", [0xFA, 0xFB, 0xFC, 0xFD, 0xFE]),
  ]
  private static let tableTCVN3: [UInt8: UInt8] = {
    var table: [UInt8: UInt8] = [:]
    for (letter, bytes) in basesTCVN3 {
      for byte in bytes { table[byte] = letter.asciiValue }
    }
    return table
  }()

  private static func lettersTCVN3(_ word: [UInt8]) -> [UInt8]? {
    var plain: [UInt8] = []
    for byte in word {
      if byte < 0x80 {
        plain.append(byte | 0x20)
      } else if let base = tableTCVN3[byte] {
        plain.append(base)
      } else {
        return nil
      }
    }
    return plain
  }

  private static let tonesVNI: Set<UInt8> = [0xF8, 0xF9, 0xFB, 0xF5, 0xEF]
  private static let roundVNI: Set<UInt8> = [0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4]
  private static let shortVNI: Set<UInt8> = [0xEA, 0xE9, 0xE8, 0xFA, 0xFC, 0xEB]
  private static let aloneVNI: [UInt8: UInt8] = [
    0xF1: 0x64, 0xF4: 0x6F, 0xF6: 0x75, 0xED: 0x69, 0xEC: 0x69, 0xE6: 0x69, 0xF3: 0x69, 0xF2: 0x69,
    0xEE: 0x79,
  ]

  /// VNI writes the marks of a letter as a byte of their own after it.
  private static func lettersVNI(_ word: [UInt8]) -> [UInt8]? {
    var plain: [UInt8] = []
    var mayTakeMark: UInt8 = 0
    for byte in word {
      if byte < 0x80 {
        plain.append(byte | 0x20)
        mayTakeMark = isVowel(byte | 0x20) ? byte | 0x20 : 0
        continue
      }
      let small = byte | 0x20
      let isMark =
        tonesVNI.contains(small) && mayTakeMark != 0
        || roundVNI.contains(small) && [0x61, 0x65, 0x6F].contains(mayTakeMark)
        || shortVNI.contains(small) && mayTakeMark == 0x61
      if isMark {
        mayTakeMark = 0
      } else if let base = aloneVNI[small] {
        plain.append(base)
        mayTakeMark = base == 0x6F || base == 0x75 ? base : 0
      } else {
        return nil
      }
    }
    return plain
  }

  // MARK: Syllables

  private static func isVowel(_ letter: UInt8) -> Bool { "aeiouy".utf8.contains(letter) }

  private static let starts: Set<String> = [
    "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
    "qu", "r",
    "s", "t", "th", "tr", "v", "x",
  ]
  private static let ends: Set<String> = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]

  /// Whether letters without marks can be a Vietnamese syllable: consonants, one to three vowels, consonants.
  static func isSyllable(_ letters: [UInt8]) -> Bool {
    guard let first = letters.firstIndex(where: isVowel) else { return false }
    let vowelEnd = letters[first...].firstIndex { !isVowel($0) } ?? letters.count
    var start = String(decoding: letters[..<first], as: UTF8.self)
    if start == "q" { start = "qu" }
    let end = String(decoding: letters[vowelEnd...], as: UTF8.self)
    return vowelEnd - first <= 4 && starts.contains(start) && ends.contains(end)
  }
}

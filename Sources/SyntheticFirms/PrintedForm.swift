/// What an agency puts around the rows of a list that it prints and sends, and how the file is written.
struct PrintedForm {
  /// Neighbouring columns under one title.
  struct Group {
    let title: String
    let first: String
    let last: String

    init(_ title: String, _ first: String, _ last: String) {
      self.title = title
      self.first = first
      self.last = last
    }
  }

  var letters = FileLetters.utf8
  var delimiter = UInt8(ascii: ";")
  var endsLinesWithCRLF = true
  /// The office above the agency and the agency; the motto of the state stands beside them.
  let offices: (String, String)
  /// Lines between the offices and the header.
  let title: [String]
  var groups: [Group] = []
  /// Units of columns, in a row under the header.
  var units: [String: String] = [:]
  /// Whether a row under the header counts the columns.
  var countsColumns = false
  /// Columns whose amounts are written in thousands, with three decimals.
  var thousands: Set<String> = []
  var rowsPerPage = Int.max
  /// Whether the header stands at the top of every page.
  var repeatsHeader = true
  /// Who signs: the left and the right half of the last lines.
  let signers: (String, String)
}

/// The encoding of a file and its byte-order mark.
enum FileLetters {
  case utf8
  case markedUTF8
  case utf16LittleEndian
  case utf16BigEndian
  case windows1258

  /// What the file starts with.
  var mark: [UInt8] {
    switch self {
    case .utf8, .windows1258: return []
    case .markedUTF8: return [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: return [0xFF, 0xFE]
    case .utf16BigEndian: return [0xFE, 0xFF]
    }
  }

  func bytes(_ text: String) -> [UInt8] {
    switch self {
    case .utf8, .markedUTF8: return Array(text.utf8)
    case .utf16LittleEndian: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .windows1258: return Windows1258.bytes(text)
    }
  }
}

/// The Vietnamese code page of Windows: letters with hats and horns are one byte, most tones follow as a second one.
enum Windows1258 {
  /// Letters that the code page has but Windows-1252 has not, or has elsewhere.
  private static let own: [UInt32: UInt8] = [
    0x102: 0xC3, 0x103: 0xE3, 0x110: 0xD0, 0x111: 0xF0, 0x1A0: 0xD5, 0x1A1: 0xF5, 0x1AF: 0xDD, 0x1B0: 0xFD,
    0x300: 0xCC, 0x309: 0xD2, 0x303: 0xDE, 0x301: 0xEC, 0x323: 0xF2, 0x2013: 0x96,
  ]
  /// Letters of Latin-1 that have another meaning here.
  private static let taken: Set<UInt32> = [
    0xC3, 0xCC, 0xD0, 0xD2, 0xD5, 0xDD, 0xDE, 0xE3, 0xEC, 0xF0, 0xF2, 0xF5, 0xFD, 0xFE,
  ]

  private static let table: [UInt32: [UInt8]] = {
    var table: [UInt32: [UInt8]] = [:]
    for (letters, _, _) in VietnameseDecomposition.vowels {
      guard let base = letters.unicodeScalars.first.flatMap({ byte($0.value) }) else { continue }
      for (letter, tone) in zip(letters.unicodeScalars, VietnameseDecomposition.tones) {
        guard byte(letter.value) == nil, let tone, let mark = own[tone] else { continue }
        table[letter.value] = [base, mark]
      }
    }
    return table
  }()

  private static func byte(_ scalar: UInt32) -> UInt8? {
    if let byte = own[scalar] { return byte }
    guard scalar < 0x80 || (0xA0...0xFF).contains(scalar), !taken.contains(scalar) else { return nil }
    return UInt8(scalar)
  }

  /// The bytes of a text in form C; a question mark where the code page lacks a letter, as Windows writes it.
  static func bytes(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in
      byte(scalar.value).map { [$0] } ?? table[scalar.value] ?? [0x3F]
    }
  }
}

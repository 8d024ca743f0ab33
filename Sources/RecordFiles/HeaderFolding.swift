/// Folds titles and words so that spellings which people hold equal become equal bytes.
///
/// Case, accents, `đ`, Unicode composition, punctuation and blanks do not count: `Mã số  thuế` and `MA_SO_THUE` both
/// become `ma so thue`.
public enum HeaderFolding {
  /// The folded text: lower-case Latin letters and digits with single blanks between words.
  public static func fold(_ text: String) -> String {
    String(decoding: fold(Array(text.utf8)), as: UTF8.self)
  }

  /// The folded bytes; bytes that are not UTF-8 separate words.
  public static func fold(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { cell in
      var folded: [UInt8] = []
      fold(cell, into: &folded)
      return folded
    }
  }

  /// The words of a folded text.
  static func words(of folded: String) -> [String] {
    folded.utf8.split(separator: 0x20).map { String(Substring($0)) }
  }

  static func fold(_ cell: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]) {
    folded.removeAll(keepingCapacity: true)
    var blankBefore = false
    var index = 0
    while index < cell.count {
      guard let next = UTF8Scalars.scalar(cell, at: index) else {
        blankBefore = true
        index += 1
        continue
      }
      index += next.length
      let letter = foldScalar(next.value)
      if letter == nothing { continue }
      if letter == blank {
        blankBefore = true
        continue
      }
      if blankBefore, !folded.isEmpty { folded.append(0x20) }
      blankBefore = false
      UTF8Scalars.append(letter, to: &folded)
    }
  }

  private static let blank: UInt32 = 0x20
  private static let nothing: UInt32 = 0

  /// The letter to compare, `blank` for what separates words and `nothing` for what leaves no trace.
  private static func foldScalar(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x30...0x39, 0x61...0x7A: return scalar
    case 0x41...0x5A: return scalar + 0x20
    case 0..<0xC0, 0xD7, 0xF7, 0x2000...0x200A, 0x2010...0x205F, 0x3000...0x303F, 0xFF00...0xFF0F:
      return blank
    case 0x300...0x36F, 0x200B...0x200F, 0x2060...0x206F, 0xFEFF, 0xFE00...0xFE0F: return nothing
    case 0x110, 0x111, 0xD0, 0xF0, 0x189, 0x20AB: return 0x64
    case 0x2714, 0x2611, 0x2705: return 0x2713
    case 0xC0..<0x250, 0x1E00..<0x1F00:
      let base = LatinComposition.base(of: scalar)
      return base < 0x80 ? foldScalar(base) : base
    default: return scalar
    }
  }
}

/// Counts the columns that text takes in a terminal.
public enum DisplayWidth {
  /// The columns of a text on one line: combining marks take none, East Asian characters and emoji two.
  public static func columns(of text: String) -> Int {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? text.utf8.count : cells(of: text.unicodeScalars).width
  }

  /// The text filled with blanks on the right to a number of columns; longer text stays as it is.
  public static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - self.columns(of: text)))
  }

  private static func cells(of scalars: String.UnicodeScalarView) -> (width: Int, last: Int) {
    var total = 0
    var last = 0
    var isJoined = false
    for scalar in scalars {
      if scalar.value == 0xFE0F, last == 1 {
        total += 1
        last = 2
      }
      let width = isJoined ? 0 : columns(of: scalar)
      if width > 0 { last = width }
      total += width
      isJoined = scalar.value == 0x200D
    }
    return (total, last)
  }

  /// The columns of a character that stands alone.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? 0 : 1 }
    if isWide(scalar.value) || scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
    default: return (0x1160...0x11FF).contains(scalar.value) ? 0 : 1
    }
  }

  /// Ranges that UAX 11 calls wide or full width.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
    0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
  ]

  private static func isWide(_ value: UInt32) -> Bool {
    value >= 0x1100 && wideRanges.contains { $0.contains(value) }
      && Unicode.Scalar(value)?.properties.generalCategory != .nonspacingMark
  }
}

extension Unicode.Scalar {
  /// Whether the character could steer a terminal or change the order in which text is shown.
  var steersTerminal: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}

extension String {
  /// The text with control and direction marks replaced by blanks, so that it cannot steer a terminal.
  public var withoutControlMarks: String {
    guard unicodeScalars.contains(where: \.steersTerminal) else { return self }
    var safe = String.UnicodeScalarView()
    for scalar in unicodeScalars { safe.append(scalar.steersTerminal ? " " : scalar) }
    return String(safe)
  }
}

import Diagnostics

/// Looks at every character of a file for those that must stand nowhere, not even in strings and comments.
struct CharacterCheck {
  private enum Fault {
    case notUTF8, control, direction
  }

  private let file: SourceFile
  private var diagnostics: [Diagnostic] = []
  private var run: (fault: Fault, start: Int, end: Int, scalar: UInt32)?

  private init(_ file: SourceFile) { self.file = file }

  /// What is wrong with the characters of a file; neighbours with the same fault are one finding.
  static func diagnostics(of file: SourceFile) -> [Diagnostic] {
    var check = CharacterCheck(file)
    check.scan()
    return check.diagnostics
  }

  private mutating func scan() {
    var offset = 0
    var sawReturn = false
    if file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      offset = 3
      add(
        .byteOrderMark, .note, "the file begins with a byte-order mark", 0, 3,
        help: "`rules format` removes it")
    }
    while offset < file.bytes.count {
      if Self.isPlain(file.bytes[offset]) {
        if run != nil { endRun() }
        offset += 1
        continue
      }
      let (scalar, length) = UTF8Text.scalar(in: file.bytes, at: offset)
      let endsLine = scalar == 0x0D && offset + 1 < file.bytes.count && file.bytes[offset + 1] == 0x0A
      if endsLine, !sawReturn {
        sawReturn = true
        let help = "`rules format` writes plain line feeds"
        add(
          .carriageReturns, .note, "lines end with carriage return and line feed", offset, offset + 1,
          help: help)
      }
      note(endsLine ? nil : Self.fault(of: scalar), scalar: scalar ?? 0, from: offset, to: offset + length)
      offset += length
    }
    endRun()
  }

  /// Whether a byte is a character of ASCII that may stand anywhere, as nearly all are.
  private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F || byte == 0x0A }

  private static func fault(of scalar: UInt32?) -> Fault? {
    switch scalar {
    case nil: .notUTF8
    case 0x09, 0x0A: nil
    case .some(0..<0x20), .some(0x7F..<0xA0), 0x2028, 0x2029: .control
    case 0x061C, 0x200E, 0x200F, .some(0x202A...0x202E), .some(0x2066...0x2069): .direction
    default: nil
    }
  }

  private mutating func note(_ fault: Fault?, scalar: UInt32, from start: Int, to end: Int) {
    if let current = run, current.fault == fault {
      run = (current.fault, current.start, end, current.scalar)
      return
    }
    endRun()
    if let fault { run = (fault, start, end, scalar) }
  }

  private mutating func endRun() {
    guard let run else { return }
    self.run = nil
    let code = UTF8Text.codePoint(run.scalar)
    switch run.fault {
    case .notUTF8:
      let bytes = file.bytes[run.start..<min(run.end, run.start + 8)].map {
        UTF8Text.hex(UInt32($0), digits: 2)
      }
      let listed = bytes.joined(separator: " ") + (run.end - run.start > 8 ? " …" : "")
      add(
        .invalidUTF8, .error, "bytes `\(listed)` are not UTF-8", run.start, run.end,
        help: "save the file as UTF-8 text")
    case .control:
      add(
        .unexpectedCharacter, .error, "control character \(code)", run.start, run.end,
        help: "remove it; a line break inside a string is written `\\n`")
    case .direction:
      add(
        .directionControl, .error, "invisible character \(code) changes the order in which text is shown",
        run.start, run.end, help: "remove it; Vietnamese and English texts need none")
    }
  }

  private mutating func add(
    _ code: DiagnosticCode, _ severity: Severity, _ headline: String, _ start: Int, _ end: Int, help: String
  ) {
    let span = Span(file: file.id, start: start, end: end)
    diagnostics.append(Diagnostic(code, severity, headline, at: .init(span), help: [help]))
  }
}

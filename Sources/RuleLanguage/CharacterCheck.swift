import Diagnostics

/// Looks at every character of a file for those that must stand nowhere, not even in strings and comments.
struct CharacterCheck {
  private enum Fault {
    case notUTF8, control, direction
  }

  private let file: SourceFile
  private let bytes: UnsafeBufferPointer<UInt8>
  private var diagnostics: [Diagnostic] = []
  private var run: (fault: Fault, start: Int, end: Int, scalar: UInt32)?

  private init(_ file: SourceFile, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.file = file
    self.bytes = bytes
  }

  /// What is wrong with the characters of a file, whose bytes stay in place; neighbours with one fault are one finding.
  static func diagnostics(of file: SourceFile, _ bytes: UnsafeBufferPointer<UInt8>) -> [Diagnostic] {
    var check = CharacterCheck(file, bytes)
    check.scan()
    return check.diagnostics
  }

  private mutating func scan() {
    var offset = 0
    var sawReturn = false
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      offset = 3
      add(
        .byteOrderMark, .note, "the file begins with a byte-order mark", 0, 3,
        help: "`rules format` removes it")
    }
    while offset < bytes.count {
      let plain = lengthOfPlain(at: offset)
      if plain > 0 {
        if run != nil { endRun() }
        offset &+= plain
        continue
      }
      let (scalar, length) = UTF8Text.scalar(in: bytes, at: offset)
      let endsLine = scalar == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
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

  /// The bytes of one or more characters here that may stand anywhere, as nearly all may; 0 for one to look at.
  ///
  /// They are ASCII without controls, and those of two and three bytes that Vietnamese is written with: U+00C0 to
  /// U+03FF and U+1000 to U+1FFF, among which nothing is a fault.
  private func lengthOfPlain(at offset: Int) -> Int {
    let plain = bytes.plainLength(at: offset)
    if plain > 0 { return plain }
    let first = bytes[offset]
    if first < 0x80 { return first >= 0x20 && first < 0x7F || first == 0x0A ? 1 : 0 }
    func goesOn(_ distance: Int) -> Bool {
      offset &+ distance < bytes.count && bytes[offset &+ distance] & 0xC0 == 0x80
    }
    if first >= 0xC3, first <= 0xCF { return goesOn(1) ? 2 : 0 }
    return first == 0xE1 && goesOn(1) && goesOn(2) ? 3 : 0
  }

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
      let shown = bytes[run.start..<min(run.end, run.start + 8)].map {
        UTF8Text.hex(UInt32($0), digits: 2)
      }
      let listed = shown.joined(separator: " ") + (run.end - run.start > 8 ? " …" : "")
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

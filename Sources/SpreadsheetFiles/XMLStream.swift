import RecordFiles
import XMLReader

/// One part of a workbook, read element by element.
///
/// libxml2's streaming reader does the work, with its usual bounds (256 elements inside each other, 10 MB of text in one
/// piece) in force. Nothing is fetched, no entity beyond the five of XML is known, and a document type is refused before
/// the parser sees it. The part counts as UTF-8 whatever it says, so that nothing can hide in another encoding.
final class XMLStream {
  enum Event {
    case start
    case end
    case text
    case finished
  }

  /// A name that stands in memory once; equal names have equal addresses.
  typealias Name = UnsafePointer<UInt8>

  private let source: XMLSource
  private let reader: OpaquePointer
  private var pendingEnd = false
  private var mustAdvance = true

  init(_ stream: PartStream, path: String, part: String) throws(InputError) {
    guard xml_reader_is_available() else { throw .noXMLReader(path) }
    source = XMLSource(stream, path: path, part: part)
    let context = Unmanaged.passUnretained(source).toOpaque()
    let made = xml_reader_make(
      { context, buffer, count in
        guard let context, let buffer, count > 0 else { return -1 }
        let source = Unmanaged<XMLSource>.fromOpaque(context).takeUnretainedValue()
        return buffer.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { start in
          source.read(into: UnsafeMutableBufferPointer(start: start, count: Int(count)))
        }
      }, context)
    guard let made else { throw .damagedPart(path, part, "libxml2 does not start") }
    reader = made
  }

  deinit { xml_reader_free(reader) }

  /// The address of a name, to compare `name` with.
  func intern(_ text: StaticString) -> Name? { xml_reader_intern(reader, text.utf8Start) }

  /// Name of the element at hand, without its prefix.
  var name: Name? { xml_reader_name(reader) }

  /// Goes to the next element, end of an element, or text.
  func next() throws(InputError) -> Event {
    if pendingEnd {
      pendingEnd = false
      return .end
    }
    while true {
      let status = xml_reader_next(reader)
      if let failure = source.failure { throw failure }
      guard status >= 0 else { throw damaged("no well-formed XML, \(place)") }
      guard status == 1 else {
        try source.finish()
        return .finished
      }
      switch Int(xml_reader_kind(reader)) {
      case xml_reader_element:
        pendingEnd = xml_reader_is_empty_element(reader)
        return .start
      case xml_reader_end_element: return .end
      case xml_reader_text, xml_reader_cdata, xml_reader_whitespace, xml_reader_significant_whitespace:
        return .text
      case xml_reader_document_type, xml_reader_entity_reference:
        throw .doctype(source.path, source.part)
      default: continue
      }
    }
  }

  /// Adds the text at hand to bytes.
  func appendText(to bytes: inout [UInt8]) { bytes.append(contentsOf: value) }

  /// The text or the attribute's value at hand; gone when the reader goes on.
  private var value: UnsafeBufferPointer<UInt8> {
    var length = 0
    let start = xml_reader_value(reader, &length)
    return UnsafeBufferPointer(start: start, count: length)
  }

  /// Gives each attribute of the element at hand to a closure; the bytes are gone afterwards.
  func eachAttribute(_ body: (Name, UnsafeBufferPointer<UInt8>) -> Void) {
    var status = xml_reader_first_attribute(reader)
    while status == 1 {
      let value = value
      if let name, value.baseAddress != nil { body(name, value) }
      status = xml_reader_next_attribute(reader)
    }
    xml_reader_leave_attributes(reader)
  }

  /// The attributes of the element at hand as texts, by local name.
  func attributes() -> [String: String] {
    var attributes: [String: String] = [:]
    eachAttribute { name, value in
      attributes[String(cString: name)] = String(decoding: value, as: UTF8.self)
    }
    return attributes
  }

  /// Where the reader stands, in words.
  var place: String { "near line \(max(1, xml_reader_line(reader)))" }

  func damaged(_ what: String) -> InputError { .damagedPart(source.path, source.part, what) }
}

/// Hands the bytes of a part to the parser, after a look at what stands before the first element.
private final class XMLSource {
  let path: String
  let part: String
  private(set) var failure: InputError?
  private let stream: PartStream
  private var prolog = PrologCheck()

  init(_ stream: PartStream, path: String, part: String) {
    self.stream = stream
    self.path = path
    self.part = part
  }

  /// Fills a buffer; 0 at the end, -1 after a failure.
  func read(into room: UnsafeMutableBufferPointer<UInt8>) -> Int32 {
    if failure != nil { return -1 }
    do throws(InputError) {
      let count = try stream.read(into: room)
      switch prolog.check(UnsafeBufferPointer(rebasing: room[..<count])) {
      case .fine: return Int32(count)
      case .doctype: failure = .doctype(path, part)
      case .notXML: failure = .damagedPart(path, part, "no XML in UTF-8")
      }
    } catch { failure = error }
    return -1
  }

  /// Reads what the parser left over, so that size and check sum are compared.
  func finish() throws(InputError) {
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 12)
    defer { room.deallocate() }
    while true {
      let count = try stream.read(into: room)
      if count == 0 { return }
    }
  }
}

/// Finds a document type before the first element of a part, without parsing XML.
struct PrologCheck {
  enum Verdict {
    case fine
    case doctype
    case notXML
  }

  private enum State {
    case start(Int)
    case between
    case open
    case mark
    case instruction(UInt8)
    case comment(Int)
    case passed
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private var state = State.start(0)

  /// Looks at the next bytes.
  mutating func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Verdict {
    if case .passed = state { return .fine }
    for byte in bytes {
      switch step(byte) {
      case .fine: if case .passed = state { return .fine }
      case let verdict: return verdict
      }
    }
    return .fine
  }

  private mutating func step(_ byte: UInt8) -> Verdict {
    switch state {
    case .start(let place):
      if place < 3, byte == Self.byteOrderMark[place] {
        state = .start(place + 1)
        return .fine
      }
      guard place == 0 || place == 3 else { return .notXML }
      state = .between
      return step(byte)
    case .between:
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: break
      case UInt8(ascii: "<"): state = .open
      default: return .notXML
      }
    case .open:
      switch byte {
      case UInt8(ascii: "!"): state = .mark
      case UInt8(ascii: "?"): state = .instruction(0)
      case 0: return .notXML
      default: state = .passed
      }
    case .mark:
      // Before the first element, what is no comment is a document type.
      guard byte == UInt8(ascii: "-") else { return .doctype }
      state = .comment(-1)
    case .instruction(let last):
      state = last == UInt8(ascii: "?") && byte == UInt8(ascii: ">") ? .between : .instruction(byte)
    case .comment(let dashes): stepInComment(dashes, byte)
    case .passed: break
    }
    return .fine
  }

  /// `dashes` is -1 until the second dash of the opening was seen, then the number of dashes in a row.
  private mutating func stepInComment(_ dashes: Int, _ byte: UInt8) {
    if dashes < 0 {
      state = .comment(0)
    } else if byte == UInt8(ascii: "-") {
      state = .comment(min(dashes + 1, 2))
    } else {
      state = dashes >= 2 && byte == UInt8(ascii: ">") ? .between : .comment(0)
    }
  }
}

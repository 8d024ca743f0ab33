import CLibxml2
import RecordFiles

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
  private let reader: xmlTextReaderPtr
  private var pendingEnd = false
  private var mustAdvance = true

  private static let isReady: Bool = {
    xmlInitParser()
    return true
  }()

  init(_ stream: PartStream, path: String, part: String) throws(InputError) {
    source = XMLSource(stream, path: path, part: part)
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    let context = Unmanaged.passUnretained(source).toOpaque()
    let take: xmlInputReadCallback = { context, buffer, count in
      guard let context, let buffer, count > 0 else { return -1 }
      let source = Unmanaged<XMLSource>.fromOpaque(context).takeUnretainedValue()
      return buffer.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { start in
        source.read(into: UnsafeMutableBufferPointer(start: start, count: Int(count)))
      }
    }
    guard Self.isReady,
      let reader = xmlReaderForIO(take, nil, context, nil, "UTF-8", Int32(options))
    else { throw .damagedPart(path, part, "libxml2 does not start") }
    self.reader = reader
  }

  deinit { xmlFreeTextReader(reader) }

  /// The address of a name, to compare `name` with.
  func intern(_ text: StaticString) -> Name? { xmlTextReaderConstString(reader, text.utf8Start) }

  /// Name of the element at hand, without its prefix.
  var name: Name? { xmlTextReaderConstLocalName(reader) }

  /// Goes to the next element, end of an element, or text.
  func next() throws(InputError) -> Event {
    if pendingEnd {
      pendingEnd = false
      return .end
    }
    while true {
      let status = xmlTextReaderRead(reader)
      if let failure = source.failure { throw failure }
      guard status >= 0 else { throw damaged("no well-formed XML, \(place)") }
      guard status == 1 else {
        try source.finish()
        return .finished
      }
      switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        pendingEnd = xmlTextReaderIsEmptyElement(reader) == 1
        return .start
      case XML_READER_TYPE_END_ELEMENT.rawValue: return .end
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
        XML_READER_TYPE_WHITESPACE.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
        return .text
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
        throw .doctype(source.path, source.part)
      default: continue
      }
    }
  }

  /// Adds the text at hand to bytes.
  func appendText(to bytes: inout [UInt8]) {
    guard let start = xmlTextReaderConstValue(reader) else { return }
    bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: Int(xmlStrlen(start))))
  }

  /// Gives each attribute of the element at hand to a closure; the bytes are gone afterwards.
  func eachAttribute(_ body: (Name, UnsafeBufferPointer<UInt8>) -> Void) {
    var status = xmlTextReaderMoveToFirstAttribute(reader)
    while status == 1 {
      if let name = xmlTextReaderConstLocalName(reader), let value = xmlTextReaderConstValue(reader) {
        body(name, UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value))))
      }
      status = xmlTextReaderMoveToNextAttribute(reader)
    }
    xmlTextReaderMoveToElement(reader)
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
  var place: String { "near line \(max(1, xmlTextReaderGetParserLineNumber(reader)))" }

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

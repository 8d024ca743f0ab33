import RecordFiles
import TestSupport
import Testing

@Suite struct RecordScannerTests {
  static let cases: [(text: String, cells: [[String]])] = [
    ("", []),
    ("a", [["a"]]),
    ("a\n", [["a"]]),
    ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
    ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
    ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
    ("a\nb\r\nc\rd", [["a"], ["b"], ["c"], ["d"]]),
    ("\n\n", [[""], [""]]),
    ("\r\n\r\n", [[""], [""]]),
    ("\r\r", [[""], [""]]),
    (",\n,,", [["", ""], ["", "", ""]]),
    ("\"a,b\",c\n", [["\"a,b\"", "c"]]),
    ("\"a\nb\",c\nd,e", [["\"a\nb\"", "c"], ["d", "e"]]),
    ("\"a\r\nb\",c\r\nd,e", [["\"a\r\nb\"", "c"], ["d", "e"]]),
    ("\"a\"\"b\",c", [["\"a\"\"b\"", "c"]]),
    ("\"\"\"\",c", [["\"\"\"\"", "c"]]),
    ("\"\",\"\"\n", [["\"\"", "\"\""]]),
    ("a\"b,c\"\nd", [["a\"b", "c\""], ["d"]]),
    ("\"a\"b,c\nd", [["\"a\"b", "c"], ["d"]]),
    (" \"a,b\"\n", [[" \"a", "b\""]]),
    ("tên công ty dài hơn tám byte,x\n", [["tên công ty dài hơn tám byte", "x"]]),
  ]

  @Test(arguments: cases.indices, [1, 2, 3, 7, 64 << 10])
  func recordsDoNotDependOnChunks(_ place: Int, _ chunk: Int) {
    let (text, cells) = Self.cases[place]
    let found = scan(Array(text.utf8), chunk: chunk)
    #expect(found.map(\.cells) == cells)
    #expect(found.allSatisfy { $0.fault == .none })
  }

  @Test func linesArePhysical() {
    let text = "a,b\r\n\"one\ntwo\r\nthree\rfour\",x\rlast,y\n\nend"
    for chunk in [1, 2, 3, 7, 100] {
      let found = scan(Array(text.utf8), chunk: chunk)
      #expect(found.map(\.line) == [1, 2, 6, 7, 8])
    }
  }

  @Test func openQuoteCostsOneLineOnly() {
    let text = "a,b\nx,\"open\nc,d\ne,f\n"
    for chunk in [1, 2, 3, 7, 100] {
      let found = scan(Array(text.utf8), chunk: chunk)
      #expect(found.map(\.fault) == [.none, .unclosedQuote, .none, .none])
      #expect(found.map(\.line) == [1, 2, 3, 4])
      #expect(found[2].cells == ["c", "d"])
    }
  }

  @Test func openQuoteInTheLastLineEndsThere() {
    for text in ["a\n\"open", "a\n\"open\n", "a\n\"open\r\n"] {
      let found = scan(Array(text.utf8), chunk: 3)
      #expect(found.map(\.fault) == [.none, .unclosedQuote])
    }
  }

  @Test func longRecordIsRejectedAtItsFirstLine() {
    let text = "a,b\n\"open\n" + String(repeating: "x,y\n", count: 20) + "tail\",z\nc,d\n"
    for chunk in [1, 2, 3, 7, 1000] {
      let found = scan(Array(text.utf8), chunk: chunk, limit: 40)
      #expect(found.count == 24)
      #expect(found[1].fault == .tooLong)
      #expect(found[1].line == 2)
      #expect(found[2] == scan(Array(text.utf8), chunk: 1000, limit: 40)[2])
      #expect(found.last?.cells == ["c", "d"])
    }
  }

  @Test func longLineIsOneFault() {
    let text = "a\n" + String(repeating: "x", count: 100) + "\nb\n"
    for chunk in [1, 7, 1000] {
      let found = scan(Array(text.utf8), chunk: chunk, limit: 40)
      #expect(found.map(\.fault) == [.none, .tooLong, .none])
      #expect(found.map(\.line) == [1, 2, 3])
    }
  }

  @Test func endlessQuotesDoNotMakeTheScannerGoBackForEver() {
    // Every line leads from inside quotes to inside quotes, so no record ends anywhere.
    let text = String(repeating: "a\",\"\n", count: 20_000)
    let found = scan(Array(text.utf8), chunk: 64 << 10, limit: 4096)
    #expect(found.count == 20_000)
    #expect(found.allSatisfy { $0.fault != .none })
  }

  @Test func randomBytesScanTheSameInChunksOfAnySize() {
    var random = SeededGenerator(seed: 7)
    let alphabet: [UInt8] = Array("a,\"\n\r; \u{0}é".utf8)
    for _ in 0..<400 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let whole = scan(bytes, chunk: 1000, limit: 30)
      for chunk in [1, 2, 3, 7] { #expect(scan(bytes, chunk: chunk, limit: 30) == whole) }
    }
  }

  @Test func startInsideQuotesLeavesTheFirstRecordOut() {
    let bytes = Array("tail of it\",x\nc,d\n".utf8)
    var scanner = RecordScanner(dialect: Dialect(), at: 0, line: 5, insideQuotes: true)
    var batch = RecordBatch()
    bytes.withUnsafeBufferPointer { scanner.scan($0, into: &batch) }
    #expect(batch.records.map(\.line) == [6])
    #expect(batch.records.map(\.start) == [14])
  }
}

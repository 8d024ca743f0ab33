import Foundation
import Testing

@Suite("The mess of the sample")
struct PlannedMessTests {
  private let folder = SampleFolder.committed

  private func codes(_ name: String, column: Int, delimiter: Character, header: Int = 1) throws -> [String] {
    try folder.lines(name).dropFirst(header).compactMap { line in
      let cells = line.split(separator: delimiter, omittingEmptySubsequences: false)
      return cells.count > column ? String(cells[column]) : nil
    }
  }

  @Test("Some lists have a byte-order mark and CRLF, others have neither")
  func encodings() throws {
    for (name, mark, crlf) in [
      (SampleFile.labour, true, true), (SampleFile.forms, true, true), (SampleFile.debtors, false, false),
      (SampleFile.insured, false, false), (SampleFile.unions, false, false),
    ] {
      let bytes = try folder.bytes(name)
      #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) == mark, "\(name)")
      #expect((bytes.range(of: Data([0x0D, 0x0A])) != nil) == crlf, "\(name)")
    }
  }

  @Test("Lists are divided by commas, semicolons and tabs")
  func delimiters() throws {
    #expect(try folder.lines(SampleFile.labour)[0].filter { $0 == ";" }.count == 35)
    #expect(try folder.lines(SampleFile.debtors)[0].filter { $0 == "," }.count == 9)
    #expect(try folder.lines(SampleFile.insured)[0].filter { $0 == "\t" }.count == 5)
    #expect(try folder.lines(SampleFile.unions)[2].filter { $0 == ";" }.count == 9)
  }

  @Test("One list is in form D and the others in form C")
  func normalisation() throws {
    let decomposed = try folder.text(SampleFile.insured)
    #expect(Array(decomposed.utf8) == Array(decomposed.decomposedStringWithCanonicalMapping.utf8))
    for name in [SampleFile.labour, SampleFile.debtors, SampleFile.unions, SampleFile.forms] {
      let composed = try folder.text(name)
      #expect(Array(composed.utf8) == Array(composed.precomposedStringWithCanonicalMapping.utf8), "\(name)")
    }
  }

  @Test("Numbers are grouped by dots in one list and by commas in another")
  func numbers() throws {
    #expect(try folder.text(SampleFile.labour).contains(";4.730.000;"))
    let debtors = try folder.text(SampleFile.debtors)
    #expect(debtors.range(of: #","[0-9]{1,3},[0-9]{3},[0-9]{3}","#, options: .regularExpression) != nil)
  }

  @Test("Addresses have line breaks inside quotes")
  func lineBreaks() throws {
    let labour = try folder.text(SampleFile.labour)
    #expect(labour.range(of: "\"Số [^\"\r]*\n(Phường|Xã)[^\"]*\"", options: .regularExpression) != nil)
  }

  @Test("Codes lost their zeros and branches their dash")
  func codes() throws {
    let debtors = try codes(SampleFile.debtors, column: 1, delimiter: ",")
    #expect(debtors.contains { $0.count == 9 && $0.hasPrefix("999") })
    #expect(debtors.contains { $0.count == 11 && $0.hasPrefix("99") })
    #expect(try codes(SampleFile.labour, column: 1, delimiter: ";").contains { $0.contains("-00") })
    #expect(try codes(SampleFile.labour, column: 1, delimiter: ";").contains { $0.hasSuffix("E+09") })
    let insured = try codes(SampleFile.insured, column: 0, delimiter: "\t")
    #expect(insured.contains { $0.count == 13 } && !insured.contains { $0.contains("-") })
  }

  @Test("Some rows stand twice, equal or with another headcount")
  func duplicates() throws {
    let lines = try folder.lines(SampleFile.labour)
    let equal = zip(lines, lines.dropFirst()).filter { $0 == $1 && $0.count > 60 }
    #expect(equal.count >= 2)
    let all = try codes(SampleFile.labour, column: 1, delimiter: ";").filter { $0.count >= 10 }
    #expect(Dictionary(grouping: all) { $0 }.values.filter { $0.count > 1 }.count >= 4)
  }

  @Test("There are bad cells, a short row, empty rows and total rows")
  func badRows() throws {
    let lines = try folder.lines(SampleFile.labour)
    #expect(lines.filter { $0.contains(";31/02/2026;") }.count >= 2)
    #expect(lines.filter { $0.contains(";abc;") }.count >= 1)
    #expect(lines.filter { (7...8).contains($0.filter { $0 == ";" }.count) }.count >= 2)
    #expect(lines.dropLast().filter(\.isEmpty).count >= 3)
    #expect(lines.contains { $0.hasPrefix(";;Tổng cộng;") })
    #expect(try folder.lines(SampleFile.debtors).contains { $0.hasPrefix(",,TỔNG CỘNG,") })
  }

  @Test("The union list has its title above the header")
  func title() throws {
    #expect(try folder.lines(SampleFile.unions)[0].hasPrefix("LIÊN ĐOÀN LAO ĐỘNG"))
  }

  @Test("Some debtors are unknown to the labour department")
  func debtorsOnly() throws {
    let labour = Set(try codes(SampleFile.labour, column: 2, delimiter: ";"))
    let debtors = try codes(SampleFile.debtors, column: 2, delimiter: ",").filter { $0.count > 15 }
    #expect((3...60).contains(debtors.filter { !labour.contains($0) }.count))
  }

  @Test("Dates are written day first in one list and year first in another")
  func dates() throws {
    #expect(try folder.lines(SampleFile.inspections)[1].contains(",202"))
    let labour = try folder.text(SampleFile.labour)
    #expect(labour.range(of: ";[0-3][0-9]/[01][0-9]/20[0-2][0-9];", options: .regularExpression) != nil)
  }

  @Test("Firms have many visits, and some have disputes")
  func manyRows() throws {
    let visits = try codes(SampleFile.inspections, column: 0, delimiter: ",")
    #expect(visits.count > 300 && Set(visits).count < visits.count)
    #expect(try folder.lines(SampleFile.disputes).count > 20)
  }
}

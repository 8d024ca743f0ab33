import Diagnostics
import Foundation
import RecordFiles
import RuleModel
import TestSupport
import Testing

@testable import FirmSources

/// Each bad input gets one clear message that names file, line and what to do, and never stops the program.
@Suite struct BadInputTests {
  private let good = "tax_code,firm_name,employees\n0312345678,Công ty B,50\n"

  private func failures(_ name: String, _ bytes: [UInt8]?) throws -> [Diagnostic] {
    let folder = try TemporaryFolder()
    let file = folder.file(name)
    if let bytes { try folder.write(name, bytes: bytes) }
    let rules = Sample.rules()
    do throws(SourceFailure) {
      let plan = try InputPlan(
        InputRequest(path: nil, sources: ["labour=" + file], asOf: Sample.asOf), for: rules)
      _ = try FirmSources.join(plan, for: rules)
    } catch {
      #expect(error.diagnostics.allSatisfy { $0.headline.contains(file) && !$0.help.isEmpty })
      return error.diagnostics
    }
    return []
  }

  @Test func aMissingFileIsNamed() throws {
    #expect(try failures("no.csv", nil).map(\.code) == [.inputMissing])
  }

  @Test func aListOfMoreRowsThanCanBeJoinedIsRefused() throws {
    var options = JoinOptions()
    options.mostRowsOfList = 2
    let row = "0312345678,Công ty B,50\n"
    #expect(try Sample.join(["labour.csv": good + row], options: options).table.count == 1)
    let folder = try TemporaryFolder()
    try folder.write("labour.csv", good + row + row)
    do throws(SourceFailure) {
      let plan = try InputPlan(InputRequest(path: folder.path, asOf: Sample.asOf), for: Sample.rules())
      _ = try FirmSources.join(plan, for: Sample.rules(), options: options)
      Issue.record("a list of three rows was joined")
    } catch {
      #expect(error.diagnostics.map(\.code.id) == ["FR288"])
      #expect(error.diagnostics.first?.headline.contains("labour.csv` has 3 rows") == true)
      #expect(error.diagnostics.first?.help.isEmpty == false)
    }
  }

  @Test func anAccountThatDoesNotBalanceIsAFinding() throws {
    let rules = Sample.rules()
    var account = try Sample.join(["labour.csv": good]).account
    #expect(JoinFindings(account, rules, [], [], [], []).all.isEmpty)
    // A row of the file that no count has.
    account.sources[Sample.labour].rowsRead += 1
    account.unbalancedFields = [Sample.employees]
    let found = JoinFindings(account, rules, [], [], [], []).all
    #expect(
      found.map(\.code.id) == ["FR289"] && found.allSatisfy { $0.severity == .error && !$0.help.isEmpty })
    #expect(found.first?.headline.contains("labour.csv`, `employees` does not balance") == true)
  }

  @Test func aFolderAsAListIsNamed() throws {
    let folder = try TemporaryFolder()
    let rules = Sample.rules()
    let plan = try InputPlan(
      InputRequest(path: nil, sources: ["labour=" + folder.path], asOf: Sample.asOf), for: rules)
    #expect(throws: SourceFailure.self) { try FirmSources.join(plan, for: rules) }
  }

  @Test func filesThatAreNoListsAreNamed() throws {
    #expect(try failures("a.csv", []).map(\.code) == [.inputEmpty])
    #expect(try failures("a.csv", [0xEF, 0xBB, 0xBF]).map(\.code) == [.inputEmpty])
    #expect(try failures("a.csv", [0x50, 0x4B, 3, 4, 0, 0]).map(\.code) == [.archiveDamaged])
    #expect(try failures("a.csv", [0x1F, 0x8B, 8, 0]).map(\.code) == [.gzipDamaged])
    #expect(try failures("a.csv", [0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0]).map(\.code) == [.inputWideText])
  }

  @Test func aHeaderWithoutTaxCodeNamesItsColumns() throws {
    let found = try failures("a.csv", Array("firm_name,employees\nCông ty B,50\n".utf8))
    #expect(found.map(\.code) == [.keyColumnNotFound])
    #expect(found.first?.help.last?.contains("`employees`") == true)
  }

  @Test func everyUnreadableListIsNamedAtOnce() throws {
    let found = try Sample.failure(["labour.csv": "", "debtors.csv": "firm_name,si_debt\nA,1\n"])
    #expect(found.map(\.code) == [.inputEmpty, .keyColumnNotFound])
  }

  /// Joins one list and gives its rejects as code and line.
  private func rejects(_ text: [UInt8]) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write("labour.csv", bytes: text)
    let rules = Sample.rules()
    let plan = try InputPlan(InputRequest(path: folder.path, asOf: Sample.asOf), for: rules)
    let joined = try FirmSources.join(plan, for: rules)
    #expect(joined.account.isBalanced)
    let rejects = try #require(joined.source(Sample.labour).rejects)
    for reject in rejects.kept {
      let named = joined.account.findings.contains {
        $0.code == reject.code && $0.headline.contains("labour.csv` line \(reject.line)") && !$0.help.isEmpty
      }
      #expect(named, "\(reject.code) in line \(reject.line)")
    }
    return rejects.kept.map { "\($0.severity.rawValue) \($0.code) \($0.line)" }
  }

  @Test(arguments: [
    ("0101234567,A\n", "row FR220 3"), ("0101234567,A,1,2\n", "row FR221 3"), (",A,1\n", "row FR224 3"),
    ("12,A,1\n", "row FR225 3"), ("\"1,01E+08\",A,1\n", "row FR226 3"),
    ("0101234567,A,2000000\n", "cell FR233 3"), ("0101234567,A,ten\n", "cell FR230 3"),
    ("0101234567,A\u{0},1\n", "cell FR240 3"), ("0101234567,\"A,1\n0101234567,A,1\n", "row FR223 3"),
  ])
  func aBadRowOrCellIsNamedWithItsLine(line: String, expected: String) throws {
    #expect(try rejects(Array((good + line).utf8)) == [expected])
  }

  @Test func bytesThatAreNoTextAreNamed() throws {
    // Letters that are UTF-8 beside it: the file as a whole is no other encoding.
    let bytes = Array((good + "0101234567,Đông Đô Đất Việt ").utf8) + [0xC3, 0x28] + Array(",1\n".utf8)
    #expect(try rejects(bytes) == ["cell FR239 3"])
  }

  @Test func aVeryLongLineIsRejectedAndReadingGoesOn() throws {
    let bytes =
      Array((good + "0101234567,").utf8) + [UInt8](repeating: 0x41, count: 17 << 20)
      + Array(",1\n0201234567,C,3\n".utf8)
    #expect(try rejects(bytes) == ["row FR222 3"])
  }

  @Test func anyBytesAreReadWithoutACrash() throws {
    var generator = SeededGenerator(seed: 11)
    let alphabet = Array("0123456789,;\"\n\r\t.-đA".utf8) + [0, 0xFF, 0xC3]
    let rules = Sample.rules(asking: [Sample.employees])
    let folder = try TemporaryFolder()
    for _ in 0..<150 {
      for name in ["labour.csv", "debtors.csv", "inspections.csv"] {
        let body = (0..<Int.random(in: 0...300, using: &generator)).compactMap { _ in
          alphabet.randomElement(using: &generator)
        }
        try folder.write(name, bytes: Array("tax_code,firm_name,employees,si_debt,visit_date\n".utf8) + body)
      }
      let plan = try InputPlan(InputRequest(path: folder.path, asOf: Sample.asOf), for: rules)
      do throws(SourceFailure) {
        #expect(try FirmSources.join(plan, for: rules).account.isBalanced)
      } catch {
        #expect(!error.diagnostics.isEmpty)
      }
    }
  }
}

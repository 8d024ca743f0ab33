import Diagnostics
import Foundation
import RecordFiles
import Testing

@testable import FirmRiskCommands

/// Every code of reading lists: a list or option that causes it, and advice in what is printed or listed.
@Suite("Messages of damaged lists") struct DamagedInputMessagesTests {
  /// What causes a code.
  struct Cause: CustomTestStringConvertible, Sendable {
    let code: String
    var files: [String: [UInt8]] = [:]
    /// Files that are taken away.
    var without: [String] = []
    var options: [String] = []
    /// Rules beside the small pack.
    var rules = ""
    var isBaseless = false
    var input = "lists"

    var testDescription: String { code }

    init(_ code: String, _ files: [String: String] = [:], options: [String] = []) {
      self.code = code
      self.files = files.mapValues { Array($0.utf8) }
      self.options = options
    }

    /// A base list with the rows under the header of the small pack and a column more.
    init(_ code: String, rows: String, more: String = "", rules: String = "") {
      self.init(code, ["labour.csv": "MST,Tên doanh nghiệp,Số lao động" + more + "\n" + rows])
      self.rules = rules
    }

    func bytes(_ name: String, _ bytes: [UInt8]) -> Cause {
      var changed = self
      changed.files[name] = bytes
      return changed
    }

    func changed(_ change: (inout Cause) -> Void) -> Cause {
      var cause = self
      change(&cause)
      return cause
    }
  }

  static let extra = """

    choice tier {
      title vi "Hạng" en "Tier"
      a vi "Hạng A" en "Tier A"
      b vi "Hạng B" en "Tier B"
    }
    field tier_cell: tier { title vi "Hạng" en "Tier" from labour }
    field day_cell: date { title vi "Ngày" en "Day" from labour }
    field yes_cell: yes/no { title vi "Đúng" en "True" from labour }
    field rate_cell: number { title vi "Tỷ số" en "Rate" decimals 3 range 0 to 1_000_000 from labour }
    field debt_cell: VND { title vi "Tiền (cũ)" en "Old" range 0 to 1_000_000_000_000 VND from labour }
    consistency day_cell < 2100-01-01 and employees <= 1000 else vi "quá nhiều" en "too many"

    """

  static let crosswalk = LinkedProvince.extra.components(separatedBy: "consistency")[0]
  static let key = "9900000048,An,1"

  /// Names of firms as TCVN3 writes them.
  static let oldLetters: [UInt8] = {
    var line = Array("9900000048,C".utf8)
    for (byte, text) in [(0xAB, "ng ty S"), (0xB6, "n xu"), (0xCA, "t "), (0xAE, " Qu"), (0xB6, "ng Tr")]
      as [(UInt8, String)]
    {
      line.append(byte)
      line += Array(text.utf8)
    }
    line += [0xDE, 0x0A]
    var bytes = Array("MST,Ten\n".utf8)
    for _ in 0..<40 { bytes += line }
    return bytes
  }()

  static let files: [Cause] = [
    Cause("FR200", options: ["--source", "debtors=nowhere.csv"]),
    Cause("FR201", options: ["--source", "debtors=lists"]),
    Cause("FR203", ["labour.csv": ""]), Cause("FR205", ["labour.csv": "BZh91AY&SY"]),
    Cause("FR206").bytes("labour.csv", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    Cause("FR207").bytes("labour.csv", [0xFF, 0xFE, 0, 0, 0x4D, 0, 0, 0]),
    Cause("FR208", ["labour.csv": "%PDF-1.7\n"]),
    Cause("FR209").bytes("labour.csv", oldLetters),
    Cause("FR210", ["labour.csv": "\n\n\n"]),
    Cause("FR211", ["labour.csv": "MST,Tên doanh nghiệp,Số lao động,Employees\n9900000048,An,1,2\n"]),
    Cause("FR212", ["labour.csv": "MST,Hạng,Tên doanh nghiệp\n9900000048,Hạng A,An\n"]).changed {
      $0.rules = extra + "field other: text { title vi \"Hạng\" en \"Other\" from labour }\n"
    },
    Cause("FR213", rows: key + "\n"), Cause("FR214", rows: key + ",x\n", more: ",Ghi chú"),
    Cause("FR215", ["labour.csv": "MST,Tên doanh nghiệp,Số lao động (nữ)\n" + key + "\n"]),
    Cause("FR216", ["labour.csv": "Tên doanh nghiệp,Xã\nAn,B\n"]),
    Cause(
      "FR217",
      ["labour.csv": (1...40).map { String(repeating: "a;b,", count: $0 % 7 + 1) }.joined(separator: "\n")]),
    Cause(
      "FR275", ["../links.csv": "source,tax_code,accept\nlabour,1,yes\n"], options: ["--links", "links.csv"]),
    Cause("FR290", ["../map.txt": "nothing\n"], options: ["--map", "map.txt"]),
    Cause(
      "FR291", ["../map.txt": "mapping 1\nsource labour\ncolumn 1 \"Mã lạ\" is tax_code\n"],
      options: ["--map", "map.txt"]),
    Cause(
      "FR292", ["../map.txt": "mapping 1\nsource labour\ncolumn 1 \"MST\" is tax_code\n"],
      options: ["--map", "map.txt"]),
    Cause(
      "FR293", ["../map.txt": "mapping 1\nsource tax\ncolumn 1 \"MST\" is tax_code\n"],
      options: ["--map", "map.txt"]),
  ]

  static let rows: [Cause] = [
    Cause("FR220", rows: "9900000062,B,1\n9900000048,An\n9900000104,C,1\n"),
    Cause("FR221", rows: "9900000048,An,1,x\n"), Cause("FR223", rows: "9900000048,\"An,1\n9900000062,B,1\n"),
    Cause("FR224", rows: ",An,1\n"), Cause("FR225", rows: "12A,An,1\n"),
    Cause("FR226", rows: "\"9,9E+09\",An,1\n"),
    Cause("FR227", rows: "99000\u{0}0048,An,1\n"), Cause("FR228", rows: "9900000048\"A, B\",5\n"),
    Cause("FR229", rows: key + "\nMST,Tên doanh nghiệp,Ghi chú\n9900000062,B,2\n"),
    Cause("FR230", rows: "9900000048,An,x\n"), Cause("FR233", rows: "9900000048,An,900000000\n"),
    Cause(
      "FR231",
      rows: (0..<30).map { "99000\(10_000 + $0),A,1,\"1.234,5\"\n" }.joined()
        + "9900000048,An,1,\"1,234.5\"\n", more: ",Tỷ số", rules: extra),
    Cause("FR232", rows: "9900000048,An,\"3,5\"\n"),
    Cause(
      "FR243", rows: "9900000048,An,1,\"1,23E+09\"\n", more: ",Số tiền",
      rules: extra
        + "field sum_cell: VND { title vi \"Số tiền\" en \"Sum\" range 0 to 1_000_000_000_000 VND from labour }\n"
    ),
    Cause("FR234", rows: key + ",hôm qua\n", more: ",Ngày", rules: extra),
    Cause("FR235", rows: key + ",31/02/2026\n", more: ",Ngày", rules: extra),
    Cause("FR236", rows: key + ",12/31/2025\n9900000062,B,1,01/02/2025\n", more: ",Ngày", rules: extra),
    Cause("FR247", rows: key + ",12/31/2025\n9900000062,B,1,01/02/2025\n", more: ",Ngày", rules: extra),
    Cause("FR244", rows: key + ",Quý II/2026\n", more: ",Ngày", rules: extra),
    Cause("FR237", rows: key + ",có lẽ\n", more: ",Đúng", rules: extra),
    Cause("FR242", rows: key + ",✓\n9900000062,B,1,x\n9900000104,C,1,✓\n", more: ",Đúng", rules: extra),
    Cause("FR246", rows: key + ",x\n9900000062,B,1,\n", more: ",Đúng", rules: extra),
    Cause("FR238", rows: key + ",Hạng D\n", more: ",Hạng", rules: extra),
    Cause("FR239").bytes(
      "labour.csv",
      Array("MST,Tên doanh nghiệp,Xã\n9900000048,An,".utf8) + [0xC3, 0x28] + Array("\n".utf8)),
    Cause("FR240", rows: "9900000048,A\u{0}n,1\n"), Cause("FR241", rows: "9900000048,\"An\" B,1\n"),
    Cause("FR245", rows: key + "\n9900000062,B,x\n"),
    Cause("FR248", rows: "9900000048,An,1,1.234\n", more: ",Tỷ số", rules: extra),
    Cause("FR249", rows: "9900000049,An,1\n"),
  ]

  static let sources: [Cause] = [
    Cause("FR261", ["notes.csv": "MST\n9900000048\n"]),
    Cause("FR262", ["labour-bhxh.csv": "MST\n9900000048\n"]).changed {
      $0.without = ["debtors.csv", "labour.csv"]
    },
    Cause("FR263", ["labour-2.csv": "MST\n9900000048\n"]),
    Cause("FR264", options: ["--source", "nobody=lists/labour.csv"]),
    Cause("FR265", options: ["--source", "labour"]),
    Cause("FR266").changed {
      $0.isBaseless = true
      $0.input = "lists/labour.csv"
    },
    Cause("FR267", ["lists.txt": "as of yesterday\n"]),
    Cause("FR269", ["lists.txt": "labour date 2020-01-01\n"]),
    Cause("FR270", ["lists.txt": "labour date 2030-01-01\n"]),
    Cause("FR271").changed { $0.without = ["labour.csv", "debtors.csv", "inspections.csv"] },
    Cause("FR272").changed { $0.without = ["labour.csv", "debtors.csv"] },
    Cause("FR273", ["old/labour.csv": "MST\n"]), Cause("FR274", options: ["--partial", "labour"]),
    Cause("FR280"), Cause("FR281", rows: "9900000048,An,1\n9900000048,An,2\n"),
    Cause("FR282", ["debtors.csv": "MST,Tên doanh nghiệp\n9900000048,Công ty Khác\n"]),
    Cause("FR283", ["debtors.csv": "MST,Tên doanh nghiệp\n12A,Công ty Khác\n"]),
    Cause(
      "FR284",
      [
        "inspections.csv": "MST,Ngày kiểm tra\n"
          + String(repeating: "9900000048,05/03/2026\n", count: 100_001)
      ]),
    Cause("FR285"), Cause("FR287", rows: ""),
    Cause(
      "FR276",
      ["units.csv": "MST,Mã đơn vị\n9900000048,T\n9900000062,T\n", "unit-debts.csv": "Mã đơn vị\nT\n"]
    )
    .changed { $0.rules = crosswalk },
    Cause("FR277", ["unit-debts.csv": "Mã đơn vị,Nợ đơn vị\nT,1\n"]).changed { $0.rules = crosswalk },
    Cause("FR294", ["unit-debts.csv": "Mã đơn vị,Nợ đơn vị\nT,1\n"]).changed { $0.rules = crosswalk },
    Cause("FR295", rows: "9900000048,An,2000\n", rules: extra),
    Cause("FR296", rows: "9900000048,An,1\n9900000048-001,An 1,2\n").changed {
      $0.options = ["--branches", "roll-up"]
    },
  ]

  /// Codes that need more than a damaged list, and the test that causes each.
  static let causedElsewhere: [String: String] = [
    "FR202": "UnreadableInputTests.aFileWithoutPermissionIsNamed",
    "FR204": "UnreadableInputTests.aFileThatTheSystemCannotOpenIsNamed",
    "FR222": "HostileInputTests.aLineOfAHundredMegabytesIsOneReject",
    "FR250": "RecordFileReaderTests.rejectsAreCountedBeyondTheLimit",
    "FR255": "UnwritableOutputTests.aFolderBelowAFileCannotBeMade",
    "FR256": "UnwritableOutputTests.aFullDiskUnderStandardOutputIsAnError",
    "FR257": "UnwritableOutputTests.aReaderThatHasGoneHasACodeOfItsOwn",
    "FR258": "UnwritableOutputTests.aFileThatOutgrowsItsLimitLeavesNothing",
    "FR260": "UnreadableInputTests.aFolderThatMayNotBeListedIsNamed",
    "FR288": "BadInputTests.aListOfMoreRowsThanCanBeJoinedIsRefused",
    "FR289": "BadInputTests.anAccountThatDoesNotBalanceIsAFinding",
    "FR307": "BalanceTests.aResultWhoseRowsDoNotAddUpIsRefused",
    "FR346": "UnreadableInputTests.aPipeThatDoesNotFitOnTheDiskIsNamed",
    "FR347": "PackedInputTests.standardInputIsOneListOnly",
    "FR359": "PackedInputTests.whereTheLibraryOfWorkbooksIsMissingOtherListsAreRead",
  ]

  /// Codes of FR340 to FR369 that a damaged workbook or archive causes in `WorkbookMessagesTests`, which checks them.
  private static func isOfWorkbook(_ code: String) -> Bool {
    "FR340"..."FR369" ~= code && causedElsewhere[code] == nil
  }

  private static var allCauses: [Cause] { files + rows + sources }

  @Test("Every code of reading lists is caused, by a list here or by a test that is named")
  func complete() {
    let wanted = DiagnosticCatalogue.entries.map(\.code.id).filter { code in
      code.hasPrefix("FR2") || code == "FR307" || "FR340"..."FR369" ~= code && !Self.isOfWorkbook(code)
    }
    let covered = Set(Self.allCauses.map(\.code)).union(Self.causedElsewhere.keys)
    #expect(covered == Set(wanted), "\(covered.symmetricDifference(wanted).sorted())")
    #expect(Set(Self.allCauses.map(\.code)).isDisjoint(with: Self.causedElsewhere.keys))
  }

  @Test(
    "The tests that cause the other codes are there", arguments: causedElsewhere.sorted { $0.key < $1.key })
  func named(code: String, test: String) throws {
    let parts = test.split(separator: ".")
    let folder = Repository.root + "/Tests/"
    let suites =
      FileManager.default.subpaths(atPath: folder)?.filter { $0.hasSuffix("/\(parts[0]).swift") } ?? []
    let texts = try suites.map { try String(contentsOfFile: folder + $0, encoding: .utf8) }
    #expect(texts.contains { $0.contains("func \(parts[1])() ") }, "\(code) is caused by no test")
  }

  @Test("The message names what to do", arguments: allCauses)
  func cause(_ cause: Cause) throws {
    let province = try SmallProvince()
    for (name, bytes) in cause.files { try province.folder.write("lists/" + name, bytes: bytes) }
    for name in cause.without { try province.folder.remove("lists/" + name) }
    var small = try String(contentsOfFile: province.rules + "/small.rules", encoding: .utf8)
    if cause.isBaseless { small = small.replacingOccurrences(of: "  base\n", with: "") }
    if cause.rules == Self.crosswalk {
      small = small.replacingOccurrences(
        of: "from labour, debtors", with: "from labour, units, unit_debts, debtors")
    }
    try province.folder.write("rules/small.rules", small + cause.rules)
    func placed(_ text: String) -> String {
      for name in ["lists", "links.csv", "map.txt", "nowhere.csv"]
      where text.hasSuffix(name) || text.contains("=" + name) {
        return text.replacingOccurrences(of: name, with: province.folder.file(name))
      }
      return text
    }
    let run = firmrisk(
      [
        "score", province.folder.file(cause.input), "--rules", province.folder.file("rules"), "--out",
        province.out,
      ]
        + ["--verbose", "--as-of", "2026-10-31"] + cause.options.map(placed))
    let printed = advised(run.errors)
    let listed = province.folder.exists("out") ? try advisedRejects(province) : []
    #expect(printed.contains(cause.code) || listed.contains(cause.code), "\(run.errors.prefix(3000))")
  }

  /// Codes of printed findings that are followed by advice.
  private func advised(_ errors: String) -> Set<String> {
    var codes: Set<String> = []
    var last = ""
    for line in errors.components(separatedBy: "\n") {
      if let start = line.range(of: "[FR"),
        line.hasPrefix("error[") || line.hasPrefix("warning[") || line.hasPrefix("note[")
      {
        last = String(line[start.lowerBound...].dropFirst().prefix(5))
      } else if line.hasPrefix("  = help: ") {
        codes.insert(last)
      }
    }
    return codes
  }

  private func advisedRejects(_ province: SmallProvince) throws -> Set<String> {
    let table = try province.rejects()
    return Set(table.entries.filter { $0["advice"]?.isEmpty == false }.compactMap { $0["code"] })
  }

  @Test("Every explanation of a code says what to do, in whole sentences")
  func explanations() {
    for entry in DiagnosticCatalogue.entries {
      #expect(entry.explanation.count > 60 && entry.explanation.hasSuffix("."), "\(entry.code)")
      #expect(!entry.title.hasSuffix("."), "\(entry.code)")
    }
  }
}

import Testing

@testable import RecordFiles

private let columns = [
  ColumnRequest(id: 0, machineName: "tax_code", titles: ["Mã số thuế", "MST"], kind: .taxCode),
  ColumnRequest(id: 1, machineName: "firm_name", titles: ["Tên doanh nghiệp"], kind: .text),
  ColumnRequest(
    id: 2, machineName: "si_debt", titles: ["Số tiền nợ"],
    kind: .number(NumberForm(decimals: 0, range: 0...10_000_000_000_000, quantity: .money))),
  ColumnRequest(id: 3, machineName: "reminded", titles: ["Đã đôn đốc"], kind: .truth),
  ColumnRequest(id: 4, machineName: "since", titles: ["Từ ngày"], kind: .date),
]

private let header = "MST,Tên doanh nghiệp,Số tiền nợ,Đã đôn đốc,Từ ngày"

/// Rows of every kind: quoted line ends, broken quotes, headers once more, sums, blanks, bad cells.
private func rows(_ count: Int) -> [String] {
  (0..<count).map { row in
    let key = "99" + String(10_000_000 + row * 7919 % 89_999_999)
    switch row % 23 {
    case 3: return "\(key),\"Công ty\nhai dòng \"\"\(row % 5)\"\"\",\(row),có,01/02/2026"
    case 5: return "\(key),Công ty \(row % 7),bảy,không,31/02/2026"
    case 7: return row % 46 == 7 ? header : ",,,,"
    case 11: return "\(key),\"Công ty, A\",\"1.234.567\",x,"
    case 13: return "Tổng cộng,,\(row),,"
    case 17: return ",Không mã,1,có,01/01/2026"
    case 19: return "\(key),Công ty \"giữa\" dòng,,,2026-03-01"
    default: return "\(key),Công ty \(row % 11),\(row * 1000),có,15/0\(row % 9 + 1)/2026"
    }
  }
}

@Suite struct FilePartsTests {
  private func read(_ text: String, partBytes: Int, jobs: Int, keepsEveryText: Bool = false) throws
    -> RecordTable
  {
    var limits = ReadingLimits()
    limits.partBytes = partBytes
    limits.jobs = jobs
    var requests = columns
    requests[1].keepsEveryText = keepsEveryText
    return try RecordFileReader.read(
      InputBytes(Array(text.utf8), path: "list.csv"), requests, limits: limits)
  }

  private func texts(_ table: RecordTable) -> [String] {
    guard case .texts(let codes, let dictionary) = table.columns[1].values else { return [] }
    return codes.map { $0 < 0 ? String($0) : dictionary[$0] }
  }

  private func numbers(_ table: RecordTable, _ column: Int) -> [Int64] {
    guard case .numbers(let values) = table.columns[column].values else { return [] }
    return Array(values)
  }

  private func expectSame(_ read: RecordTable, _ whole: RecordTable, _ comment: Comment) {
    #expect(read.keys == whole.keys, comment)
    #expect(read.lines == whole.lines, comment)
    #expect(read.offsets == whole.offsets, comment)
    #expect(texts(read) == texts(whole), comment)
    for column in 2...4 { #expect(numbers(read, column) == numbers(whole, column), comment) }
    #expect(read.columns.map(\.report) == whole.columns.map(\.report), comment)
    #expect(read.account == whole.account, comment)
    #expect(read.rejects.kept == whole.rejects.kept, comment)
    #expect(read.rejects.count == whole.rejects.count, comment)
    #expect(read.findings == whole.findings, comment)
  }

  @Test("A file read in parts of any size by any number of threads is the file read at once")
  func parts() throws {
    let unclosed = ["9910000001,\"Không đóng,1,có,01/01/2026"]
    let endings: [(String, [String])] = [
      ("\n", rows(300)), ("\r\n", rows(300)), ("\r", rows(200)), ("\n", rows(150) + unclosed + rows(150)),
    ]
    for (ending, rows) in endings {
      let text = ([header] + rows).joined(separator: ending) + ending
      let whole = try read(text, partBytes: 1 << 30, jobs: 1)
      #expect(whole.account.balances && whole.keys.count > 100)
      for partBytes in [777, 2000, 5003, 16_000] {
        for jobs in [1, 2, 5] {
          let parts = try read(text, partBytes: partBytes, jobs: jobs)
          expectSame(parts, whole, "parts of \(partBytes) bytes, \(jobs) threads")
          let kept = try read(text, partBytes: partBytes, jobs: jobs, keepsEveryText: true)
          #expect(texts(kept) == texts(whole))
        }
      }
    }
  }

  @Test("Codes of texts are the same for parts as for the whole")
  func codes() throws {
    let text = ([header] + rows(300)).joined(separator: "\n")
    let whole = try read(text, partBytes: 1 << 30, jobs: 1)
    let parts = try read(text, partBytes: 900, jobs: 3)
    guard case .texts(let first, _) = whole.columns[1].values,
      case .texts(let second, _) = parts.columns[1].values
    else {
      Issue.record("the name is no text")
      return
    }
    #expect(first == second)
  }

  @Test("A quoted text that spans a whole part moves the guesses of all threads")
  func longQuotes() throws {
    let long = "9910000001,\"" + String(repeating: "dòng\n", count: 900) + "\",5,có,01/01/2026"
    let text = ([header] + rows(40) + [long] + rows(120)).joined(separator: "\n") + "\n"
    let whole = try read(text, partBytes: 1 << 30, jobs: 1)
    for partBytes in [700, 1500, 3000] {
      expectSame(try read(text, partBytes: partBytes, jobs: 2), whole, "parts of \(partBytes) bytes")
    }
  }
}

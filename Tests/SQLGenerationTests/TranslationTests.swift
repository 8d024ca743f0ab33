import RuleModel
import TestSupport
import Testing

@testable import SQLGeneration

/// What each construct of the language becomes, in all dialects side by side.
struct TranslationTests {
  static let schema = """
    language 1
    pack trial {
      title vi "Thử" en "Trial"
      version "1"
    }
    choice region {
      title vi "Vùng" en "Region"
      I vi "Vùng I" en "Region I"
      II vi "Vùng II" en "Region II"
    }
    source list {
      title vi "Danh sách" en "List"
      files "a*.csv"
      rows one
      key tax_code
      base
    }
    source visits {
      title vi "Chuyến" en "Visits"
      files "b*.csv"
      rows many
      key tax_code
      complete
      adds no firms
    }
    field tax_code: text { title vi "Mã" en "Tax code" from list, visits role key }
    field staff: persons { title vi "Số" en "Staff" range 0 to 100_000 from list role workers }
    field balance: VND { title vi "Dư" en "Balance" range -1_000_000 VND to 1_000_000 VND from list }
    field rate: percent { title vi "Tỷ" en "Rate" decimals 2 range 0% to 100% from list }
    field sent: date or none { title vi "Gửi" en "Sent" from list none when "chưa" }
    field start: date { title vi "Đầu" en "Start" from list }
    field place: region { title vi "Vùng" en "Place" from list }
    field branch: text { title vi "Ngành" en "Branch" from list }
    field closed: yes/no { title vi "Đóng" en "Closed" from list }
    field held: yes/no { title vi "Giữ" en "Held" from list presumed no because vi "x" en "x" }
    field paid: VND {
      title vi "Trả" en "Paid"
      range 0 VND to 1_000_000 VND
      from list
      otherwise max(balance, 0 VND) note vi "từ số dư" en "from the balance"
    }
    field visit_date: date { title vi "Ngày" en "Visit date" from visits }
    field visit_kind: region { title vi "Loại" en "Kind" from visits }
    parameter wage by region: VND {
      title vi "Lương" en "Wage"
      from 2020-01-01 basis "1/2020" article 1 { I: 500 VND, II: 400 VND }
    }
    parameter floor: VND {
      title vi "Cơ sở" en "Floor"
      from 2020-01-01 basis "1/2020" article 2 700 VND
    }
    set risky {
      title vi "Rủi ro" en "Risky"
      from 2020-01-01 basis "1/2020" article 3 { "05", "1910" }
    }
    area a {
      title vi "A" en "A"
      cap 100
    }
    policy {
      bands low from 0, medium from 20, high from 40, critical from 60
      inspect when low >= 40
      letter when low >= 10
      ask when high >= 40
      rank by low descending, tax_code
    }
    """

  /// Conditions that show one construct each.
  static let constructs = [
    "closed", "not closed", "closed and held", "closed or staff > 5", "closed unless held",
    "staff = 3", "staff != 3", "staff between 3 and 9", "place in (I, II)", "place = I", "branch in risky",
    "branch starts in risky", "sent is none", "sent is not none", "sent < start", "start < 2026-01-31",
    "start + 10 days < as_of", "start - 2 months < as_of",
    "start + round(staff * 1 days / 1 persons) < as_of",
    "year(start) = 2026", "end_of_month(start) = start", "date(2026, staff div 1 persons, 31) = start",
    "start >= latest(06-05)", "as_of - start > 30 days", "staff + 1 > 2", "-balance > 0 VND",
    "balance * 3 > 5 VND", "balance / staff > 5 VND/persons", "staff div 7 > 2", "balance div 7 > 2 VND",
    "staff mod 7 > 2", "balance mod 7 > 2 VND", "round(rate, 1) > 50%", "abs(balance) > 2 VND",
    "min(staff, 7) > 2", "max(balance, paid) > 2 VND", "balance < wage[place]", "balance < floor",
    "paid > 3 VND",
    "(if closed then staff else 3) > 2", "count(visits) > 2", "count(visits where visit_kind = I) > 2",
    "max(visit_date of visits) < as_of", "any(visit_date > 2026-01-01 of visits)",
    "all(visit_kind = I of visits where visit_date > 2026-01-01)",
    "latest(visit_kind by visit_date of visits) = I",
  ]

  @Test func everyConstructHasTheRecordedSQL() throws {
    var text = ""
    for construct in TranslationTests.constructs {
      text += "== \(construct)\n"
      let rule = """

        rule a.trial is violation {
          title vi "T" en "T"
          basis "1/2020" article 1
          effective from 2020-01-01
          when \(construct)
          points 5
        }
        """
      let ruleSet: RuleSet
      do {
        ruleSet = try SQLSupport.ruleSet([("trial.rules", TranslationTests.schema + rule)])
      } catch let mistake as SQLSupport.Unchecked {
        Issue.record("\(construct): \(mistake.findings)")
        continue
      }
      for dialect in SQLDialectName.allCases { text += TranslationTests.lines(of: ruleSet, dialect) }
    }
    #expect(GoldenFile.difference(text, from: "translations.txt") == nil)
  }

  /// The condition with the columns that it needs, one line each.
  static func lines(of ruleSet: RuleSet, _ dialect: SQLDialectName) -> String {
    let request = SQLSupport.request(ruleSet, asOf: GoldenSQLTests.asOf)
    let translator = ExpressionTranslator(request, dialect: dialect.dialect)
    let value = translator.truth(ruleSet.rules[0].condition, translator.firms)
    let name = dialect.rawValue.padding(12)
    var lines: [String] = []
    for scope in translator.rowScopes.keys.sorted().compactMap({ translator.rowScopes[$0] }) {
      lines += scope.columns.map { "row \($0.name) := \(SQLPrinter.flat($0.node))" }
    }
    for key in translator.groups.keys.sorted(by: { $0.stage < $1.stage }) {
      lines += (translator.groups[key] ?? []).map { "group \($0.name) := \(SQLPrinter.flat($0.node))" }
    }
    lines += translator.firms.columns.map { "firm \($0.name) := \(SQLPrinter.flat($0.node))" }
    lines.append(SQLPrinter.flat(value.node))
    return lines.map { "\(name)\($0)\n" }.joined()
  }
}

extension String {
  fileprivate func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}

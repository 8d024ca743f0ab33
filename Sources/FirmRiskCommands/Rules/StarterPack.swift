import Diagnostics

/// The pack that `firmrisk rules new` writes: small, commented, and with examples for every rule.
enum StarterPack {
  /// Names and texts of its files; `NAME` stands for the pack's name.
  static let files: [(name: String, text: String)] = [
    ("pack.rules", pack), ("fields.rules", fields), ("insurance.rules", insurance), ("union.rules", union),
    ("gates.rules", gates),
  ]

  /// The files of a pack with a name.
  static func files(named name: String) -> [(name: String, text: String)] {
    files.map { ($0.name, $0.text.replacingAll("pack NAME {", with: "pack \(name) {")) }
  }

  /// A pack's name made of a folder's: letters, digits, and `_` for everything else.
  static func packName(folder: String) -> String {
    let last = folder.split(separator: "/").last { $0 != "." && $0 != ".." } ?? ""
    let name = String(last.lowercased().map { $0.isNameLetter || $0.isNameDigit ? $0 : "_" })
    guard let first = name.first(where: { $0 != "_" }) else { return "my_pack" }
    return first.isNameDigit ? "pack_" + name : name
  }

  private static let pack = #"""
    # A starter pack: what it is called, which lists it reads, how scores become a plan.
    # Change it to your needs, and after every change run
    #   firmrisk rules check DIR      every mistake, with its place and what to do
    #   firmrisk rules test DIR       whether the rules mean what their examples say
    #   firmrisk rules format DIR     the one canonical layout
    # Everything behind a `#` is a remark.

    language 1

    pack NAME {
      title vi "Bộ quy tắc mẫu" en "Starter pack"
      version "1"
    }

    # A source is a list that an agency sends. Files are found by their names; `*` stands for anything.
    # `base` is the list on which every firm should be.
    source labour {
      title vi "Danh sách doanh nghiệp" en "Firm list"
      files "labour*.csv", "lao-dong*.csv"
      rows one
      key tax_code
      base
    }

    # `complete`: a firm that is not on this list owes nothing, see `absent` of `si_debt`.
    source debtors {
      title vi "Danh sách chậm đóng BHXH" en "Social-insurance debtor list"
      files "debtors*.csv", "no-bhxh*.csv"
      rows one
      key tax_code
      complete
    }

    # `rows many`: a firm may have several rows; rules read them with `count`, `sum`, `any`, `latest` and the like.
    source visits {
      title vi "Các cuộc thanh tra, kiểm tra" en "Inspections and checks"
      files "visits*.csv", "thanh-tra*.csv"
      rows many
      key tax_code
      complete
      adds no firms
    }

    # A choice is a closed list of words; `also` names other words that lists use.
    choice ownership {
      title vi "Loại hình sở hữu" en "Ownership"
      state   vi "Nhà nước" en "State" also "NN", "vốn nhà nước"
      private vi "Ngoài nhà nước" en "Private" also "tư nhân", "dân doanh"
      foreign vi "Có vốn đầu tư nước ngoài" en "Foreign-invested" also "FDI"
    }

    # A rule's id begins with its area. The caps of all areas add up to 100.
    area insurance {
      title vi "Bảo hiểm xã hội" en "Social insurance"
      cap   80
    }

    area union {
      title vi "Công đoàn" en "Trade union"
      cap   20
    }

    # `low` is the score that is certain, `high` the most that the firm's unknown figures leave open.
    policy {
      bands low from 0, medium from 20, high from 40, critical from 60
      inspect when low >= 30 and violations_fired >= 1
      letter when violations_fired >= 1
      ask when high >= 40
      rank by low descending, workers_affected descending, high descending, tax_code
    }

    """#

  private static let fields = #"""
    # A field is a column of a list. A blank cell is not known, which is neither no nor 0.

    field tax_code: text {
      title vi "Mã số thuế" en "Tax code"
      from labour, debtors, visits
      header "MST"
      role key
    }

    field firm_name: text {
      title vi "Tên doanh nghiệp" en "Firm name"
      from labour, debtors
      role name
    }

    field employees_total: persons {
      title vi "Tổng số lao động" en "Employees"
      range 0 to 500_000
      from labour
      header "Số lao động"
      role workers
    }

    # The type is a choice of this pack.
    field firm_ownership: ownership {
      title vi "Loại hình sở hữu" en "Ownership"
      from labour
    }

    # Units are types: an amount in VND/months cannot be compared with one in VND.
    field si_salary_base: VND/months {
      title vi "Mức lương đóng BHXH bình quân" en "Average registered salary"
      range 0 to 1_000_000_000 VND/months
      from labour
    }

    field has_union: yes/no {
      title vi "Có công đoàn cơ sở" en "Has a union"
      from labour
    }

    field si_debt: VND {
      title vi "Số tiền chậm đóng BHXH" en "Social-insurance debt"
      range 0 to 10_000_000_000_000 VND
      from debtors
      header "Số tiền nợ"
      absent 0 VND
    }

    field si_debt_days: days {
      title vi "Số ngày chậm đóng" en "Days in debt"
      range 0 to 20_000 days
      from debtors
      header "Số ngày nợ"
    }

    # What the firm must prove may be presumed absent, with the reason that readers see.
    field si_excused: yes/no {
      title vi "Được miễn trách (bất khả kháng)" en "Excused (force majeure)"
      from debtors
      presumed no
        because vi "Trường hợp bất khả kháng do doanh nghiệp chứng minh"
                en "Force majeure is for the firm to prove"
    }

    field visit_date: date {
      title vi "Ngày thanh tra, kiểm tra" en "Day of the visit"
      from visits
    }

    """#

  private static let insurance = #"""
    # The figures and citations show how rules are written. Compare them with the acts before you rely on them.

    # A violation: what the law forbids. It fires where `when` holds; `because` is the sentence with the firm's figures.
    # `points` may grow with a figure and then needs a bound; a fine may be a share of a sum.
    rule insurance.late is violation {
      title     vi "Chậm đóng bảo hiểm xã hội" en "Social insurance paid late"
      basis     "41/2024/QH15" article 38 clause 1
      effective from 2025-07-01
      when      si_debt > 0 VND and si_debt_days > 0 days unless si_excused
      points    10 + si_debt_days / 10 days, up to 50
      affects   employees_total
      fine      "283/2026/NĐ-CP" article 43 clause 1 from 2026-09-10 doubled
                24% to 30% of si_debt, up to 150_000_000 VND
      because   vi "Chậm đóng {si_debt}, quá hạn {si_debt_days}" en "Owes {si_debt}, {si_debt_days} overdue"
      check     vi "Thông báo kết quả đóng của cơ quan BHXH" en "Notices of the insurance agency"
      ask       vi "Chứng từ nộp tiền 3 tháng gần nhất" en "Payment records of three months"
      honest    vi "Đã nộp sau ngày chốt danh sách" en "Paid after the list was cut"
    }

    # Each rule has an example that fires, one that passes and one that is unknown, and examples on both sides of its
    # threshold. A field that is not named is not known.
    example "thirty days" of insurance.late {
      si_debt = 80_000_000 VND, si_debt_days = 30 days
      as of 2026-10-31
      expect fires 13
    }

    example "one đồng for one day" of insurance.late {
      si_debt = 1 VND, si_debt_days = 1 days
      as of 2026-10-31
      expect fires 10
    }

    example "one hundred and ninety-nine days" of insurance.late {
      si_debt = 80_000_000 VND, si_debt_days = 199 days
      as of 2026-10-31
      expect fires 30
    }

    example "four hundred days" of insurance.late {
      si_debt = 80_000_000 VND, si_debt_days = 400 days
      as of 2026-10-31
      expect fires 50
    }

    example "nothing owed" of insurance.late {
      si_debt = 0 VND, si_debt_days = 30 days
      as of 2026-10-31
      expect passes
    }

    example "not yet due" of insurance.late {
      si_debt = 80_000_000 VND, si_debt_days = 0 days
      as of 2026-10-31
      expect passes
    }

    example "excused" of insurance.late {
      si_debt = 80_000_000 VND, si_debt_days = 30 days, si_excused = yes
      as of 2026-10-31
      expect passes
    }

    example "days not stated" of insurance.late {
      si_debt = 80_000_000 VND
      as of 2026-10-31
      expect unknown at most 50
    }

    # A parameter is a value of law: dated, cited, and looked up on the day that is scored. The next decree is one more
    # line here. A value that depends on a choice is written `parameter NAME by CHOICE`.
    parameter si_reference_level: VND/months {
      title vi "Mức tham chiếu đóng BHXH" en "Social-insurance reference level"
      from 2024-07-01 to 2026-06-30 basis "73/2024/NĐ-CP" 2_340_000 VND/months
      from 2026-07-01 basis "161/2026/NĐ-CP" 2_530_000 VND/months
    }

    rule insurance.wage_base is violation {
      title     vi "Đăng ký tiền lương đóng BHXH thấp hơn mức tham chiếu"
                en "Registered salary under the reference level"
      basis     "41/2024/QH15" article 39 clause 1 point c
      effective from 2025-07-01
      when      si_salary_base < si_reference_level
      points    20
      affects   employees_total
      fine      "283/2026/NĐ-CP" article 44 clause 2 from 2026-09-10 amount not entered
      because   vi "Mức lương đóng BHXH bình quân {si_salary_base}, mức tham chiếu {si_reference_level}"
                en "Average registered salary {si_salary_base}, reference level {si_reference_level}"
      check     vi "Hợp đồng, bảng lương, danh sách tham gia BHXH" en "Contracts, payroll and insurance list"
      ask       vi "Danh sách người tham gia kèm mức lương đóng" en "Insured persons with their salary"
      honest    vi "Người làm không trọn thời gian" en "Part-time workers"
    }

    example "one đồng under the level of July 2026" of insurance.wage_base {
      si_salary_base = 2_529_999 VND/months
      as of 2026-10-31
      expect fires 20
    }

    example "at the level of July 2026" of insurance.wage_base {
      si_salary_base = 2_530_000 VND/months
      as of 2026-10-31
      expect passes
    }

    example "one đồng under the level before" of insurance.wage_base {
      si_salary_base = 2_339_999 VND/months
      as of 2026-06-30
      expect fires 20
    }

    example "at the level before" of insurance.wage_base {
      si_salary_base = 2_340_000 VND/months
      as of 2026-06-30
      expect passes
    }

    example "not stated" of insurance.wage_base {
      as of 2026-10-31
      expect unknown at most 20
    }

    """#

  private static let union = #"""
    # An indicator: a sign of risk that no law forbids. Firms to which `applies` does not hold are not applicable.
    rule union.none is indicator {
      title     vi "Chưa có tổ chức công đoàn" en "No union"
      basis     "45/2019/QH14" article 170
      effective from 2021-01-01
      applies   employees_total >= 10 and firm_ownership in (private, foreign)
      when      not has_union
      points    10
      because   vi "Chưa có công đoàn, {employees_total}" en "No union; {employees_total}"
      check     vi "Tình hình tổ chức đại diện người lao động" en "How the workers are represented"
    }

    example "ten employees, no union" of union.none {
      employees_total = 10, has_union = no, firm_ownership = private
      as of 2026-10-31
      expect fires 10
    }

    example "ten employees, a union" of union.none {
      employees_total = 10, has_union = yes, firm_ownership = foreign
      as of 2026-10-31
      expect passes
    }

    example "nine employees" of union.none {
      employees_total = 9, has_union = no, firm_ownership = private
      as of 2026-10-31
      expect not applicable
    }

    example "a foreign firm without a union" of union.none {
      employees_total = 10, has_union = no, firm_ownership = foreign
      as of 2026-10-31
      expect fires 10
    }

    example "a State firm" of union.none {
      employees_total = 10, has_union = no, firm_ownership = state
      as of 2026-10-31
      expect not applicable
    }

    example "not stated" of union.none {
      employees_total = 10, firm_ownership = private
      as of 2026-10-31
      expect unknown at most 10
    }

    """#

  private static let gates = #"""
    # A `let` is a name for an expression. The columns of a list with many rows are read inside `count` and the like.
    let visits_this_year = count(visits where year(visit_date) = year(as_of))

    # A gate: whether the firm may be inspected now. It has no points and holds an inspection back.
    rule gate.once_a_year is gate {
      title     vi "Đã thanh tra, kiểm tra trong năm" en "Visited this year"
      basis     "198/2025/QH15" article 4 clause 2
      effective from 2025-05-17
      when      visits_this_year >= 1
      because   vi "Số cuộc trong năm: {visits_this_year}" en "Visits this year: {visits_this_year}"
    }

    example "a visit in March" of gate.once_a_year {
      row visits { visit_date = 2026-03-05 }
      as of 2026-10-31
      expect fires
    }

    example "a visit last year" of gate.once_a_year {
      row visits { visit_date = 2025-12-31 }
      as of 2026-10-31
      expect passes
    }

    example "no list of visits" of gate.once_a_year {
      as of 2026-10-31
      expect unknown
    }

    """#
}

extension Character {
  /// Whether it is one letter of the language's names; a letter with a mark of its own is none.
  fileprivate var isNameLetter: Bool { unicodeScalars.count == 1 && isLetter }

  fileprivate var isNameDigit: Bool { isASCII && isNumber }
}

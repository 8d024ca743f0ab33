extension AgencyList {
  /// The labour department's list: `;`, byte-order mark, CRLF, `1.234.567`, addresses with line breaks.
  static func labour() -> AgencyList {
    AgencyList(
      source: "labour", file: "lao-dong-hue-2026.csv", day: SampleProvince.asOf,
      style: ListStyle(
        delimiter: UInt8(ascii: ";"), endsLinesWithCRLF: true, hasByteOrderMark: true, grouping: .dots),
      header: [
        "STT", "MST", "Tên doanh nghiệp", "Địa chỉ trụ sở", "Xã, phường, đặc khu", "KCN/KKT", "Mã ngành",
        "Loại hình DN",
        "Vùng LTT", "Ngày hoạt động", "TSLĐ", "Trong đó nữ", "LĐNN", "LĐNN không có GPLĐ",
        "Số LĐ phải ký HĐLĐ",
        "Số LĐ ký HĐLĐ", "Mức lương thấp nhất", "Thu nhập bình quân", "Có thang bảng lương",
        "Số ngày chậm trả lương",
        "Số LĐ bị chậm lương", "Nợ lương", "Ngày ký TƯLĐTT", "Ngày gửi TƯLĐTT", "Thời hạn TƯLĐTT (tháng)",
        "Có NQLĐ", "Ngày ban hành NQLĐ", "Ngày đăng ký NQLĐ", "Ngày khai trình", "Ngày báo cáo 6 tháng",
        "Ngày báo cáo năm",
        "Ngày nộp báo cáo ATVSLĐ", "Số vụ TNLĐ", "Số vụ TNLĐ chết người", "Đơn thư", "Ghi chú",
      ],
      lines: labourLines,
      total: { totals, style in
        var row = ListRow(style)
        row.blank()
        row.blank()
        row.text("Tổng cộng")
        for _ in 0..<7 { row.blank() }
        row.number(totals.employees)
        for _ in 0..<25 { row.blank() }
        return row.line()
      })
  }

  private static func labourLines(_ firm: SyntheticFirm, _ style: ListStyle) -> [[UInt8]] {
    guard firm.isOnLabourList else { return [] }
    var row = labourRow(firm, style, employees: firm.workforce.total)
    if PlannedMess.isCutOff(firm.index) { row.cut(afterCells: 8) }
    var lines = [row.line()]
    if PlannedMess.isRepeated(firm.index) { lines.append(row.line()) }
    if PlannedMess.isContradicted(firm.index) {
      lines.append(labourRow(firm, style, employees: firm.workforce.total * 2 + 7).line())
    }
    if PlannedMess.isFollowedByBlank(firm.index) { lines.append(ListRow(style).line()) }
    return lines
  }

  private static func labourRow(_ firm: SyntheticFirm, _ style: ListStyle, employees: Int) -> ListRow {
    var random = firm.random(forList: 1)
    var row = ListRow(style)
    row.text(String(firm.index + 1))
    row.text(PlannedMess.isRoundedCode(firm.index) ? PlannedMess.rounded(firm.taxCode) : firm.taxCode)
    row.text(firm.name)
    row.text(firm.address)
    row.text(random.chance(15) ? "" : firm.commune.name)
    row.text(firm.zone ?? "")
    row.text(firm.sector.code)
    row.text(random.chance(20) ? "" : firm.ownership.title)
    row.text(random.chance(25) ? "" : ["I", "II", "III", "IV"][firm.commune.wageRegion - 1])
    if PlannedMess.hasImpossibleDay(firm.index) { row.text("31/02/2026") } else { row.day(firm.start) }
    if PlannedMess.hasWordForNumber(firm.index) {
      row.text("abc")
    } else {
      row.number(random.chance(12) ? nil : employees)
    }
    addLabourFacts(firm, &row, &random)
    return row
  }

  /// What the department knows of workers and wages: large firms answer its letters, small ones less often.
  private static func addLabourFacts(_ firm: SyntheticFirm, _ row: inout ListRow, _ random: inout SplitMix64)
  {
    let total = firm.workforce.total
    let answers = random.chance(total >= 50 ? 950 : total >= 10 ? 860 : 760)
    func answer(_ value: Int) -> Int? { answers && !random.chance(12) ? value : nil }
    row.number(answer(firm.workforce.women))
    row.number(answer(firm.workforce.foreign))
    row.number(answer(firm.workforce.foreignWithoutPermit))
    row.number(answer(firm.workforce.contractsDue))
    row.number(answer(firm.workforce.contractsWritten))
    row.number(answer(firm.wages.lowest))
    row.number(answer(firm.wages.average))
    row.truth(answers && !random.chance(20) ? firm.wages.hasScale : nil)
    row.number(answer(firm.wages.lateDays))
    row.number(answer(firm.wages.latePersons))
    row.number(answer(firm.wages.arrears))
    addLabourPapers(firm, &row, &random)
  }

  /// What was handed in to the department: it knows what it has not received.
  private static func addLabourPapers(_ firm: SyntheticFirm, _ row: inout ListRow, _ random: inout SplitMix64)
  {
    let signed = firm.union.agreementSigned
    row.day(signed, none: random.chance(850) ? "không" : "")
    row.day(firm.union.agreementSent, none: signed == nil ? "" : "chưa gửi")
    row.number(signed == nil ? nil : firm.union.agreementMonths)
    row.truth(random.chance(60) ? nil : firm.relations.hasRegulations)
    row.day(firm.relations.regulationsIssued)
    row.day(firm.relations.regulationsRegistered, none: firm.relations.hasRegulations ? "chưa đăng ký" : "")
    // Reports of small firms are not followed up: most of the missing ones are left blank.
    func missing(_ word: String) -> String {
      random.chance(firm.workforce.total >= 10 ? 800 : 100) ? word : ""
    }
    row.day(firm.relations.declared, none: missing("chưa"))
    row.day(firm.relations.firstHalfReport, none: missing("chưa nộp"))
    let isOld = firm.start < CalendarDay(2025, 12, 1)
    row.day(firm.relations.yearReport, none: isOld ? missing("chưa nộp") : "")
    row.day(firm.relations.safetyReport, none: isOld ? missing("chưa nộp") : "")
    row.number(firm.safety.accidents)
    row.number(firm.safety.fatalAccidents)
    row.number(firm.history.complaints)
    row.text(random.chance(12) ? "đang rà soát; chờ bổ sung hồ sơ" : "")
  }
}

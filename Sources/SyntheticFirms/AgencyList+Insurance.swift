extension AgencyList {
  /// The debtor list of the insurance agency: `,`, LF, `"1,234,567"`, headers in capitals, codes that lost their zeros.
  static func debtors() -> AgencyList {
    AgencyList(
      source: "debtors", file: "no-bhxh-2026-10.csv", day: SampleProvince.asOf - 5,
      style: ListStyle(grouping: .commas),
      header: [
        "STT", "MST", "TÊN ĐƠN VỊ", "SỐ LĐ THAM GIA BHXH", "SỐ THÁNG NỢ", "SỐ TIỀN NỢ BHXH", "TRONG ĐÓ BHTN",
        "NGÀY VĂN BẢN ĐÔN ĐỐC", "BẤT KHẢ KHÁNG", "GHI CHÚ",
      ],
      lines: debtorLines,
      total: { totals, style in
        var row = ListRow(style)
        row.blank()
        row.blank()
        row.text("TỔNG CỘNG")
        row.blank()
        row.blank()
        row.number(totals.debt)
        for _ in 0..<4 { row.blank() }
        return row.line()
      })
  }

  private static func debtorLines(_ firm: SyntheticFirm, _ style: ListStyle) -> [[UInt8]] {
    guard firm.insurance.debt > 0 else { return [] }
    var lines = [debtorRow(firm, style, debt: firm.insurance.debt)]
    if firm.index % 97 == 11 { lines.append(lines[0]) }
    if firm.index % 89 == 23 { lines.append(debtorRow(firm, style, debt: firm.insurance.debt / 2)) }
    return lines
  }

  private static func debtorRow(_ firm: SyntheticFirm, _ style: ListStyle, debt: Int) -> [UInt8] {
    var random = firm.random(forList: 2)
    var row = ListRow(style)
    row.text(String(firm.index + 1))
    row.text(random.chance(900) ? PlannedMess.asNumber(firm.taxCode) : firm.taxCode)
    row.text(random.chance(30) ? FictionalName.shortened(firm.name) : firm.name)
    row.number(random.chance(70) ? nil : firm.insurance.registered)
    row.number(random.chance(30) ? nil : firm.insurance.debtMonths)
    row.number(debt)
    row.number(random.chance(60) ? nil : firm.insurance.unemploymentDebt)
    row.day(firm.insurance.reminder, none: random.chance(780) ? "chưa" : "")
    row.text(firm.insurance.isExcused ? "x" : "không")
    row.text(
      random.chance(90)
        ? ["đang làm việc, hẹn trả", "tạm ngừng, \"bỏ trốn\"", "đã khắc phục một phần"].drawn(by: &random)
        : "")
    return row.line()
  }

  /// The list of insured units: TAB, LF, letters and marks apart, branch codes without their dash.
  static func insured() -> AgencyList {
    AgencyList(
      source: "insured", file: "tham-gia-bhxh-2026-10.csv", day: SampleProvince.asOf - 5,
      style: ListStyle(delimiter: 0x09, isDecomposed: true),
      header: [
        "Mã số thuế", "Tên đơn vị", "Số LĐ đóng BHXH", "Mức lương đóng BHXH bình quân",
        "Số người chưa tham gia BHXH",
        "Số ngày chậm đăng ký",
      ],
      lines: { firm, style in
        guard firm.insurance.isUnit else { return [] }
        var random = firm.random(forList: 3)
        var row = ListRow(style)
        row.text(firm.taxCode.utf8.contains(0x2D) ? PlannedMess.asNumber(firm.taxCode) : firm.taxCode)
        row.text(firm.name)
        row.number(firm.insurance.registered)
        row.number(random.chance(20) ? nil : firm.insurance.salaryBase)
        let isSettled = firm.insurance.unregistered == 0 || random.chance(800)
        row.number(isSettled ? firm.insurance.unregistered : nil)
        row.number(isSettled ? firm.insurance.unregisteredDays : nil)
        return [row.line()]
      })
  }
}

extension AgencyList {
  /// The union federation's list: title rows above the header, `;`, LF, `x` for yes.
  static func unions() -> AgencyList {
    AgencyList(
      source: "unions", file: "cong-doan-hue.csv", day: SampleProvince.asOf - 20,
      style: ListStyle(delimiter: UInt8(ascii: ";"), grouping: .dots, yes: "x", no: "không"),
      title: [
        "LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HUẾ",
        "Danh sách công đoàn cơ sở và thu kinh phí công đoàn, tháng 10/2026",
      ],
      header: [
        "TT", "Mã số thuế (MST)", "Tên đơn vị", "CĐCS", "Tổng số đoàn viên", "KPCĐ phải nộp", "KPCĐ đã nộp",
        "Số ngày chậm nộp KPCĐ", "Được tạm dừng đóng KPCĐ", "TƯLĐTT",
      ],
      lines: { firm, style in
        guard firm.union.feeDue > 0 || firm.union.exists else { return [] }
        var random = firm.random(forList: 4)
        var row = ListRow(style)
        row.text(String(firm.index + 1))
        row.text(random.chance(60) ? " \(firm.taxCode) " : firm.taxCode)
        row.text(random.chance(12) ? FictionalName.shortened(firm.name) : firm.name)
        row.truth(firm.union.exists)
        row.number(firm.union.members)
        row.number(firm.union.feeDue)
        row.number(firm.union.feePaid)
        row.number(firm.union.feeOverdueDays)
        row.text(firm.union.feeOverdueDays > 60 && random.chance(25) ? style.yes : "")
        row.truth(random.chance(40) ? nil : firm.union.agreementSigned != nil)
        return [row.line()]
      })
  }
}

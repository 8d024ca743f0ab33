extension AgencyList {
  /// Self-inspection forms that came back: `,`, CRLF, byte-order mark.
  static func forms() -> AgencyList {
    AgencyList(
      source: "selfcheck", file: "tu-kiem-tra-2026.csv", day: SampleProvince.asOf - 12,
      style: ListStyle(endsLinesWithCRLF: true, hasByteOrderMark: true),
      header: [
        "Mã số thuế", "Tên cơ sở", "Ngày tự kiểm tra", "Số HĐLĐ thiếu nội dung",
        "Định mức lao động", "Bảng kê trả lương",
        "Số giờ làm thêm tối đa trong tháng",

        "Số người làm thêm vượt quy định", "Số ngày phép năm", "Số cuộc đối thoại", "Ngày đối thoại gần nhất",
        "Hội nghị người lao động", "Quy chế dân chủ", "Kế hoạch ATVSLĐ", "Chưa được huấn luyện ATVSLĐ",
        "Khám sức khỏe định kỳ", "Số LĐ chưa khám sức khỏe", "Máy, thiết bị chưa kiểm định",
        "Có yếu tố có hại",
        "Quan trắc MTLĐ",
      ],
      lines: { firm, style in
        guard let day = firm.formDate else { return [] }
        var random = firm.random(forList: 5)
        var row = ListRow(style)
        row.text(firm.taxCode)
        row.text(firm.name)
        row.day(day)
        addWork(firm, &row, &random)
        addSafety(firm, &row, &random)
        return [row.line()]
      })
  }

  private static func addWork(_ firm: SyntheticFirm, _ row: inout ListRow, _ random: inout SplitMix64) {
    row.number(random.chance(40) ? nil : firm.workforce.contractsMissingContent)
    row.truth(random.chance(30) ? nil : firm.wages.hasNorms)
    row.truth(random.chance(20) ? nil : firm.wages.hasPayslips)
    row.number(random.chance(40) ? nil : firm.safety.overtimeMonth)
    row.number(random.chance(40) ? nil : firm.safety.overtimePersons)
    row.number(random.chance(30) ? nil : firm.safety.leaveDays)
    row.number(random.chance(30) ? nil : firm.relations.dialogues)
    row.day(firm.relations.lastDialogue, none: "chưa")
    row.day(firm.relations.conference, none: "chưa tổ chức")
    row.truth(random.chance(20) ? nil : firm.relations.hasDemocracyRegulation)
  }

  private static func addSafety(_ firm: SyntheticFirm, _ row: inout ListRow, _ random: inout SplitMix64) {
    row.truth(random.chance(20) ? nil : firm.safety.hasPlan)
    row.number(random.chance(60) ? nil : firm.safety.untrained)
    row.day(firm.safety.healthCheck, none: random.chance(800) ? "chưa khám" : "")
    row.number(random.chance(50) ? nil : firm.safety.healthMissing)
    row.number(random.chance(50) ? nil : firm.safety.uninspected)
    row.truth(random.chance(30) ? nil : firm.safety.hasHarmfulFactors)
    row.day(firm.safety.monitoring, none: firm.safety.hasHarmfulFactors ? "chưa quan trắc" : "")
  }
}

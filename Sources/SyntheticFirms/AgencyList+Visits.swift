extension AgencyList {
  /// Visits that took place, many rows a firm: `,`, LF, ISO dates.
  static func inspections() -> AgencyList {
    AgencyList(
      source: "inspections", file: "thanh-tra-kiem-tra-2023-2026.csv", day: SampleProvince.asOf,
      style: ListStyle(datesAreISO: true),
      header: [
        "MSDN", "Tên tổ chức, cá nhân", "Ngày tiến hành", "Cơ quan tiến hành", "Hình thức", "Nội dung",
        "Số kết luận",
      ],
      lines: { firm, style in
        firm.history.visits.map { visit in
          var row = ListRow(style)
          row.text(firm.taxCode)
          row.text(firm.name)
          row.day(visit.day)
          row.text(visit.agency)
          row.text(visit.isInspection ? "Thanh tra" : "Kiểm tra")
          row.text(visit.topic)
          row.text(visit.conclusion ?? "")
          return row.line()
        }
      })
  }

  /// What other agencies have announced: `;`, CRLF.
  static func plans() -> AgencyList {
    AgencyList(
      source: "plans", file: "ke-hoach-co-quan-khac.csv", day: SampleProvince.asOf - 30,
      style: ListStyle(delimiter: UInt8(ascii: ";"), endsLinesWithCRLF: true),
      header: ["Mã số thuế", "Tên đơn vị", "Cơ quan chủ trì", "Từ ngày", "Đến ngày"],
      lines: { firm, style in
        guard let plan = firm.history.plannedVisit else { return [] }
        var row = ListRow(style)
        row.text(firm.taxCode)
        row.text(firm.name)
        row.text(plan.agency)
        row.day(plan.from)
        row.day(plan.to)
        return [row.line()]
      })
  }

  /// Disputes and strikes, many rows a firm: `,`, CRLF, byte-order mark.
  static func disputes() -> AgencyList {
    AgencyList(
      source: "disputes", file: "tranh-chap-lao-dong.csv", day: SampleProvince.asOf,
      style: ListStyle(endsLinesWithCRLF: true, hasByteOrderMark: true),
      header: ["Mã số thuế", "Doanh nghiệp", "Ngày xảy ra", "Loại vụ việc", "Số người tham gia", "Ghi chú"],
      lines: { firm, style in
        firm.history.disputes.map { dispute in
          var row = ListRow(style)
          row.text(firm.taxCode)
          row.text(firm.name)
          row.day(dispute.day)
          row.text(dispute.kind)
          row.number(dispute.participants)
          row.text(dispute.participants > 50 ? "đã hòa giải, \"ổn định\"" : "")
          return row.line()
        }
      })
  }
}

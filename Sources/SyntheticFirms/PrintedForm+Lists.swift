extension PrintedForm {
  /// How the agency of a list prints it.
  static func of(_ list: AgencyList) -> PrintedForm {
    switch list.source {
    case "labour": return labour
    case "debtors": return debtors
    case "insured": return insured
    case "unions": return unions
    case "inspections": return inspections
    case "selfcheck": return forms
    case "disputes": return disputes
    default: return plans
    }
  }

  private static let department = ("ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ", "SỞ NỘI VỤ")
  private static let insurance = ("BẢO HIỂM XÃ HỘI VIỆT NAM", "BẢO HIỂM XÃ HỘI THÀNH PHỐ HUẾ")

  private static let labour = PrintedForm(
    letters: .markedUTF8, offices: department,
    title: [
      "DANH SÁCH DOANH NGHIỆP, CƠ SỞ SỬ DỤNG LAO ĐỘNG",
      "(Kèm theo Công văn số 1234/SNV-LĐVL ngày 31/10/2026)",
    ],
    groups: [
      Group("Số lao động", "TSLĐ", "LĐNN không có GPLĐ"),
      Group("Hợp đồng lao động", "Số LĐ phải ký HĐLĐ", "Số LĐ ký HĐLĐ"),
      Group("Tiền lương", "Mức lương thấp nhất", "Nợ lương"),
      Group("Thỏa ước lao động tập thể", "Ngày ký TƯLĐTT", "Thời hạn TƯLĐTT (tháng)"),
      Group("Nội quy lao động", "Có NQLĐ", "Ngày đăng ký NQLĐ"),
      Group("Khai trình, báo cáo", "Ngày khai trình", "Ngày nộp báo cáo ATVSLĐ"),
      Group("Tai nạn lao động", "Số vụ TNLĐ", "Số vụ TNLĐ chết người"),
    ],
    countsColumns: true, rowsPerPage: 60, signers: ("Người lập biểu", "GIÁM ĐỐC SỞ"))

  private static let debtors = PrintedForm(
    letters: .windows1258, delimiter: UInt8(ascii: ";"), offices: insurance,
    title: [
      "DANH SÁCH ĐƠN VỊ CHẬM ĐÓNG BHXH, BHYT, BHTN", "Số liệu đến hết ngày 26/10/2026",
    ],
    groups: [Group("SỐ TIỀN CHẬM ĐÓNG", "SỐ TIỀN NỢ BHXH", "TRONG ĐÓ BHTN")],
    units: [
      "SỐ LĐ THAM GIA BHXH": "người", "SỐ THÁNG NỢ": "tháng", "SỐ TIỀN NỢ BHXH": "nghìn đồng",
      "TRONG ĐÓ BHTN": "nghìn đồng",
    ],
    thousands: ["SỐ TIỀN NỢ BHXH", "TRONG ĐÓ BHTN"], rowsPerPage: 40,
    signers: ("Người lập biểu", "KT. GIÁM ĐỐC"))

  private static let insured = PrintedForm(
    letters: .utf16LittleEndian, delimiter: 0x09, offices: insurance,
    title: ["DANH SÁCH ĐƠN VỊ THAM GIA BHXH BẮT BUỘC", "Tháng 10 năm 2026"],
    units: [
      "Số LĐ đóng BHXH": "người", "Mức lương đóng BHXH bình quân": "đồng/tháng",
      "Số người chưa tham gia BHXH": "người", "Số ngày chậm đăng ký": "ngày",
    ],
    rowsPerPage: 500, repeatsHeader: false, signers: ("Người lập biểu", "GIÁM ĐỐC BHXH"))

  private static let unions = PrintedForm(
    offices: ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HUẾ"),
    title: ["DANH SÁCH CÔNG ĐOÀN CƠ SỞ VÀ THU KINH PHÍ CÔNG ĐOÀN", "Tháng 10/2026", "Đơn vị tính: đồng"],
    groups: [Group("Kinh phí công đoàn", "KPCĐ phải nộp", "Được tạm dừng đóng KPCĐ")], rowsPerPage: 100,
    signers: ("Cán bộ tổng hợp", "TM. BAN THƯỜNG VỤ"))

  private static let inspections = PrintedForm(
    delimiter: UInt8(ascii: ","), endsLinesWithCRLF: false, offices: department,
    title: ["TỔNG HỢP CÁC CUỘC THANH TRA, KIỂM TRA ĐÃ TIẾN HÀNH", "Từ năm 2023 đến tháng 10 năm 2026"],
    groups: [Group("Cuộc thanh tra, kiểm tra", "Ngày tiến hành", "Số kết luận")], countsColumns: true,
    rowsPerPage: 80, signers: ("Người lập biểu", "CHÁNH THANH TRA"))

  private static let forms = PrintedForm(
    letters: .markedUTF8, delimiter: 0x09, offices: department,
    title: ["TỔNG HỢP PHIẾU TỰ KIỂM TRA PHÁP LUẬT LAO ĐỘNG NĂM 2026"],
    groups: [
      Group("Thời giờ làm việc, nghỉ ngơi", "Số giờ làm thêm tối đa trong tháng", "Số ngày phép năm"),
      Group("Đối thoại, dân chủ", "Số cuộc đối thoại", "Quy chế dân chủ"),
      Group("An toàn, vệ sinh lao động", "Kế hoạch ATVSLĐ", "Quan trắc MTLĐ"),
    ],
    units: [
      "Số giờ làm thêm tối đa trong tháng": "giờ", "Số người làm thêm vượt quy định": "người",
      "Số ngày phép năm": "ngày", "Số cuộc đối thoại": "cuộc", "Số LĐ chưa khám sức khỏe": "người",
    ],
    signers: ("Người tổng hợp", "TRƯỞNG PHÒNG"))

  private static let disputes = PrintedForm(
    letters: .windows1258, offices: department,
    title: ["DANH SÁCH TRANH CHẤP LAO ĐỘNG, ĐÌNH CÔNG"], units: ["Số người tham gia": "người"],
    signers: ("Người lập biểu", "TRƯỞNG PHÒNG"))

  private static let plans = PrintedForm(
    letters: .utf16BigEndian, offices: ("ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ", "THANH TRA THÀNH PHỐ"),
    title: ["KẾ HOẠCH THANH TRA, KIỂM TRA CỦA CÁC CƠ QUAN KHÁC"],
    groups: [Group("Thời gian", "Từ ngày", "Đến ngày")], signers: ("Nơi nhận:", "CHÁNH THANH TRA"))
}

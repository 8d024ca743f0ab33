/// A line of business with what is usual in it.
public struct Sector: Hashable, Sendable {
  /// Class of the Vietnamese Standard Industrial Classification, four digits.
  public let code: String
  /// Vietnamese name of the class.
  public let name: String
  /// Firms of the sector in a thousand.
  let share: Int
  /// Women among a hundred workers.
  let womenPercent: Int
  /// Firms of the sector in an industrial zone, in a thousand, once they have 50 workers.
  let zonePerThousand: Int
  /// Chances in a thousand that a firm of the sector is in the next larger class of size, tried twice.
  let growth: Int
  let isHighRisk: Bool
  /// Average wage in thousands of đồng a month.
  let wage: Int
  /// Words that firms of the sector put into their names.
  let words: [String]
}

extension Sector {
  /// The sectors of the sample; shares as is plausible for Huế, not counted.
  static let all: [Sector] = [
    row(
      "4690", "Bán buôn tổng hợp", 130, 42, 20, 0, false, 7_600, "THƯƠNG MẠI", "PHÂN PHỐI",
      "THƯƠNG MẠI TỔNG HỢP"),
    row("4711", "Bán lẻ tổng hợp", 80, 60, 0, 0, false, 6_600, "THƯƠNG MẠI VÀ DỊCH VỤ", "BÁN LẺ"),
    row("4101", "Xây dựng nhà", 95, 14, 0, 150, true, 8_400, "XÂY DỰNG", "XÂY LẮP", "ĐẦU TƯ XÂY DỰNG"),
    row(
      "4212", "Xây dựng công trình đường bộ", 52, 12, 10, 220, true, 8_600, "CẦU ĐƯỜNG", "XÂY DỰNG GIAO THÔNG"
    ),
    row(
      "5510", "Dịch vụ lưu trú ngắn ngày", 82, 62, 0, 130, false, 7_100, "KHÁCH SẠN", "DU LỊCH", "NGHỈ DƯỠNG"),
    row("5610", "Nhà hàng và dịch vụ ăn uống", 92, 61, 0, 20, false, 6_400, "NHÀ HÀNG", "ẨM THỰC", "ĂN UỐNG"),
    row("1410", "May trang phục", 58, 79, 520, 620, false, 8_200, "MAY MẶC", "MAY XUẤT KHẨU", "DỆT MAY"),
    row("1311", "Sản xuất sợi", 8, 62, 700, 700, true, 9_200, "SỢI", "DỆT"),
    row("1020", "Chế biến thủy sản", 24, 66, 330, 520, true, 7_700, "THỦY SẢN", "CHẾ BIẾN THỦY SẢN"),
    row("1629", "Sản xuất sản phẩm từ gỗ", 30, 34, 300, 330, true, 7_500, "CHẾ BIẾN GỖ", "LÂM SẢN", "DĂM GỖ"),
    row("3100", "Sản xuất giường, tủ, bàn, ghế", 24, 28, 220, 260, true, 7_400, "NỘI THẤT", "MỘC MỸ NGHỆ"),
    row(
      "2395", "Sản xuất bê tông và sản phẩm từ xi măng", 22, 16, 320, 260, true, 8_900, "VẬT LIỆU XÂY DỰNG",
      "BÊ TÔNG"),
    row("0810", "Khai thác đá, cát, sỏi, đất sét", 14, 12, 0, 260, true, 8_600, "KHAI THÁC ĐÁ", "KHOÁNG SẢN"),
    row(
      "1104", "Sản xuất đồ uống không cồn, nước khoáng", 7, 38, 460, 420, false, 9_100, "NƯỚC KHOÁNG",
      "NƯỚC GIẢI KHÁT"),
    row("2220", "Sản xuất sản phẩm từ plastic", 12, 41, 520, 330, true, 8_000, "NHỰA", "BAO BÌ"),
    row(
      "4933", "Vận tải hàng hóa bằng đường bộ", 58, 14, 20, 90, true, 8_800, "VẬN TẢI", "VẬN TẢI VÀ DỊCH VỤ"),
    row("4520", "Bảo dưỡng, sửa chữa ô tô", 25, 14, 10, 40, true, 8_000, "Ô TÔ", "CƠ KHÍ Ô TÔ"),
    row(
      "7110", "Tư vấn kiến trúc và kỹ thuật", 50, 26, 0, 30, false, 9_600, "TƯ VẤN THIẾT KẾ",
      "TƯ VẤN XÂY DỰNG"),
    row("6201", "Lập trình máy vi tính", 28, 34, 30, 180, false, 12_800, "PHẦN MỀM", "CÔNG NGHỆ"),
    row("8559", "Giáo dục khác", 30, 71, 0, 40, false, 7_700, "GIÁO DỤC", "ĐÀO TẠO"),
    row("8620", "Hoạt động của phòng khám", 15, 66, 0, 130, false, 9_900, "Y TẾ", "PHÒNG KHÁM"),
    row("8010", "Hoạt động bảo vệ", 9, 9, 0, 520, false, 6_300, "DỊCH VỤ BẢO VỆ", "BẢO VỆ"),
    row("8121", "Vệ sinh chung nhà cửa", 13, 72, 0, 320, false, 6_000, "VỆ SINH CÔNG NGHIỆP", "MÔI TRƯỜNG"),
    row("0210", "Trồng rừng", 16, 38, 0, 80, true, 6_500, "LÂM NGHIỆP", "TRỒNG RỪNG"),
    row(
      "0322", "Nuôi trồng thủy sản nội địa", 16, 38, 0, 80, false, 6_500, "NUÔI TRỒNG THỦY SẢN", "NÔNG NGHIỆP"
    ),
    row("1811", "In ấn", 10, 42, 120, 80, false, 7_800, "IN ẤN", "IN VÀ QUẢNG CÁO"),
  ]

  static let shares = all.map(\.share)

  private static func row(
    _ code: String, _ name: String, _ share: Int, _ women: Int, _ zone: Int, _ growth: Int, _ highRisk: Bool,
    _ wage: Int,
    _ words: String...
  ) -> Sector {
    Sector(
      code: code, name: name, share: share, womenPercent: women, zonePerThousand: zone, growth: growth,
      isHighRisk: highRisk, wage: wage, words: words)
  }
}

/// Makes firm names that belong to nobody.
///
/// The proper name of every firm is two syllables. The first ends in a rime that Vietnamese spelling does not have
/// (`uêm`, `iơn`, `oep`, `uơng`, `ưên`, `uâm`, `oênh`), so it is no word, place or person; the second is a common word.
enum FictionalName {
  private static let onsets = [
    "B", "CH", "D", "Đ", "H", "KH", "L", "M", "N", "NH", "PH", "R", "S", "T", "TH", "TR", "V", "X",
  ]
  private static let rimes = ["UÊM", "IƠN", "OEP", "UƠNG", "ƯÊN", "UÂM", "OÊNH"]
  private static let seconds = [
    "AN", "PHÚ", "THỊNH", "ĐẠT", "LỘC", "MINH", "TÂM", "VIỆT", "HƯNG", "PHÁT", "THÀNH", "LONG", "HẢI", "SƠN",
    "NAM",
    "BẮC", "ĐÔNG", "LAM", "KHANG", "NGUYÊN", "TRÍ", "TÍN", "QUANG", "BÌNH", "GIA", "LINH", "CHÂU", "HÀ",
    "VÂN", "THIÊN",
    "PHƯỚC", "TOÀN", "KIM", "NGỌC", "TIẾN", "HÒA", "LỢI", "XUÂN", "HOÀNG", "DŨNG",
  ]

  /// The name of a firm in capitals, as registers write it.
  static func firm(_ ownership: Ownership, _ sector: Sector, isBranch: Bool, random: inout SplitMix64)
    -> String
  {
    var kind = prefix(ownership, random: &random)
    if isBranch, kind == "DOANH NGHIỆP TƯ NHÂN" { kind = "CÔNG TY TNHH" }
    let proper = "\(onsets.drawn(by: &random))\(rimes.drawn(by: &random)) \(seconds.drawn(by: &random))"
    let name = "\(kind) \(sector.words.drawn(by: &random)) \(proper)"
    return isBranch ? "CHI NHÁNH \(name) TẠI HUẾ" : name
  }

  private static func prefix(_ ownership: Ownership, random: inout SplitMix64) -> String {
    switch ownership {
    case .privateEnterprise:
      let place = random.place(in: [38, 30, 22, 10])
      return ["CÔNG TY TNHH", "CÔNG TY TNHH MỘT THÀNH VIÊN", "CÔNG TY CỔ PHẦN", "DOANH NGHIỆP TƯ NHÂN"][place]
    case .foreignInvested: return random.chance(850) ? "CÔNG TY TNHH" : "CÔNG TY CỔ PHẦN"
    case .stateEnterprise: return random.chance(600) ? "CÔNG TY TNHH NHÀ NƯỚC MTV" : "CÔNG TY CỔ PHẦN"
    case .cooperative: return "HỢP TÁC XÃ"
    case .household: return "HỘ KINH DOANH"
    }
  }

  /// The name with its usual short forms, as other agencies write it.
  static func shortened(_ name: String) -> String {
    var short = name
    for (long, brief) in [
      ("CÔNG TY CỔ PHẦN", "CTY CP"), ("MỘT THÀNH VIÊN", "MTV"), ("CÔNG TY TNHH", "CTY TNHH"),
      ("DOANH NGHIỆP TƯ NHÂN", "DNTN"), ("HỢP TÁC XÃ", "HTX"), ("HỘ KINH DOANH", "HKD"),
    ] {
      short = replacing(long, by: brief, in: short)
    }
    return short
  }

  private static func replacing(_ part: String, by other: String, in text: String) -> String {
    let bytes = Array(text.utf8)
    let sought = Array(part.utf8)
    guard bytes.count >= sought.count else { return text }
    for start in 0...(bytes.count - sought.count)
    where bytes[start..<(start + sought.count)].elementsEqual(sought) {
      let changed = bytes[..<start] + Array(other.utf8) + bytes[(start + sought.count)...]
      return String(decoding: changed, as: UTF8.self)
    }
    return text
  }
}

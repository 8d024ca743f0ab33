/// Words that stand under a table and never name a firm.
enum FooterWords {
  private static let openings: [[String]] = [
    "nguoi lap", "lap bieu", "nguoi lap bieu", "nguoi lap bang", "ke toan truong", "thu truong don vi",
    "thu truong co quan",
    "giam doc so", "giam doc bhxh", "pho giam doc", "truong phong", "pho truong phong", "xac nhan cua",
    "noi nhan",
    "ky ten", "ky ghi ro ho ten", "ky va ghi ro", "ky dong dau", "nguoi kiem tra", "nguoi duyet",
    "can bo tong hop",
    "ghi chu", "luu y", "nguon so lieu", "kt giam doc", "tl giam doc", "kt chu tich", "tm uy ban", "tm ban",
  ].map { $0.split(separator: " ").map(String.init) }

  /// Whether a folded text starts as lines of signatures, places with dates and remarks do.
  static func open(_ folded: String) -> Bool {
    let words = HeaderFolding.words(of: folded)
    if openings.contains(where: { words.starts(with: $0) }) { return words.count <= 24 }
    // `Huế, ngày 5 tháng 6 năm 2026`, also with gaps for the figures.
    guard let day = words.firstIndex(of: "ngay"), day <= 4, let month = words[day...].firstIndex(of: "thang"),
      month <= day + 2, let year = words[month...].firstIndex(of: "nam")
    else { return false }
    return year <= month + 2 && words.count <= year + 2
  }
}

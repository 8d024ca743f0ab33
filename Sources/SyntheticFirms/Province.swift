/// A commune, ward or special zone of a province.
public struct Commune: Hashable, Sendable {
  /// Its name with the word for its kind.
  public let name: String
  /// Minimum-wage region 1 to 4 (293/2025/NĐ-CP, appendix).
  public let wageRegion: Int
  let weight: Int
}

/// Where the firms of the sample are.
enum Province {
  /// The 40 units of Huế; the weights only make the centre busier than the mountains.
  static let communes: [Commune] =
    units(
      "Phường", 2,
      [
        ("Thuận Hóa", 190), ("Phú Xuân", 130), ("An Cựu", 110), ("Vỹ Dạ", 80), ("Thủy Xuân", 60),
        ("Kim Long", 45),
        ("Hương An", 35), ("Thuận An", 30), ("Mỹ Thượng", 25), ("Hóa Châu", 18), ("Dương Nỗ", 22),
      ])
    + units(
      "Phường", 3,
      [
        ("Phú Bài", 60), ("Hương Thuỷ", 50), ("Thanh Thủy", 35), ("Hương Trà", 32), ("Phong Điền", 24),
        ("Kim Trà", 16),
        ("Phong Thái", 10), ("Phong Dinh", 8), ("Phong Phú", 8), ("Phong Quảng", 8),
      ])
    + units(
      "Xã", 3,
      [
        ("Phú Lộc", 18), ("Chân Mây - Lăng Cô", 26), ("Lộc An", 14), ("Hưng Lộc", 10), ("Vinh Lộc", 8),
        ("Phú Vang", 16),
        ("Phú Hồ", 8), ("Phú Vinh", 8), ("Quảng Điền", 14), ("Đan Điền", 8), ("Bình Điền", 6),
        ("Long Quảng", 4),
        ("Nam Đông", 5), ("Khe Tre", 7),
      ])
    + units("Xã", 4, [("A Lưới 1", 4), ("A Lưới 2", 7), ("A Lưới 3", 4), ("A Lưới 4", 3), ("A Lưới 5", 3)])

  static let communeWeights = communes.map(\.weight)

  /// Industrial zones with the commune that most of their area lies in.
  static let zones: [(name: String, commune: String, weight: Int)] = [
    ("KCN Phú Bài", "Phường Phú Bài", 52), ("KCN Phong Điền", "Phường Phong Điền", 22),
    ("KKT Chân Mây - Lăng Cô", "Xã Chân Mây - Lăng Cô", 14), ("KCN Tứ Hạ", "Phường Hương Trà", 8),
    ("KCN La Sơn", "Xã Lộc An", 4),
  ]

  static let zoneWeights = zones.map(\.weight)

  /// The lowest lawful wage of a region in 2026, a month; and the one before it, which careless firms still pay.
  static func minimumWage(region: Int, before2026: Bool = false) -> Int {
    let amounts = before2026 ? [4_960, 4_410, 3_860, 3_450] : [5_310, 4_730, 4_140, 3_700]
    return amounts[max(1, min(4, region)) - 1] * 1_000
  }

  private static func units(_ kind: String, _ region: Int, _ names: [(String, Int)]) -> [Commune] {
    names.map { Commune(name: "\(kind) \($0.0)", wageRegion: region, weight: $0.1) }
  }
}

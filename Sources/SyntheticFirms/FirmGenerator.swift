/// Makes fictional firms from a seed: the same seed and place give the same firm, on every machine and in any order.
public struct FirmGenerator: Sendable {
  /// The seed.
  public let seed: UInt64
  /// The day on which the lists were cut.
  public let asOf: CalendarDay

  /// Creates a generator.
  ///
  /// - Parameters:
  ///   - seed: chooses one of the possible provinces.
  ///   - asOf: the day on which the lists were cut; every date lies before it.
  public init(seed: UInt64, asOf: CalendarDay = SampleProvince.asOf) {
    self.seed = seed
    self.asOf = asOf
  }

  /// The firm at a place of the province.
  public func firm(at index: Int) -> SyntheticFirm {
    var draft = FirmDraft(random: SplitMix64(seed: seed, stream: index), asOf: asOf)
    return draft.firm(at: index)
  }
}

/// How well a firm keeps the law; most of its faults come from this one trait, so that they come together.
enum Conduct: Int {
  case careful
  case ordinary
  case careless
  case bad
}

/// One firm in the making.
struct FirmDraft {
  var random: SplitMix64
  let asOf: CalendarDay
  var conduct = Conduct.careful
  var total = 1
  var ownership = Ownership.privateEnterprise
  var sector = Sector.all[0]
  var start = CalendarDay(number: 0)
  var zone: String?
  var commune = Province.communes[0]

  init(random: SplitMix64, asOf: CalendarDay) {
    self.random = random
    self.asOf = asOf
  }

  /// True so many times in a thousand, by conduct.
  mutating func fault(_ careful: Int, _ ordinary: Int, _ careless: Int, _ bad: Int) -> Bool {
    random.chance([careful, ordinary, careless, bad][conduct.rawValue])
  }

  /// Some of the persons: at least one, and so many in a hundred at most; none of nobody.
  mutating func some(of persons: Int, percent: Int) -> Int {
    min(persons, max(1, random.low(in: 0...max(1, persons * percent / 100))))
  }

  mutating func firm(at index: Int) -> SyntheticFirm {
    drawKind()
    let isCompany = ownership == .privateEnterprise || ownership == .foreignInvested
    let isBranch = isCompany && total >= 5 && random.chance(18)
    let taxCode = drawTaxCode(index, isBranch: isBranch)
    let name = FictionalName.firm(ownership, sector, isBranch: isBranch, random: &random)
    let address = drawAddress()
    let workforce = drawWorkforce()
    let wages = drawWages(workforce)
    let insurance = drawInsurance(workforce, wages)
    let union = drawUnion(insurance)
    let relations = drawRelations(union)
    let safety = drawSafety()
    let history = drawHistory(wages)
    let isOnLabourList = insurance.debt == 0 || !random.chance(70)
    let formDate = drawFormDate()
    return SyntheticFirm(
      index: index, taxCode: taxCode, name: name, address: address, commune: commune, zone: zone,
      sector: sector,
      ownership: ownership, start: start, workforce: workforce, wages: wages, insurance: insurance,
      union: union,
      relations: relations, safety: safety, history: history, isOnLabourList: isOnLabourList,
      formDate: formDate)
  }

  /// Classes of size: thousandth of firms and headcount.
  private static let sizes: [(share: Int, range: ClosedRange<Int>)] = [
    (400, 1...4), (285, 5...9), (158, 10...19), (100, 20...49), (33, 50...99), (14, 100...199),
    (6, 200...499),
    (3, 500...999), (1, 1_000...4_800),
  ]
  private static let sizeShares = sizes.map(\.share)

  private mutating func drawKind() {
    sector = Sector.all[random.place(in: Sector.shares)]
    var sizeClass = random.place(in: Self.sizeShares)
    for _ in 0..<3 where sizeClass < Self.sizes.count - 1 && random.chance(sector.growth) { sizeClass += 1 }
    drawOwnership(sizeClass)
    if ownership == .household { sizeClass = min(sizeClass, 1) }
    if ownership == .foreignInvested { sizeClass = max(sizeClass, 4) }
    total = random.low(in: Self.sizes[sizeClass].range)
    drawPlace()
    let age = random.chance(70) ? random.within(20...360) : random.low(in: 360...9_400)
    start = asOf - age
    let size = [4, 9, 49, 199].count { total > $0 }
    let shares = [
      [620, 262, 68, 50], [575, 255, 78, 92], [615, 222, 78, 85], [690, 185, 50, 75], [600, 220, 70, 110],
    ]
    conduct = Conduct(rawValue: random.place(in: shares[size])) ?? .careful
  }

  private mutating func drawOwnership(_ sizeClass: Int) {
    let large = sizeClass >= 4
    switch random.place(in: large ? [800, 130, 50, 20, 0] : [883, 4, 5, 50, 58]) {
    case 1: ownership = .foreignInvested
    case 2: ownership = .stateEnterprise
    case 3: ownership = .cooperative
    case 4: ownership = .household
    default: ownership = .privateEnterprise
    }
  }

  private mutating func drawPlace() {
    commune = Province.communes[random.place(in: Province.communeWeights)]
    guard total >= 50 || random.chance(150), random.chance(sector.zonePerThousand) else { return }
    let place = Province.zones[random.place(in: Province.zoneWeights)]
    guard let around = Province.communes.first(where: { $0.name == place.commune }) else { return }
    zone = place.name
    commune = around
  }

  private mutating func drawTaxCode(_ index: Int, isBranch: Bool) -> String {
    if ownership == .household { return FictionalTaxCode.person(index, random: &random) }
    if index < FictionalTaxCode.zeroCapacity, random.chance(60) {
      return FictionalTaxCode.leadingZero(index, random: &random)
    }
    let code = FictionalTaxCode.enterprise(index, random: &random)
    return isBranch ? "\(code)-00\(random.low(in: 1...4))" : code
  }

  private mutating func drawAddress() -> String {
    if let zone {
      return
        "Lô \(["A", "B", "CN", "D"].drawn(by: &random))\(random.within(1...24)), \(zone), \(commune.name)"
    }
    let street = "Số \(random.low(in: 1...320)), đường số \(random.within(1...60))"
    let group = random.chance(500) ? "tổ \(random.within(1...24))" : "tổ dân phố \(random.within(1...16))"
    return "\(street), \(group)\(random.chance(40) ? "\n" : ", ")\(commune.name)"
  }

  private mutating func drawFormDate() -> CalendarDay? {
    let perThousand = total >= 200 ? 780 : total >= 50 ? 560 : total >= 10 ? 240 : 50
    let sent = random.chance(perThousand)
    return sent && !fault(0, 120, 450, 600) ? asOf - random.within(15...230) : nil
  }
}

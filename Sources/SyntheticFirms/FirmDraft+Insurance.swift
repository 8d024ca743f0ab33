extension FirmDraft {
  /// Pension, sickness, accident, unemployment and health insurance together, in thousandths of the salary base.
  private static let contributionRate = 320

  mutating func drawInsurance(
    _ work: SyntheticFirm.Workforce, _ wages: SyntheticFirm.Wages
  ) -> SyntheticFirm.Insurance {
    let liable = max(
      1, work.contractsDue - (total > 20 && random.chance(300) ? some(of: total, percent: 4) : 0))
    let isUnit = total >= 10 || !(total < 5 ? fault(60, 230, 480, 560) : fault(20, 110, 330, 420))
    var insurance = SyntheticFirm.Insurance(isUnit: isUnit)
    guard isUnit else { return insurance }
    insurance.registered = liable
    if total < 10 ? fault(25, 130, 420, 620) : fault(6, 45, 340, 680) {
      insurance.unregistered = min(liable - 1, some(of: liable, percent: conduct == .bad ? 75 : 35))
      insurance.registered = liable - insurance.unregistered
      insurance.unregisteredDays = random.low(in: 5...(conduct.rawValue >= 2 ? 420 : 120))
    }
    let honest = wages.average * random.within(72...94) / 100
    insurance.salaryBase =
      fault(20, 150, 450, 600) ? max(wages.lowest, honest * 68 / 100) : max(wages.lowest, honest)
    if fault(0, 1, 12, 50) { insurance.salaryBase = random.within(220...250) * 10_000 }
    insurance.salaryBase = insurance.salaryBase / 1_000 * 1_000
    drawDebt(&insurance)
    return insurance
  }

  private mutating func drawDebt(_ insurance: inout SyntheticFirm.Insurance) {
    guard fault(14, 90, 400, 700) else { return }
    switch conduct {
    case .careful, .ordinary: insurance.debtMonths = random.low(in: 1...3)
    case .careless: insurance.debtMonths = random.low(in: 1...11)
    case .bad: insurance.debtMonths = random.low(in: 3...40)
    }
    let month = insurance.registered * insurance.salaryBase / 1_000 * Self.contributionRate
    let part = insurance.debtMonths == 1 ? random.within(400...1_000) : random.within(800...1_060)
    insurance.debt = month / 1_000 * part * insurance.debtMonths
    if random.chance(850) { insurance.unemploymentDebt = insurance.debt * 2 / 32 }
    if insurance.debtMonths >= 2, random.chance(min(940, 520 + insurance.debtMonths * 70)) {
      // The agency urges in the first days of a month, mostly for the month that was missed first.
      let sinceDue = (insurance.debtMonths - 1) * 30
      let delay = random.chance(840) ? random.within(9...44) : random.within(46...120)
      insurance.reminder = asOf - max(2, sinceDue - delay)
    }
    insurance.isExcused = insurance.debtMonths >= 3 && random.chance(18)
  }

  mutating func drawUnion(_ insurance: SyntheticFirm.Insurance) -> SyntheticFirm.Union {
    var union = SyntheticFirm.Union()
    let likely = total >= 100 ? 930 : total >= 50 ? 790 : total >= 20 ? 440 : total >= 10 ? 200 : 25
    union.exists = ownership != .household && random.chance(conduct == .careful ? likely : likely * 6 / 10)
    let isOnList = union.exists || insurance.isUnit && total >= 5 && random.chance(430)
    guard isOnList else { return union }
    if union.exists { union.members = max(5, total * random.within(62...100) / 100) }
    union.members = min(union.members, total)
    let due = insurance.registered * insurance.salaryBase / 1_000 * 20 * 9
    union.feeDue = due / 1_000 * 1_000
    union.feePaid = union.feeDue
    if fault(25, 170, 450, 700) {
      let paidNothing = random.chance(union.exists ? 240 : 480)
      union.feePaid = paidNothing ? 0 : union.feeDue / 1_000 * random.within(300...950)
      union.feeOverdueDays = random.low(in: 5...(conduct.rawValue >= 2 ? 330 : 110))
    }
    if union.exists { drawAgreement(&union) }
    return union
  }

  private mutating func drawAgreement(_ union: inout SyntheticFirm.Union) {
    let likely = total >= 100 ? 840 : total >= 50 ? 660 : 380
    guard random.chance(conduct == .careful ? likely : likely * 6 / 10) else { return }
    let months = [12, 24, 24, 36, 36, 36].drawn(by: &random)
    let age = random.within(30...(months * 30 + (fault(20, 160, 400, 500) ? 420 : -20)))
    let signed = asOf - age
    union.agreementSigned = signed
    union.agreementMonths = months
    if !fault(30, 140, 420, 560) {
      union.agreementSent =
        signed + (fault(20, 120, 300, 400) ? random.within(12...60) : random.within(1...9))
    }
  }
}

extension FirmDraft {
  mutating func drawWorkforce() -> SyntheticFirm.Workforce {
    let percent = max(0, min(100, sector.womenPercent + random.within(-14...14)))
    let women = min(total, (total * percent + random.below(100)) / 100)
    let due = total - (fault(40, 60, 60, 60) ? some(of: total - 1, percent: 12) : 0)
    var work = SyntheticFirm.Workforce(total: total, women: women, contractsDue: due, contractsWritten: due)
    if total < 10 ? fault(15, 110, 420, 700) : fault(4, 40, 330, 620) {
      work.contractsWritten = due - some(of: due, percent: conduct == .bad ? 85 : 40)
    }
    if fault(12, 80, 260, 420) { work.contractsMissingContent = some(of: due, percent: 60) }
    drawForeigners(&work)
    return work
  }

  private mutating func drawForeigners(_ work: inout SyntheticFirm.Workforce) {
    let employs = ownership == .foreignInvested ? random.chance(900) : total >= 20 && random.chance(35)
    guard employs else { return }
    work.foreign = min(total / 3, random.low(in: 1...max(2, min(60, total / 25))))
    if work.foreign > 0, fault(8, 60, 260, 450) {
      work.foreignWithoutPermit = some(of: work.foreign, percent: 60)
    }
  }

  mutating func drawWages(_ work: SyntheticFirm.Workforce) -> SyntheticFirm.Wages {
    let floor = Province.minimumWage(region: commune.wageRegion)
    let former = Province.minimumWage(region: commune.wageRegion, before2026: true)
    let hundreds = floor / 1_000 * random.low(in: 1_000...1_330) / 1_000
    var lowest = max(floor, hundreds / 10 * 10_000)
    if fault(2, 22, 210, 600) {
      lowest = random.chance(700) ? former : former - random.within(1...6) * 50_000
    }
    let level = sector.wage * 1_000 * (100 + random.within(-18...24)) / 100 / 10_000 * 10_000
    var wages = SyntheticFirm.Wages(lowest: lowest, average: max(lowest, level))
    if fault(3, 18, 190, 560) {
      wages.lateDays = random.low(in: 3...(conduct == .bad ? 110 : 45))
      wages.latePersons = some(of: total, percent: 100)
      if random.chance(550) {
        wages.arrears = wages.latePersons * wages.average / 1_000 * random.within(200...1_600)
      }
    }
    wages.hasScale = !(total < 10 ? fault(25, 130, 460, 700) : fault(8, 70, 350, 600))
    wages.hasNorms = wages.hasScale && !fault(25, 160, 420, 600)
    wages.hasPayslips = !fault(8, 70, 300, 520)
    return wages
  }

  mutating func drawSafety() -> SyntheticFirm.Safety {
    var safety = SyntheticFirm.Safety()
    let busy = ["1410", "1311", "1020", "1629", "3100"].contains(sector.code)
    safety.overtimeMonth = random.low(in: 0...(busy ? 40 : 24))
    safety.overtimeYear = min(200, safety.overtimeMonth * random.within(4...8))
    if total >= 20, fault(6, 60, 260, 430) {
      safety.overtimeMonth = random.low(in: 41...78)
      safety.overtimeYear = random.within(200...420)
      safety.overtimePersons = some(of: total, percent: 45)
    }
    if fault(6, 40, 160, 260) { safety.leaveDays = random.within(6...11) }
    safety.hasPlan = !fault(25, 160, 520, 700)
    if fault(45, 220, 560, 760) { safety.untrained = some(of: total, percent: 70) }
    if !fault(30, 170, 520, 700) { safety.healthCheck = asOf - random.within(20...350) }
    if safety.healthCheck == nil {
      safety.healthMissing = total
    } else if fault(60, 160, 300, 300) {
      safety.healthMissing = some(of: total, percent: 30)
    }
    if sector.isHighRisk, fault(12, 80, 260, 420) { safety.uninspected = random.low(in: 1...6) }
    safety.hasHarmfulFactors = sector.isHighRisk || busy
    if !fault(40, 190, 520, 720) { safety.monitoring = asOf - random.within(30...360) }
    drawAccidents(&safety)
    return safety
  }

  private mutating func drawAccidents(_ safety: inout SyntheticFirm.Safety) {
    let exposure = min(600, total * (sector.isHighRisk ? 3 : 1) / 2)
    guard random.chance(4 + exposure) else { return }
    safety.accidents = random.low(in: 1...max(1, min(9, total / 120 + 1)))
    if sector.isHighRisk, random.chance(40) { safety.fatalAccidents = 1 }
  }
}

extension FirmDraft {
  mutating func drawRelations(_ union: SyntheticFirm.Union) -> SyntheticFirm.Relations {
    var relations = SyntheticFirm.Relations()
    if !(total < 10 ? fault(420, 700, 880, 950) : fault(35, 190, 520, 700)) {
      relations.dialogues = random.within(1...3)
      relations.lastDialogue = asOf - random.within(10...340)
    }
    if !(total < 10 ? fault(430, 720, 900, 950) : fault(45, 220, 560, 740)) {
      relations.conference = asOf - random.within(40...345)
    }
    relations.hasDemocracyRegulation = !(total < 10 ? fault(400, 700, 880, 950) : fault(35, 200, 540, 720))
    drawRegulations(&relations)
    drawReports(&relations)
    return relations
  }

  private mutating func drawRegulations(_ relations: inout SyntheticFirm.Relations) {
    relations.hasRegulations = !(total < 10 ? fault(480, 760, 920, 960) : fault(20, 130, 460, 640))
    guard relations.hasRegulations else { return }
    let age = (asOf.number - start.number) / 2
    let issued = asOf - random.within(20...max(30, min(3_200, age)))
    relations.regulationsIssued = issued
    if total >= 10, !fault(25, 150, 450, 640) {
      relations.regulationsRegistered =
        issued + (fault(30, 120, 300, 400) ? random.within(12...40) : random.within(2...9))
    }
  }

  private mutating func drawReports(_ relations: inout SyntheticFirm.Relations) {
    let micro = total < 10
    if !(micro ? fault(60, 260, 560, 700) : fault(10, 80, 330, 500)) {
      relations.declared = start + random.within(2...30)
    }
    if start < CalendarDay(2026, 5, 1), !(micro ? fault(160, 420, 720, 860) : fault(12, 90, 420, 650)) {
      relations.firstHalfReport =
        CalendarDay(2026, 6, 4) - random.low(in: 0...24) + (fault(12, 80, 200, 250) ? 40 : 0)
    }
    guard start < CalendarDay(2025, 12, 1) else { return }
    if !(micro ? fault(170, 430, 720, 860) : fault(12, 90, 420, 650)) {
      relations.yearReport = CalendarDay(2025, 12, 4) - random.low(in: 0...24)
    }
    if !(micro ? fault(260, 520, 800, 900) : fault(16, 110, 460, 700)) {
      relations.safetyReport = CalendarDay(2026, 1, 9) - random.low(in: 0...25)
    }
  }

  mutating func drawHistory(_ wages: SyntheticFirm.Wages) -> SyntheticFirm.History {
    var history = SyntheticFirm.History()
    let attention = total >= 200 ? 520 : total >= 50 ? 260 : total >= 10 ? 90 : 22
    for year in [2023, 2024, 2025, 2026] where start < CalendarDay(year, 1, 1) && random.chance(attention) {
      history.visits.append(drawVisit(year))
      if random.chance(110) { history.visits.append(drawVisit(year)) }
    }
    let unrest = (wages.lateDays > 0 ? 260 : 4) + (conduct == .bad ? 60 : 0) + min(60, total / 25)
    if total >= 5, random.chance(unrest) {
      for _ in 0..<random.low(in: 1...3) { history.disputes.append(drawDispute()) }
    }
    if random.chance(unrest + 10) { history.complaints = random.low(in: 1...4) }
    if random.chance(attention / 9) {
      let from = asOf + random.within(3...50)
      let agency = ["Thuế thành phố Huế", "BHXH thành phố Huế", "LĐLĐ thành phố Huế", "Ban Quản lý KKT, CN"]
        .drawn(by: &random)
      history.plannedVisit = .init(from: from, to: from + random.within(2...12), agency: agency)
    }
    return history
  }

  private mutating func drawVisit(_ year: Int) -> SyntheticFirm.Visit {
    let first = CalendarDay(year, 1, 15)
    let last = min(asOf - 12, CalendarDay(year, 12, 20))
    let day = first + random.below(last.number - first.number)
    let place = random.place(in: [46, 22, 14, 6, 12])
    let agency = [
      "Sở Nội vụ", "BHXH thành phố", "Đoàn liên ngành", "LĐLĐ thành phố", "Thuế thành phố",
    ][place]
    let topic = [
      ["Pháp luật lao động", "An toàn, vệ sinh lao động"].drawn(by: &random), "BHXH, BHYT, BHTN",
      "Pháp luật lao động",
      "Kinh phí công đoàn", "Thuế",
    ][place]
    let isInspection = place < 2 && random.chance(300)
    let conclusion =
      random.chance(820) ? "\(random.within(3...480))/KL-\(["SNV", "BHXH", "ĐLN", "LĐLĐ", "CT"][place])" : nil
    return .init(day: day, agency: agency, isInspection: isInspection, topic: topic, conclusion: conclusion)
  }

  private mutating func drawDispute() -> SyntheticFirm.Dispute {
    let place = random.place(in: total >= 50 ? [50, 32, 18] : [86, 13, 1])
    let kind = ["Tranh chấp lao động cá nhân", "Tranh chấp lao động tập thể", "Đình công"][place]
    let participants = place == 0 ? 1 : max(2, total * random.within(8...70) / 100)
    return .init(day: asOf - random.low(in: 10...1_300), kind: kind, participants: min(total, participants))
  }
}

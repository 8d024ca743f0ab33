import SyntheticFirms
import Testing

@Suite("Fictional firms")
struct FictionalFirmTests {
  private let generator = FirmGenerator(seed: 20_261_031)

  @Test("The same seed and place give the same firm, whatever was made before")
  func sameFirm() {
    let first = generator.firm(at: 1_234)
    _ = generator.firm(at: 7)
    #expect(FirmGenerator(seed: 20_261_031).firm(at: 1_234) == first)
    #expect(FirmGenerator(seed: 1).firm(at: 1_234) != first)
  }

  @Test("Every enterprise code has its check digit and a prefix that no province uses")
  func checkDigits() throws {
    for index in 0..<5_000 {
      let firm = generator.firm(at: index)
      if firm.ownership == .household {
        #expect(firm.taxCode.utf8.count == 12 && firm.taxCode.hasPrefix("099"))
        continue
      }
      let digits = firm.taxCode.utf8.prefix(10).map { Int($0) - 48 }
      let weights = [31, 29, 23, 19, 17, 13, 7, 5, 3]
      let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(digits.count == 10 && digits[9] == 10 - sum % 11, "\(firm.taxCode)")
      #expect(firm.taxCode.hasPrefix("99") || firm.taxCode.hasPrefix("0999"), "\(firm.taxCode)")
    }
  }

  @Test("No two firms share a tax code")
  func distinctCodes() {
    let codes = Set((0..<30_000).map { generator.firm(at: $0).taxCode })
    #expect(codes.count == 30_000)
    #expect(generator.firm(at: 2_000_000).taxCode.hasPrefix("98"))
    #expect(generator.firm(at: 19_999_999).taxCode.prefix(2) == "90")
  }

  @Test("A check digit of ten does not exist")
  func noCheckDigit() {
    #expect(FictionalTaxCode.checkDigit(of: 0) == nil)
    #expect(FictionalTaxCode.checkDigit(of: 1) == 7)
    #expect(FictionalTaxCode.checkDigit(of: 100_000_000) == 1)
  }

  @Test("Most firms are small and a few employ a thousand")
  func headcounts() {
    let counts = (0..<2_400).map { generator.firm(at: $0).workforce.total }
    #expect(counts.filter { $0 < 10 }.count > 1_200)
    #expect((2...20).contains(counts.filter { $0 >= 1_000 }.count))
    #expect(counts.allSatisfy { $0 >= 1 })
  }

  @Test("Counts of a firm fit into each other")
  func consistentCounts() {
    for index in 0..<3_000 {
      let firm = generator.firm(at: index)
      let work = firm.workforce
      #expect(
        work.women <= work.total && work.foreign <= work.total && work.foreignWithoutPermit <= work.foreign)
      #expect(work.contractsWritten <= work.contractsDue && work.contractsDue <= work.total)
      #expect(firm.insurance.registered >= 0 && firm.insurance.registered <= work.total)
      #expect(work.contractsWritten >= 0 && work.contractsDue >= 1 && work.women >= 0)
      #expect(firm.union.members <= work.total)
      #expect(firm.start < generator.asOf)
    }
  }

  @Test("Days of the calendar are counted and read back")
  func calendar() {
    #expect(CalendarDay(1970, 1, 1).number == 0)
    #expect(CalendarDay(2026, 10, 31).number == 20_757)
    #expect(CalendarDay(2024, 2, 29).vietnamese == "29/02/2024")
    for number in stride(from: -40_000, to: 40_000, by: 37) {
      let (year, month, day) = CalendarDay(number: number).parts
      #expect(CalendarDay(year, month, day).number == number)
    }
  }
}

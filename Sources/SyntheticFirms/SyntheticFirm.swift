/// Who owns a firm.
public enum Ownership: Hashable, Sendable {
  case privateEnterprise
  case foreignInvested
  case stateEnterprise
  case cooperative
  case household
}

/// A fictional firm: all that the agencies could know about it.
public struct SyntheticFirm: Hashable, Sendable {
  /// Place in the province, from 0.
  public let index: Int
  /// Tax code in its one written form.
  public let taxCode: String
  /// Name in capitals.
  public let name: String
  /// Address; some have two lines.
  public let address: String
  /// Commune or ward.
  public let commune: Commune
  /// Industrial zone.
  public let zone: String?
  /// Line of business.
  public let sector: Sector
  /// Type of employer.
  public let ownership: Ownership
  /// Start of operation.
  public let start: CalendarDay
  /// Workers and their contracts.
  public let workforce: Workforce
  /// Wages.
  public let wages: Wages
  /// Social insurance.
  public let insurance: Insurance
  /// Union, union fee and collective agreement.
  public let union: Union
  /// Dialogue, internal regulations and reports.
  public let relations: Relations
  /// Working time and safety.
  public let safety: Safety
  /// Visits by agencies, disputes and letters.
  public let history: History
  /// Whether the labour department has the firm on its list.
  public let isOnLabourList: Bool
  /// Day of the self-inspection form; nil without one.
  public let formDate: CalendarDay?
}

extension SyntheticFirm {
  /// Workers and their contracts.
  public struct Workforce: Hashable, Sendable {
    package internal(set) var total: Int
    package internal(set) var women: Int
    package internal(set) var foreign = 0
    package internal(set) var foreignWithoutPermit = 0
    package internal(set) var contractsDue: Int
    package internal(set) var contractsWritten: Int
    package internal(set) var contractsMissingContent = 0
  }

  /// Wages, in đồng a month.
  public struct Wages: Hashable, Sendable {
    package internal(set) var lowest: Int
    package internal(set) var average: Int
    package internal(set) var lateDays = 0
    package internal(set) var latePersons = 0
    package internal(set) var arrears = 0
    package internal(set) var hasScale = true
    package internal(set) var hasNorms = true
    package internal(set) var hasPayslips = true
  }

  /// Social insurance, amounts in đồng.
  public struct Insurance: Hashable, Sendable {
    package internal(set) var isUnit: Bool
    package internal(set) var registered = 0
    package internal(set) var unregistered = 0
    package internal(set) var unregisteredDays = 0
    package internal(set) var salaryBase = 0
    package internal(set) var debt = 0
    package internal(set) var unemploymentDebt = 0
    package internal(set) var debtMonths = 0
    package internal(set) var reminder: CalendarDay?
    package internal(set) var isExcused = false
  }

  /// Union, union fee and collective agreement.
  public struct Union: Hashable, Sendable {
    package internal(set) var exists = false
    package internal(set) var members = 0
    package internal(set) var feeDue = 0
    package internal(set) var feePaid = 0
    package internal(set) var feeOverdueDays = 0
    package internal(set) var agreementSigned: CalendarDay?
    package internal(set) var agreementSent: CalendarDay?
    package internal(set) var agreementMonths = 0
  }

  /// Dialogue, internal regulations and reports.
  public struct Relations: Hashable, Sendable {
    package internal(set) var dialogues = 0
    package internal(set) var lastDialogue: CalendarDay?
    package internal(set) var conference: CalendarDay?
    package internal(set) var hasDemocracyRegulation = false
    package internal(set) var hasRegulations = false
    package internal(set) var regulationsIssued: CalendarDay?
    package internal(set) var regulationsRegistered: CalendarDay?
    package internal(set) var declared: CalendarDay?
    package internal(set) var firstHalfReport: CalendarDay?
    package internal(set) var yearReport: CalendarDay?
    package internal(set) var safetyReport: CalendarDay?
  }

  /// Working time and safety.
  public struct Safety: Hashable, Sendable {
    package internal(set) var overtimeMonth = 0
    package internal(set) var overtimeYear = 0
    package internal(set) var overtimePersons = 0
    package internal(set) var leaveDays = 12
    package internal(set) var hasPlan = true
    package internal(set) var untrained = 0
    package internal(set) var healthCheck: CalendarDay?
    package internal(set) var healthMissing = 0
    package internal(set) var uninspected = 0
    package internal(set) var hasHarmfulFactors = false
    package internal(set) var monitoring: CalendarDay?
    package internal(set) var accidents = 0
    package internal(set) var fatalAccidents = 0
  }

  /// Visits by agencies, disputes and letters.
  public struct History: Hashable, Sendable {
    package internal(set) var visits: [Visit] = []
    package internal(set) var disputes: [Dispute] = []
    package internal(set) var complaints = 0
    package internal(set) var plannedVisit: PlannedVisit?
  }

  /// An inspection or check that took place.
  public struct Visit: Hashable, Sendable {
    package internal(set) var day: CalendarDay
    package internal(set) var agency: String
    package internal(set) var isInspection: Bool
    package internal(set) var topic: String
    package internal(set) var conclusion: String?
  }

  /// A dispute or strike.
  public struct Dispute: Hashable, Sendable {
    package internal(set) var day: CalendarDay
    package internal(set) var kind: String
    package internal(set) var participants: Int
  }

  /// A visit that another agency has announced.
  public struct PlannedVisit: Hashable, Sendable {
    package internal(set) var from: CalendarDay
    package internal(set) var to: CalendarDay
    package internal(set) var agency: String
  }
}

import Diagnostics
import RuleChecking
import RuleModel
import Testing

/// A visit reads operands by itself, so it is held against the list of operands.
@Suite struct ExpressionVisitTests {
  private static func parts(of expression: RuleExpression) -> [RuleExpression] {
    [expression] + expression.operands.flatMap { parts(of: $0) }
  }

  @Test("A visit meets every part of every shipped rule in the order of the operands")
  func shippedRules() throws {
    let pack = RuleChecker.check(ShippedPackTests.parse(try ShippedPackTests.texts()))
    let ruleSet = try #require(pack.ruleSet)
    var count = 0
    for rule in ruleSet.rules {
      for expression in [rule.applies, rule.condition, rule.points?.expression, rule.affects] {
        guard let expression else { continue }
        var met: [RuleExpression] = []
        expression.visit { met.append($0) }
        #expect(met == Self.parts(of: expression), "\(rule.id)")
        count += met.count
      }
    }
    #expect(count > 500)
  }

  @Test("A visit meets every operand of every kind")
  func kinds() {
    let span = Span(file: FileID(index: 0), start: 0, end: 0)
    func part(_ number: Int64) -> RuleExpression {
      RuleExpression(.constant(.number(number)), type: .truth, span: span)
    }
    let (one, two, three) = (part(1), part(2), part(3))
    let aggregate = Aggregate(function: .latest, source: 0, value: one, order: two, condition: three)
    let kinds: [RuleExpression.Kind] = [
      .asOf, .field(0), .score(.low), .latestAnniversary(month: 1, day: 1), .reported(0), .named(0, one),
      .lookup(0, keys: [one, two], date: three), .lookup(0, keys: [], date: nil), .not(one),
      .and([one, two]),
      .or([one, two, three]), .compare(.less, one, two), .isNone(one), .inSet(one, 0, prefix: true),
      .negate(one), .add(one, two), .subtract(one, two), .multiply(one, two), .divide(one, two, exponent: 1),
      .floorDivide(one, two), .modulo(one, two), .rescale(one, exponent: 1), .round(one, exponent: 1),
      .minimum([one, two]), .maximum([one, two]), .absolute(one), .conditional(one, two, three),
      .dateDifference(one, two), .addDays(one, two), .addMonths(one, two), .year(one),
      .makeDate(one, two, three), .endOfMonth(one), .aggregate(aggregate),
    ]
    for kind in kinds {
      let expression = RuleExpression(kind, type: .truth, span: span)
      var met: [RuleExpression] = []
      expression.visit { met.append($0) }
      #expect(met == Self.parts(of: expression), "\(kind)")
    }
  }
}

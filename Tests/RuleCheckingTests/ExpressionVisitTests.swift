import Diagnostics
import RuleChecking
import RuleModel
import Testing

/// Which parts an expression has, and in which order they are met.
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

  @Test("Every kind has its operands in the order of the text")
  func kinds() {
    let span = Span(file: FileID(index: 0), start: 0, end: 0)
    func part(_ number: Int64) -> RuleExpression {
      RuleExpression(.constant(.number(number)), type: .truth, span: span)
    }
    let (one, two, three) = (part(1), part(2), part(3))
    let aggregate = Aggregate(function: .latest, source: 0, value: one, order: two, condition: three)
    let partial = Aggregate(function: .count, source: 0, value: nil, order: nil, condition: two)
    let kinds: [(RuleExpression.Kind, [RuleExpression])] = [
      (.constant(.truth(true)), []), (.asOf, []), (.field(0), []), (.score(.low), []),
      (.latestAnniversary(month: 1, day: 1), []), (.reported(0), []), (.named(0, one), [one]),
      (.lookup(0, keys: [one, two], date: three), [one, two, three]), (.lookup(0, keys: [], date: nil), []),
      (.not(one), [one]), (.and([one, two]), [one, two]), (.or([one, two, three]), [one, two, three]),
      (.compare(.less, one, two), [one, two]), (.isNone(one), [one]),
      (.inSet(one, 0, prefix: true), [one]), (.negate(one), [one]), (.add(one, two), [one, two]),
      (.subtract(one, two), [one, two]), (.multiply(one, two), [one, two]),
      (.divide(one, two, exponent: 1), [one, two]), (.floorDivide(one, two), [one, two]),
      (.modulo(one, two), [one, two]), (.rescale(one, exponent: 1), [one]),
      (.round(one, exponent: 1), [one]), (.minimum([one, two]), [one, two]),
      (.maximum([one, two]), [one, two]), (.absolute(one), [one]),
      (.conditional(one, two, three), [one, two, three]), (.dateDifference(one, two), [one, two]),
      (.addDays(one, two), [one, two]), (.addMonths(one, two), [one, two]), (.year(one), [one]),
      (.makeDate(one, two, three), [one, two, three]), (.endOfMonth(one), [one]),
      (.aggregate(aggregate), [one, two, three]), (.aggregate(partial), [two]),
    ]
    for (kind, operands) in kinds {
      let expression = RuleExpression(kind, type: .truth, span: span)
      #expect(expression.operands == operands, "\(kind)")
      var met: [RuleExpression] = []
      expression.visit { met.append($0) }
      #expect(met == [expression] + operands, "\(kind)")
    }
  }
}

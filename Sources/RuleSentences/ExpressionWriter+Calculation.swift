import RuleModel

/// Arithmetic, dates, parameters and rows.
extension ExpressionWriter {
  func calculation(_ expression: RuleExpression) -> Phrase {
    switch expression.kind {
    case .negate(let inner):
      return Phrase([SentencePiece("−")] + bracketed(inner, atLeast: .primary), .product)
    case .addDays(let first, let second), .addMonths(let first, let second): return moved(first, by: second)
    case .add(let first, let second): return sum(first, second)
    case .subtract(let first, let second): return difference(first, second)
    case .multiply(let first, let second):
      return Phrase(
        bracketed(first, atLeast: .product).followed(by: " × ") + bracketed(second, atLeast: .product),
        .product)
    case .divide(let first, let second, _): return quotient(first, second)
    case .floorDivide(let first, let second):
      return call(words("làm tròn xuống ", "rounded down "), quotient(first, second).pieces)
    case .modulo(let first, let second):
      return call(words("số dư của ", "remainder of "), quotient(first, second).pieces)
    case .rescale(let inner, _): return phrase(inner)
    case .round(let inner, _): return rounded(inner, type: expression.type)
    case .minimum(let operands): return call(words("số nhỏ nhất trong ", "least of "), list(operands))
    case .maximum(let operands): return call(words("số lớn nhất trong ", "greatest of "), list(operands))
    case .absolute(let inner):
      return call(words("giá trị tuyệt đối của ", "absolute value of "), pieces(inner))
    default: return dated(expression)
    }
  }

  private func dated(_ expression: RuleExpression) -> Phrase {
    switch expression.kind {
    case .dateDifference(let first, let second):
      return call(
        words("số ngày ", "days "),
        pieces(second).between(words("từ ", "from "), words(" đến ", " to ")) + pieces(first))
    case .year(let inner): return part(words("năm của ", "year of "), of: inner)
    case .makeDate(let year, let month, let day): return made(year, month, day)
    case .endOfMonth(let inner): return part(words("ngày cuối tháng của ", "end of month of "), of: inner)
    case .latestAnniversary(let month, let day):
      return Phrase(
        words("ngày \(padded(day))/\(padded(month)) gần nhất", "the latest \(padded(month))-\(padded(day))"))
    case .constant, .asOf, .field, .score, .named, .lookup, .not, .and, .or, .compare, .isNone, .inSet,
      .reported, .conditional, .aggregate:
      return phrase(expression)
    case .negate, .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .rescale, .round, .minimum,
      .maximum, .absolute, .addDays, .addMonths:
      return calculation(expression)
    }
  }

  /// A part of a date; a simple date needs no brackets in a legal sentence.
  private func part(_ name: String, of date: RuleExpression) -> Phrase {
    let inner = phrase(date)
    if legalDay != nil, inner.binding == .primary { return Phrase([SentencePiece(name)] + inner.pieces) }
    return call(name, inner.pieces)
  }

  private func made(_ year: RuleExpression, _ month: RuleExpression, _ day: RuleExpression) -> Phrase {
    if legalDay != nil, case .constant(.number(let year)) = year.kind,
      case .constant(.number(let month)) = month.kind, case .constant(.number(let day)) = day.kind,
      let date = CivilDate(iso: "\(year)-\(padded(Int(month)))-\(padded(Int(day)))")
    {
      return Phrase(values.date(date))
    }
    return call(words("ngày theo năm; tháng; ngày ", "date of year; month; day "), list([year, month, day]))
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private func sum(_ first: RuleExpression, _ second: RuleExpression) -> Phrase {
    Phrase(bracketed(first, atLeast: .sum).followed(by: " + ") + bracketed(second, atLeast: .sum), .sum)
  }

  private func difference(_ first: RuleExpression, _ second: RuleExpression) -> Phrase {
    Phrase(bracketed(first, atLeast: .sum).followed(by: " − ") + bracketed(second, atLeast: .product), .sum)
  }

  /// A date and days or months; `30 days after …` where both are simple and a sentence is wanted.
  private func moved(_ date: RuleExpression, by length: RuleExpression) -> Phrase {
    let taken = RuleExpression.negated(length)
    let base = phrase(date)
    if legalDay != nil, base.binding == .primary, case .constant = (taken ?? length).kind {
      let direction = taken == nil ? words(" sau ", " after ") : words(" trước ", " before ")
      return Phrase(
        pieces(taken ?? length).between(words("mốc ", "the day "), direction) + base.pieces, .sum)
    }
    return taken.map { difference(date, $0) } ?? sum(date, length)
  }

  private func quotient(_ first: RuleExpression, _ second: RuleExpression) -> Phrase {
    Phrase(
      bracketed(first, atLeast: .product).followed(by: " ÷ ") + bracketed(second, atLeast: .primary), .product
    )
  }

  private func rounded(_ inner: RuleExpression, type: ValueType) -> Phrase {
    guard case .number(let number) = type, number.scale > 0 else {
      return call(words("làm tròn ", "rounded "), pieces(inner))
    }
    return call(
      words("làm tròn đến \(number.scale) chữ số thập phân ", "rounded to \(number.scale) decimals "),
      pieces(inner))
  }

  func lookup(_ index: ParameterIndex, _ keys: [RuleExpression], _ date: RuleExpression?) -> Phrase {
    let parameter = ruleSet.parameters[index]
    var pieces = [SentencePiece(titled(parameter.title, or: parameter.name), .parameter(index))]
    guard let today = legalDay else {
      if !keys.isEmpty { pieces += list(keys).between(words(" theo ", " by ") + "[", "]") }
      if let date { pieces += [SentencePiece(words(" vào ", " on "))] + bracketed(date, atLeast: .primary) }
      return Phrase(pieces)
    }
    if !keys.isEmpty { pieces += [SentencePiece(words(" theo ", " by "))] + list(keys) }
    if let date {
      pieces += [SentencePiece(words(", giá trị ngày ", ", value of "))] + bracketed(date, atLeast: .primary)
    }
    // A date that depends on the firm cannot be looked up here; the checker allows constants of the run alone.
    if let day = date.map({ $0.constantDate(asOf: today) }) ?? today {
      pieces.append(SentencePiece(" [" + ParameterValueWriter(values).text(of: parameter, on: day) + "]"))
    }
    return Phrase(pieces)
  }
}

extension RuleExpression {
  /// What a negation or a negative constant takes away; nil for anything else.
  fileprivate static func negated(_ expression: RuleExpression) -> RuleExpression? {
    switch expression.kind {
    case .negate(let inner): return inner
    case .constant(.number(let raw)) where raw < 0 && raw > .min:
      var positive = expression
      positive.kind = .constant(.number(-raw))
      return positive
    default: return nil
    }
  }
}

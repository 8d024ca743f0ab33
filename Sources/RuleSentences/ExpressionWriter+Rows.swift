import RuleModel

/// Values from the rows of a list.
extension ExpressionWriter {
  func aggregated(_ aggregate: Aggregate) -> Phrase {
    legalDay == nil ? quotedAggregate(aggregate) : legalAggregate(aggregate)
  }

  private func title(of source: SourceIndex) -> SentencePiece {
    let title = ruleSet.sources[source].title[language]
    return SentencePiece("“" + (title.isEmpty ? ruleSet.sources[source].name : title) + "”", .source(source))
  }

  private func quotedAggregate(_ aggregate: Aggregate) -> Phrase {
    var rows = [SentencePiece(words("các dòng của ", "rows of ")), title(of: aggregate.source)]
    if let condition = aggregate.condition {
      rows += [SentencePiece(words(" mà ", " where "))] + pieces(condition)
    }
    let value = aggregate.value.map(pieces) ?? []
    let over = value.followed(by: words(" trên ", " over ")) + rows
    let among = value.followed(by: words(" trong ", " among ")) + rows
    switch aggregate.function {
    case .count: return call(words("số dòng trong ", "number of "), rows)
    case .sum: return call(words("tổng ", "sum of "), over)
    case .minimum: return call(words("nhỏ nhất ", "least "), over)
    case .maximum: return call(words("lớn nhất ", "greatest "), over)
    case .latest:
      let order = aggregate.order.map(pieces) ?? []
      let place = order.between(
        words(" ở dòng có ", " in the row with the latest "), words(" mới nhất trong ", " of "))
      return call(words("giá trị ", "value "), value + place + rows)
    case .any: return call(words("ít nhất một dòng thỏa ", "for some row: "), among)
    case .all: return call(words("mọi dòng đều thỏa ", "for every row: "), among)
    }
  }

  private func legalAggregate(_ aggregate: Aggregate) -> Phrase {
    var rows = [title(of: aggregate.source)]
    if let condition = aggregate.condition {
      rows += pieces(condition).between(words(" mà (", " where ("), ")")
    }
    func phrase(_ vi: String, _ en: String, _ more: [SentencePiece] = []) -> Phrase {
      Phrase([SentencePiece(words(vi, en))] + more + rows)
    }
    let value = aggregate.value.map { valueText($0, .sum) } ?? []
    let over = value.followed(by: words(" trên ", " over "))
    switch aggregate.function {
    case .count: return phrase("số dòng của ", "the number of rows of ")
    case .sum: return phrase("tổng ", "the sum of ", over)
    case .minimum: return phrase("giá trị nhỏ nhất của ", "the least ", over)
    case .maximum: return phrase("giá trị lớn nhất của ", "the greatest ", over)
    case .latest:
      let order = aggregate.order.map { valueText($0, .sum) } ?? []
      let place = order.between(
        words(" ở dòng có ", " in the row with the latest "), words(" mới nhất của ", " of "))
      return phrase("", "", value + place)
    case .any, .all:
      let claim = aggregate.value.map { bracketed($0, atLeast: .not) } ?? []
      let isAll = aggregate.function == .all
      let start =
        isAll ? words("mọi dòng của ", "for every row of ") : words("có dòng của ", "for some row of ")
      let verb = words(isAll ? " đều có " : " có ", ": ")
      return Phrase([SentencePiece(start)] + rows + [SentencePiece(verb)] + claim, .comparison)
    }
  }
}

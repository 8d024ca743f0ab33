// Writes random rule sets with random tables, the SQL of each in every dialect, and what the engine says of them.
//
// engine-corpus write FOLDER FIRST_SEED SETS FIRMS DIALECTS [FAULT]
// engine-corpus probe SEED FIRST_SEED FIRMS DIALECT RULE FIRM [FAULT]
//
// The first seed makes the tables, every seed a rule set over them.
// FAULT is an operator's name as `RuleExpression.operatorName` gives it; its result is made wrong in the SQL.

import Foundation
import RandomRuleSets
import SQLGeneration

let arguments = Array(CommandLine.arguments.dropFirst())
func option(_ position: Int) -> String? { arguments.indices.contains(position) ? arguments[position] : nil }

switch option(0) {
case "write":
  guard let folder = option(1), let first = option(2).flatMap({ UInt64($0) }),
    let sets = option(3).flatMap({ UInt64($0) }), let firms = option(4).flatMap({ Int($0) }),
    let names = option(5)
  else { exit(2) }
  let dialects = names.split(separator: ",").compactMap { SQLDialectName(rawValue: String($0)) }
  let table = RandomFirms(seed: first, firms: firms)
  for seed in first..<first + sets {
    let set = CorpusSet(seed: seed, over: table, fault: option(6))
    if seed == first { try set.writeTables(into: folder, dialects: dialects) }
    try set.write(into: "\(folder)/\(seed)", dialects: dialects)
  }
case "probe":
  guard let seed = option(1).flatMap({ UInt64($0) }), let first = option(2).flatMap({ UInt64($0) }),
    let firms = option(3).flatMap({ Int($0) }),
    let dialect = option(4), let rule = option(5), let firm = option(6)
  else { exit(2) }
  let set = CorpusSet(seed: seed, over: RandomFirms(seed: first, firms: firms), fault: option(7))
  for line in try set.probes(rule: rule, firm: firm, dialect: dialect) { print(line) }
default: exit(2)
}

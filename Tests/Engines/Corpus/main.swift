// Writes random rule sets with random tables, the SQL of each in every dialect, and what the engine says of them.
//
// engine-corpus write FOLDER FIRST_SEED SETS FIRMS DIALECTS [FAULT]
// engine-corpus probe SEED FIRMS DIALECT RULE FIRM [FAULT]
//
// FAULT is an operator's name as `RuleExpression.operatorName` gives it; its result is made wrong in the SQL.

import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
func option(_ position: Int) -> String? { arguments.indices.contains(position) ? arguments[position] : nil }

switch option(0) {
case "write":
  guard let folder = option(1), let first = option(2).flatMap({ UInt64($0) }),
    let sets = option(3).flatMap({ UInt64($0) }), let firms = option(4).flatMap({ Int($0) }),
    let dialects = option(5)
  else { exit(2) }
  for seed in first..<first + sets {
    try CorpusSet(seed: seed, firms: firms, fault: option(6))
      .write(into: "\(folder)/\(seed)", dialects: dialects.split(separator: ",").map(String.init))
  }
case "probe":
  guard let seed = option(1).flatMap({ UInt64($0) }), let firms = option(2).flatMap({ Int($0) }),
    let dialect = option(3), let rule = option(4), let firm = option(5)
  else { exit(2) }
  let set = CorpusSet(seed: seed, firms: firms, fault: option(6))
  for line in try set.probes(rule: rule, firm: firm, dialect: dialect) { print(line) }
default: exit(2)
}

import Foundation

/// The part of JSON Schema that the shipped schemas use.
struct JSONSchema {
  private let root: [String: Any]

  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  /// Words of a schema that this reader knows; another one would be passed over in silence.
  private static let known: Set<String> = [
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required", "items",
    "additionalProperties", "enum", "const", "anyOf", "minimum", "minLength", "pattern",
  ]

  /// What is wrong with a document, each with its place.
  func faults(in text: String) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    return faults(value, root, "")
  }

  private func faults(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let definitions = root["$defs"] as? [String: [String: Any]] ?? [:]
      guard let target = definitions[String(reference.dropFirst("#/$defs/".count))] else {
        return ["\(place): no definition \(reference)"]
      }
      return faults(value, target, place)
    }
    var found = schema.keys.filter { !Self.known.contains($0) }.map { "\(place): unknown word \($0)" }
    if let options = schema["anyOf"] as? [[String: Any]],
      !options.contains(where: { faults(value, $0, place).isEmpty })
    {
      found += ["\(place): fits none of the choices"] + (options.last.map { faults(value, $0, place) } ?? [])
    }
    if let constant = schema["const"], !isEqual(constant, value) { found.append("\(place): not \(constant)") }
    if let choices = schema["enum"] as? [Any], !choices.contains(where: { isEqual($0, value) }) {
      found.append("\(place): \(value) is none of \(choices)")
    }
    if let type = schema["type"] {
      let types = type as? [String] ?? [type as? String ?? ""]
      if !types.contains(where: { isOf($0, value) }) { found.append("\(place): \(value) is no \(types)") }
    }
    return found + plainFaults(value, schema, place) + memberFaults(value, schema, place)
  }

  private func plainFaults(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    var found: [String] = []
    if let least = schema["minimum"] as? Double, let number = value as? Double, number < least {
      found.append("\(place): \(number) is under \(least)")
    }
    guard let text = value as? String else { return found }
    if let least = schema["minLength"] as? Int, text.count < least { found.append("\(place): too short") }
    if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil
    {
      found.append("\(place): \(text) does not fit \(pattern)")
    }
    return found
  }

  private func memberFaults(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    if let array = value as? [Any], let items = schema["items"] as? [String: Any] {
      return array.enumerated().flatMap { faults($1, items, "\(place)/\($0)") }
    }
    guard let object = value as? [String: Any] else { return [] }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let required = schema["required"] as? [String] ?? []
    var found = required.filter { object[$0] == nil }.map { "\(place): no \($0)" }
    for (name, member) in object {
      if let property = properties[name] {
        found += faults(member, property, "\(place)/\(name)")
      } else if let others = schema["additionalProperties"] as? [String: Any] {
        found += faults(member, others, "\(place)/\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        found.append("\(place): \(name) is not described")
      }
    }
    return found
  }

  private func isEqual(_ first: Any, _ second: Any) -> Bool {
    (first as? NSObject)?.isEqual(second as? NSObject) ?? false
  }

  private func isOf(_ type: String, _ value: Any) -> Bool {
    // A truth value is a number to Foundation too.
    let number = value as? NSNumber
    let isTruth = number.map { String(cString: $0.objCType) == "c" } ?? false
    switch type {
    case "null": return value is NSNull
    case "string": return value is String
    case "boolean": return isTruth
    case "integer": return !isTruth && number.map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
    case "number": return !isTruth && number != nil
    case "array": return value is [Any]
    case "object": return value is [String: Any]
    default: return false
    }
  }

}

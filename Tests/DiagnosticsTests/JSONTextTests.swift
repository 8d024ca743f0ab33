import Foundation
import Testing

@testable import Diagnostics

@Suite("JSON texts")
struct JSONTextTests {
  @Test("Whole numbers have their plain digits up to the bounds of 64 bits")
  func integers() {
    var numbers: [Int64] = [0, -1, .max, .max - 1, .min, .min + 1]
    var power: Int64 = 1
    while power <= .max / 10 {
      power *= 10
      numbers += [power - 1, power, power + 1, 1 - power, -power, -1 - power]
    }
    for number in numbers { #expect(JSONValue.integer(number).compact == "\(number)") }
  }

  @Test("There is room for strings of nothing but what has to be escaped")
  func escapes() {
    for character in ["\u{1}", "\u{7F}", "\"", "\\", "\n", "\u{80}", "\u{9F}", "\u{2028}", "\u{2029}"] {
      for count in [1, 2, 100] {
        let string = String(repeating: character, count: count)
        for text in [string, "x" + string, string + "é", "é" + string + "x"] {
          let quoted = JSONText.quoted(text)
          #expect(JSONValue.string(text).compact == quoted)
          #expect(JSONValue.object([.init(text, .null)]).compact == "{" + quoted + ":null}")
          #expect(!quoted.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
          let read = try? JSONSerialization.jsonObject(with: Data(quoted.utf8), options: .fragmentsAllowed)
          #expect(read as? String == text, "\(text.debugDescription)")
        }
      }
    }
  }

  @Test("Items stand on lines of their own, empty lists on none")
  func layout() {
    let value = JSONValue.object([
      .init("a", .array([.integer(1), .bool(true), .null, .decimal("-0.25")])),
      .init(
        "b",
        .object([JSONValue.Member("c", .array([])), JSONValue.Member("d", .object([JSONValue.Member]()))])),
      .init("é", .array([.array([.bool(false)])])),
    ])
    #expect(value.compact == #"{"a":[1,true,null,-0.25],"b":{"c":[],"d":{}},"é":[[false]]}"#)
    #expect(
      value.pretty == """
        {
          "a": [
            1,
            true,
            null,
            -0.25
          ],
          "b": {
            "c": [],
            "d": {}
          },
          "é": [
            [
              false
            ]
          ]
        }
        """)
    #expect(JSONValue.array([]).pretty == "[]")
    #expect(JSONValue.null.pretty == "null")
  }

  @Test("There is room for values that are nested deep")
  func depth() {
    var value = JSONValue.null
    for _ in 0..<200 { value = .array([.object([.init("", value)]), .bool(false)]) }
    #expect(value.compact.utf8.count == 4 + 200 * #"[{"":},false]"#.utf8.count)
    #expect(value.pretty.split(separator: "\n").count == 1 + 200 * 5)
  }
}

import Diagnostics
import Testing

@testable import RuleLanguage

@Suite("Words and marks of the language")
struct SymbolTests {
  @Test("Every symbol is found by its text, and a word is written as its case is named")
  func texts() {
    for symbol in Symbol.allCases where symbol != .other {
      #expect(Symbol(symbol.text) == symbol)
      if symbol.isWord, symbol != .asOf { #expect(symbol.text == "\(symbol)") }
    }
    #expect(Symbol.asOf.text == "as_of")
    #expect(Symbol.slash.text == "/" && Symbol.openBand.text == "..<" && Symbol.openBrace.text == "{")
  }

  @Test("A text that is no word is no symbol")
  func otherTexts() {
    for text in ["", "x", "tit", "titles", "Title", "organisation", "organisationsorganisations", "điểm"] {
      #expect(Symbol(text) == .other, "\(text)")
    }
  }

  @Test("A set holds its words and no others, the last word of the language too")
  func sets() {
    let words = Symbol.allCases.filter(\.isWord)
    #expect(words.count < 128)
    for word in words {
      let set: SymbolSet = [word]
      #expect(Symbol.allCases.filter(set.contains) == [word])
    }
    #expect(!Vocabulary.reserved.contains(.other) && Vocabulary.neverUnits.contains(.rank))
  }

  @Test("Where a file ends makes no difference to its last word")
  func atTheEnd() {
    for word in Symbol.allCases where word.isWord {
      for end in ["", " ", "                    "] {
        var sources = SourceMap()
        let id = sources.add(path: "x.rules", bytes: Array((word.text + end).utf8))
        #expect(RuleParser.parse(sources.file(id)).tokens.first?.symbol == word)
      }
    }
  }
}

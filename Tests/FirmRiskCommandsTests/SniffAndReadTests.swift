import FirmRiskCommands
import Testing

@Suite struct SniffAndReadTests {
  @Test func aMappingThatSniffWroteReadsTheListInTheSameWay() throws {
    let province = try SmallProvince()
    let map = province.folder.file("labour.map")
    let sniffed = firmrisk([
      "sniff", province.lists + "/labour.csv", "--rules", province.rules, "--write-mapping", map,
    ])
    #expect(sniffed.status == .done)
    #expect(sniffed.output.contains("read as the list of `labour` (by the name of the file)"))
    #expect(sniffed.output.contains("header in line 1"))
    #expect(try province.folder.text("labour.map").contains("column 1 \"MST\" is tax_code\n"))
    let plain = province.score()
    let ranking = try province.folder.text("out/ranking.csv")
    let mapped = province.score("--map", map)
    #expect(plain.output == mapped.output)
    #expect(try province.folder.text("out/ranking.csv") == ranking)
  }

  @Test func aMappingOfAnotherHeaderStopsTheRun() throws {
    let province = try SmallProvince()
    try province.folder.write("x.map", "mapping 1\nsource labour\ncolumn 1 \"Mã\" is tax_code\n")
    let run = province.score("--map", province.folder.file("x.map"))
    #expect(run.status == .inputUnreadable)
    #expect(run.errors.contains("error[FR291]"))
    #expect(run.errors.contains("no column has the title `Mã`, which gives `tax_code`"))
  }

  @Test func aMappingForNoListOfTheRunIsNamed() throws {
    let province = try SmallProvince()
    try province.folder.write("x.map", "mapping 1\ncolumn 1 \"MST\" is tax_code\n")
    #expect(province.score("--map", province.folder.file("x.map")).errors.contains("error[FR293]"))
    try province.folder.write("x.map", "mapping 1\nrow 1\n")
    let run = province.score("--map", province.folder.file("x.map"))
    #expect(run.errors.contains("error[FR290]") && run.errors.contains("line 2: `row` is not understood"))
  }

  @Test func readPrintsCleanRowsAndNamesDamagedOnes() throws {
    let folder = try ScratchFolder()
    try folder.write("a.csv", "Báo cáo;\nTên;Số\n\"A;B\";-5\nC\n=D;'7\n")
    let run = firmrisk(["read", folder.file("a.csv")])
    #expect(run.status == .findings)
    #expect(run.output == "Tên,Số\r\nA;B,-5\r\n=D,'7\r\n")
    #expect(
      run.errors
        == "line,first_byte,last_byte,column,code,part,raw,reason,advice\r\n"
        + "4,30,30,,FR220,rejected,C,row too short,add the missing cells; a delimiter was lost or the row is cut off\r\n"
    )
  }

  @Test func readObeysWhatItIsTold() throws {
    let folder = try ScratchFolder()
    try folder.write("a.csv", "1|'x|y'|3\n4|z|6\n")
    let run = firmrisk([
      "read", folder.file("a.csv"), "--delimiter", "|", "--quote", "'", "--header-rows", "0",
    ])
    #expect(run.status == .done)
    #expect(run.output == "column 1,column 2,column 3\r\n1,x|y,3\r\n4,z,6\r\n")
    #expect(firmrisk(["read", folder.file("a.csv"), "--encoding", "tcvn3"]).status == .usage)
  }

  @Test func rowsWithoutACommonDelimiterAreNotGuessed() throws {
    let folder = try ScratchFolder()
    try folder.write("a.csv", "a b c\nd,e f\ng h,i,j\nk l;m\nn,o,p;q;r s\nt;u;v;w\n")
    let run = firmrisk(["read", folder.file("a.csv")])
    #expect(run.status == .inputUnreadable)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("error[FR217]") && run.errors.contains("--delimiter"))
  }
}

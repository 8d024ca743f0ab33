import Foundation
import Testing

/// A run that is ended from outside leaves nothing half written.
@Suite struct EndedBySignalTests {
  @Test func aRunEndedWhileItWritesLeavesNoFile() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ended-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    // Ended as soon as the first file is begun; files get their names only when all are whole.
    let script = """
      out="$1"
      "$firmrisk" score samples/hue --out "$out" --quiet &
      run=$!
      until ls "$out" 2>/dev/null | grep -q unfinished; do kill -0 $run 2>/dev/null || break; done
      kill -TERM $run
      wait $run
      code=$?
      ls "$out"
      exit $code
      """
    let run = try BuiltProgram.shell(script, [folder.path])
    #expect(run.status == 128 + SIGTERM, "\(run.errors)")
    #expect(run.output.isEmpty, "\(run.output)")
  }
}

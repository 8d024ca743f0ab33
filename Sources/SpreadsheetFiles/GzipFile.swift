import RecordFiles

/// Unpacks a gzip file into a spool; several members in a row make one list, as `gzip` itself has it.
enum GzipFile {
  static func spool(_ input: InputBytes, limits: UnpackLimits) throws(InputError) -> InputBytes {
    guard var inflater = Inflater(.gzip) else { throw .damagedGzip(input.path, "zlib does not start") }
    var spool = ByteSpool(path: input.path, memoryLimit: limits.memoryBytes)
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { room.deallocate() }
    try input.withBytes { (bytes) throws(InputError) in
      var taken = 0
      while taken < bytes.count {
        let rest = UnsafeBufferPointer(rebasing: bytes[taken...])
        let step = inflater.unpack(rest, into: room)
        taken += step.taken
        try spool.append(UnsafeBufferPointer(rebasing: room[..<step.made]))
        try check(spool.count, taken, input.path, limits)
        switch step.outcome {
        case .damaged: throw .damagedGzip(input.path, "it cannot be unpacked, or its check sum is wrong")
        case .going:
          if step.taken == 0, step.made == 0 { throw .damagedGzip(input.path, "it is cut off") }
          // All is taken, but what zlib still holds back may be the end.
          if taken == bytes.count { try drain(&inflater, &spool, room, taken, input.path, limits) }
        case .ended:
          inflater.restart()
          // Tapes and some tools pad with zeros.
          if bytes[taken...].allSatisfy({ $0 == 0 }) { return }
        }
      }
    }
    guard spool.count > 0 else { throw .empty(path: input.path) }
    return try spool.finish()
  }

  private static func drain(
    _ inflater: inout Inflater, _ spool: inout ByteSpool, _ room: UnsafeMutableBufferPointer<UInt8>,
    _ taken: Int, _ path: String, _ limits: UnpackLimits
  ) throws(InputError) {
    while true {
      let step = inflater.unpack(UnsafeBufferPointer(start: nil, count: 0), into: room)
      try spool.append(UnsafeBufferPointer(rebasing: room[..<step.made]))
      try check(spool.count, taken, path, limits)
      switch step.outcome {
      case .ended: return
      case .damaged: throw .damagedGzip(path, "it cannot be unpacked, or its check sum is wrong")
      case .going: if step.made == 0 { throw .damagedGzip(path, "it is cut off") }
      }
    }
  }

  private static func check(_ made: Int, _ taken: Int, _ path: String, _ limits: UnpackLimits)
    throws(InputError)
  {
    guard made <= limits.listBytes else {
      throw .tooLargeUnpacked(path, "more than \(limits.listBytes) bytes")
    }
    if made > limits.freeBytes, made / limits.ratio > max(taken, 1) {
      throw .tooLargeUnpacked(path, "over \(limits.ratio) bytes for each packed byte")
    }
  }
}

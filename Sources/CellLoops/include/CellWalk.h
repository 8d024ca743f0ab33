#ifndef CELL_WALK_H
#define CELL_WALK_H

#include <stddef.h>
#include <stdint.h>

/// Bytes whose masks are known.
typedef struct {
  const uint8_t *bytes;
  /// Fewer than 2 to the power of 26, the room that `ends` of records give to offsets.
  size_t count;
  const uint64_t *delimiters;
  const uint64_t *stops;
  uint8_t quote;
} masked_bytes;

/// A record with its places, counted from the first of the bytes.
typedef struct {
  uint32_t start;
  /// Behind its last byte, without the line break.
  uint32_t end;
  /// Where the record after it starts.
  uint32_t next;
  uint32_t cells;
} plain_record;

/// Ends that may be written behind the last one of `cell_walk`.
enum { CELL_WALK_SLACK = 64 };

/// Walks over whole records that follow the common rules: cells with or without quotes, and no line break inside them.
///
/// It stops at the first record that it does not know, or whose end is not among the bytes. `ends` gets one number for each
/// cell: how far its end is from the start of its record, times 64, plus 1 when it has quotes around it and 2 when doubled
/// ones stand in it. There is room for one end for each byte and `CELL_WALK_SLACK` more.
///
/// - `from`: where the first record starts.
/// - `longest`: bytes that a record may have, without its line break.
/// - `most`: records for which there is room.
/// Returns how many records there are; `cell_count` gets the number of their cells.
size_t cell_walk(
    const masked_bytes *window, size_t from, size_t longest, size_t most, plain_record *records, uint32_t *ends,
    size_t *cell_count);

#endif

#ifndef DIGIT_CELLS_H
#define DIGIT_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Where the cells of one column stand in some records.
typedef struct {
  /// The text of all records.
  const uint8_t *bytes;
  /// For each record the offset of its first byte, at least 16.
  const int64_t *starts;
  /// For each record the place of its first cell in `ends`.
  const uint32_t *first_cells;
  /// Number of records.
  size_t count;
  /// For each cell the offset of its end from the start of its record, above six bits that are zero for a plain cell.
  const uint32_t *ends;
  /// Place of the column, not the first; all records have it.
  uint32_t column;
  /// Bytes between two cells.
  uint32_t delimiter_length;
} digit_column;

/// What cells of digits stand for.
typedef struct {
  /// What the digits are multiplied with, 1 to 10^10.
  int64_t factor;
  /// The range of values.
  int64_t lowest;
  int64_t highest;
  /// What stands for a blank cell.
  int64_t blank;
} digit_format;

/// Reads the plain cells that are blank or have at most 8 digits and nothing else (15 where the factor is 1).
///
/// - `values` gets a value for each record; those of other cells mean nothing.
/// - `others` gets the places of records whose cells are something else or out of range, in ascending order.
/// - `blanks` gets the number of blank cells.
///
/// Returns the number of others.
size_t digit_cells_read(
    const digit_column *column, const digit_format *format, int64_t *values, ptrdiff_t *others, size_t *blanks);

/// Whether this processor can run `digit_cells_read`.
bool digit_cells_are_read_here(void);

#endif

#ifndef CELL_MASKS_H
#define CELL_MASKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Finds the bytes at which cells of delimited text can end, 64 bytes to a word; the first byte has the lowest bit.
///
/// - `delimiters` gets the bits of the delimiter.
/// - `stops` gets the bits of the quote and of all bytes below 14, line breaks among them, that are not the delimiter.
/// The words cover `(count + 63) / 64` blocks; bits behind the last byte are zero.
void cell_masks(
    const uint8_t *bytes, size_t count, uint8_t delimiter, uint8_t quote, uint64_t *delimiters, uint64_t *stops);

/// Whether a text is surely UTF-8 in normal form: letters of Latin scripts as Vietnamese writes them, single blanks.
///
/// The text is at least one byte long, and neither its first nor its last byte is a blank. Two bytes before it and 17 behind
/// it must be readable, and the byte behind it must be below 128. A text that is refused may be in normal form all the same.
bool cell_is_plain_text(const uint8_t *text, size_t count);

/// Makes all following calls use the form of `cell_masks` that every processor can run, and never one for newer ones.
void cell_masks_use_portable(void);

#endif

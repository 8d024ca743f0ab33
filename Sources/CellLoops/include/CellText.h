#ifndef CELL_TEXT_H
#define CELL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether a text is surely UTF-8 in normal form: letters of Latin scripts as Vietnamese writes them, single blanks.
///
/// The text is at least one byte long, and neither its first nor its last byte is a blank. Two bytes before it and 17 behind
/// it must be readable, and the byte behind it must be below 128. A text that is refused may be in normal form all the same.
bool cell_is_plain_text(const uint8_t *text, size_t count);

/// Counts the letters of several bytes at the start of a text, as long as they are those of UTF-8 as Vietnamese writes it.
///
/// `letters` gets their number. Returns how many bytes were looked at; the rest starts with a byte below 128 or with the first
/// byte of a letter, which may be one of these all the same.
size_t text_count_letters(const uint8_t *text, size_t count, size_t *letters);

#endif

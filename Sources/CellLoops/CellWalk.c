#include "CellWalk.h"

#include <stdbool.h>

#include "ChosenLoops.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Bits that traits take in a number of `ends`, and the traits themselves.
enum { TRAIT_BITS = 6, QUOTED = 1, DOUBLED_QUOTE = 2 };

/// Writes the places of set bits as ends of cells, several at a time and some too many.
typedef void (*EndWriter)(uint64_t found, unsigned count, uint32_t origin, uint32_t *ends);

static inline unsigned first_bit(uint64_t bits) { return bits == 0 ? 64 : (unsigned)__builtin_ctzll(bits); }

/// How many cells end in a block changes from block to block, so that a branch after each would be guessed wrong.
__attribute__((always_inline)) static inline void write_six(
    uint64_t found, unsigned count, uint32_t origin, uint32_t *ends) {
  unsigned written = 0;
  do {
    for (int place = 0; place < 6; place++) {
      ends[written + place] = (origin + first_bit(found)) << TRAIT_BITS;
      found &= found - 1;
    }
    written += 6;
  } while (written < count);
}

/// Passes a quoted cell.
///
/// Returns the place of the byte after the closing quote; 0 when the cell holds a line break, a zero byte or anything behind
/// the quote, or when its end is not known.
__attribute__((always_inline)) static inline size_t pass_quoted(
    const masked_bytes *window, size_t opening, uint32_t *traits) {
  *traits = QUOTED;
  size_t place = opening + 1;
  while (place < window->count) {
    uint64_t stop = window->stops[place >> 6] & UINT64_MAX << (place & 63);
    if (stop == 0) {
      place = (place & ~(size_t)63) + 64;
      continue;
    }
    place = (place & ~(size_t)63) + (size_t)__builtin_ctzll(stop);
    uint8_t byte = window->bytes[place];
    if (byte != window->quote) {
      if (byte == '\n' || byte == '\r' || byte == 0) return 0;
      place += 1;
      continue;
    }
    if (place + 1 >= window->count) return 0;
    uint8_t next = window->bytes[place + 1];
    if (next == window->quote) {
      *traits |= DOUBLED_QUOTE;
      place += 2;
      continue;
    }
    place += 1;
    bool is_delimiter = window->delimiters[place >> 6] >> (place & 63) & 1;
    return is_delimiter || next == '\n' || next == '\r' ? place : 0;
  }
  return 0;
}

/// Walks over one record.
///
/// Returns the number of its cells; 0 when it is not known to be a plain one.
__attribute__((always_inline)) static inline size_t walk_record(
    const masked_bytes *window, size_t start, plain_record *record, uint32_t *ends, EndWriter write) {
  size_t cells = 0;
  size_t place = start;
  size_t cell_start = start;
  uint32_t traits = 0;
  while (place < window->count) {
    size_t block = place >> 6;
    uint64_t above = UINT64_MAX << (place & 63);
    uint64_t found = window->delimiters[block] & above;
    uint64_t stop = window->stops[block] & above;
    // All bits below the lowest of the stops, which are all bits where there is none.
    found &= (stop & -stop) - 1;
    if (found != 0) {
      unsigned count = (unsigned)__builtin_popcountll(found);
      cell_start = (block << 6) + 64 - (size_t)__builtin_clzll(found);
      write(found, count, (uint32_t)(block << 6) - (uint32_t)start, ends + cells);
      ends[cells] |= traits;
      traits = 0;
      cells += count;
    }
    if (stop == 0) {
      place = (block << 6) + 64;
      continue;
    }
    place = (block << 6) + (size_t)__builtin_ctzll(stop);
    uint8_t byte = window->bytes[place];
    if (byte == window->quote) {
      // A quote that stands inside a cell, or one behind a quoted cell.
      if (place != cell_start || traits != 0) return 0;
      place = pass_quoted(window, place, &traits);
      if (place == 0) return 0;
    } else if (byte == '\n' || byte == '\r') {
      size_t next = place + 1;
      if (byte == '\r') {
        if (next >= window->count || window->bytes[next] != '\n') return 0;
        next += 1;
      }
      ends[cells] = (uint32_t)(place - start) << TRAIT_BITS | traits;
      *record = (plain_record){(uint32_t)start, (uint32_t)place, (uint32_t)next, (uint32_t)cells + 1};
      return cells + 1;
    } else if (byte == 0) {
      return 0;
    } else {
      place += 1;
    }
  }
  return 0;
}

__attribute__((always_inline)) static inline size_t walk_records(
    const masked_bytes *window, size_t from, size_t longest, size_t most, plain_record *records, uint32_t *ends,
    size_t *cell_count, EndWriter write) {
  size_t count = 0;
  size_t cells = 0;
  while (count < most && from < window->count) {
    size_t more = walk_record(window, from, records + count, ends + cells, write);
    if (more == 0 || records[count].end - records[count].start > longest) break;
    from = records[count].next;
    cells += more;
    count += 1;
  }
  *cell_count = cells;
  return count;
}

static size_t walk_portable(
    const masked_bytes *window, size_t from, size_t longest, size_t most, plain_record *records, uint32_t *ends,
    size_t *cell_count) {
  return walk_records(window, from, longest, most, records, ends, cell_count, write_six);
}

#if defined(__x86_64__)

__attribute__((target("avx2,bmi,lzcnt,popcnt"))) static size_t walk_avx2(
    const masked_bytes *window, size_t from, size_t longest, size_t most, plain_record *records, uint32_t *ends,
    size_t *cell_count) {
  return walk_records(window, from, longest, most, records, ends, cell_count, write_six);
}

#define AVX512 "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi,lzcnt,popcnt"

static const uint8_t all_places[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};

/// Packs the places of all bits at once.
__attribute__((target(AVX512))) static inline void write_packed(
    uint64_t found, unsigned count, uint32_t origin, uint32_t *ends) {
  __m512i places = _mm512_maskz_compress_epi8(found, _mm512_loadu_si512(all_places));
  const __m512i origins = _mm512_set1_epi32((int)origin);
  unsigned written = 0;
  do {
    __m512i now = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(places));
    _mm512_storeu_si512(ends + written, _mm512_slli_epi32(_mm512_add_epi32(now, origins), TRAIT_BITS));
    places = _mm512_alignr_epi64(places, places, 2);
    written += 16;
  } while (written < count);
}

__attribute__((target(AVX512))) static size_t walk_avx512(
    const masked_bytes *window, size_t from, size_t longest, size_t most, plain_record *records, uint32_t *ends,
    size_t *cell_count) {
  return walk_records(window, from, longest, most, records, ends, cell_count, write_packed);
}

size_t cell_walk(
    const masked_bytes *window, size_t from, size_t longest, size_t most, plain_record *records, uint32_t *ends,
    size_t *cell_count) {
  switch (cell_loops_chosen()) {
    case CELL_LOOPS_AVX512: return walk_avx512(window, from, longest, most, records, ends, cell_count);
    case CELL_LOOPS_AVX2: return walk_avx2(window, from, longest, most, records, ends, cell_count);
    case CELL_LOOPS_PORTABLE: break;
  }
  return walk_portable(window, from, longest, most, records, ends, cell_count);
}

#else

size_t cell_walk(
    const masked_bytes *window, size_t from, size_t longest, size_t most, plain_record *records, uint32_t *ends,
    size_t *cell_count) {
  return walk_portable(window, from, longest, most, records, ends, cell_count);
}

#endif

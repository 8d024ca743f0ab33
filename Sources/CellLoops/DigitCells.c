#include "DigitCells.h"

#include <string.h>

#include "ChosenLoops.h"

#if defined(__x86_64__)
#include <immintrin.h>

bool digit_cells_are_read_here(void) { return cell_loops_chosen() != CELL_LOOPS_PORTABLE; }

static const uint64_t zeros = 0x3030303030303030;

/// The value of eight bytes of 0 to 9, the first in the lowest byte.
static uint64_t value_of_digits(uint64_t digits) {
  uint64_t pairs = digits * 10 + (digits >> 8);
  uint64_t first = (pairs & 0x000000FF000000FF) * 0x000F424000000064;
  uint64_t second = (pairs >> 16 & 0x000000FF000000FF) * 0x0000271000000001;
  return (first + second) >> 32;
}

static bool are_digits(uint64_t digits) {
  return (((digits + 0x0606060606060606) | digits) & 0xF0F0F0F0F0F0F0F0) == 0;
}

static uint64_t load(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
  return word;
}

/// Reads a plain cell of 9 to 15 digits.
static bool read_long(const uint8_t *end, uint32_t length, const digit_format *format, int64_t *value) {
  if (length < 9 || length > 15 || format->factor != 1) return false;
  uint64_t low = load(end - 8) ^ zeros;
  uint64_t high = (load(end - 16) ^ zeros) & (UINT64_MAX << ((16 - length) * 8));
  if (!are_digits(low) || !are_digits(high)) return false;
  *value = (int64_t)(value_of_digits(high) * 100000000 + value_of_digits(low));
  return *value >= format->lowest && *value <= format->highest;
}

/// Where a cell ends and how long it is; longer than any cell when it is not plain.
static inline const uint8_t *locate(const digit_column *column, size_t record, uint32_t *length) {
  const uint32_t *end = column->ends + column->first_cells[record] + column->column;
  uint32_t offset = end[0] >> 6;
  uint32_t start = (end[-1] >> 6) + column->delimiter_length;
  *length = (offset - start) | (end[0] << 26 ? 1u << 31 : 0);
  return column->bytes + column->starts[record] + offset;
}

/// The values of four cells of at most 8 bytes; -1 in `is_good` for those that have nothing but digits and are in range.
__attribute__((target("avx2"))) static inline __m256i read_four(
    __m256i words, __m256i lengths, const digit_format *format, __m256i *is_good) {
  const __m256i nines = _mm256_set1_epi8(9);
  // Bytes before the cell become leading zeros.
  __m256i shifts = _mm256_sub_epi64(_mm256_set1_epi64x(64), _mm256_slli_epi64(lengths, 3));
  __m256i kept = _mm256_sllv_epi64(_mm256_set1_epi64x(-1), shifts);
  __m256i digits = _mm256_and_si256(_mm256_xor_si256(words, _mm256_set1_epi64x((int64_t)zeros)), kept);
  *is_good = _mm256_cmpeq_epi64(_mm256_max_epu8(digits, nines), nines);
  __m256i pairs = _mm256_maddubs_epi16(digits, _mm256_set1_epi16(1 << 8 | 10));
  __m256i fours = _mm256_madd_epi16(pairs, _mm256_set1_epi32(1 << 16 | 100));
  __m256i values = _mm256_add_epi64(
      _mm256_mul_epu32(fours, _mm256_set1_epi64x(10000)), _mm256_srli_epi64(fours, 32));
  if (format->factor != 1) {
    __m256i low = _mm256_mul_epu32(values, _mm256_set1_epi64x(format->factor & 0xFFFFFFFF));
    __m256i high = _mm256_mul_epu32(values, _mm256_set1_epi64x(format->factor >> 32));
    values = _mm256_add_epi64(low, _mm256_slli_epi64(high, 32));
  }
  __m256i is_low = _mm256_cmpgt_epi64(_mm256_set1_epi64x(format->lowest), values);
  __m256i is_high = _mm256_cmpgt_epi64(values, _mm256_set1_epi64x(format->highest));
  *is_good = _mm256_andnot_si256(_mm256_or_si256(is_low, is_high), *is_good);
  return values;
}

__attribute__((target("avx2"))) static size_t read_avx2(
    const digit_column *column, const digit_format *format, int64_t *values, ptrdiff_t *others, size_t *blanks) {
  size_t other_count = 0;
  size_t blank_count = 0;
  for (size_t first = 0; first < column->count; first += 4) {
    const uint8_t *ends[4];
    uint32_t length[4];
    // The last four overlap the ones before them.
    size_t left = column->count - first;
    size_t lanes = left < 4 ? left : 4;
    for (size_t lane = 0; lane < 4; lane++) {
      ends[lane] = locate(column, first + (lane < lanes ? lane : 0), &length[lane]);
    }
    __m256i words = _mm256_set_epi64x(
        (int64_t)load(ends[3] - 8), (int64_t)load(ends[2] - 8), (int64_t)load(ends[1] - 8), (int64_t)load(ends[0] - 8));
    __m256i lengths = _mm256_set_epi64x(length[3], length[2], length[1], length[0]);
    __m256i is_good;
    __m256i read = read_four(words, lengths, format, &is_good);
    __m256i is_blank = _mm256_cmpeq_epi64(lengths, _mm256_setzero_si256());
    __m256i is_long = _mm256_cmpgt_epi64(lengths, _mm256_set1_epi64x(8));
    read = _mm256_blendv_epi8(read, _mm256_set1_epi64x(format->blank), is_blank);
    __m256i is_done = _mm256_or_si256(is_blank, _mm256_andnot_si256(is_long, is_good));
    unsigned inside = (1u << lanes) - 1;
    unsigned done = (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(is_done)) & inside;
    blank_count += (size_t)__builtin_popcount((unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(is_blank)) & inside);
    if (lanes == 4) {
      _mm256_storeu_si256((__m256i *)(values + first), read);
    } else {
      int64_t rest[4];
      _mm256_storeu_si256((__m256i *)rest, read);
      memcpy(values + first, rest, lanes * 8);
    }
    if (done == inside) continue;
    for (size_t lane = 0; lane < lanes; lane++) {
      if (done >> lane & 1 || read_long(ends[lane], length[lane], format, values + first + lane)) continue;
      others[other_count++] = (ptrdiff_t)(first + lane);
    }
  }
  *blanks = blank_count;
  return other_count;
}

#define AVX512 "avx512f,avx512bw,avx512vl,bmi,popcnt"

/// The digits of eight words as numbers; bits in `is_good` for those of which the kept bytes are nothing but digits.
__attribute__((target(AVX512))) static inline __m512i read_words(__m512i words, __m512i kept, __mmask8 *is_good) {
  const __m512i nines = _mm512_set1_epi8(9);
  __m512i digits = _mm512_and_si512(_mm512_xor_si512(words, _mm512_set1_epi64((int64_t)zeros)), kept);
  *is_good = _mm512_cmpeq_epi64_mask(_mm512_max_epu8(digits, nines), nines);
  __m512i pairs = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(1 << 8 | 10));
  __m512i fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(1 << 16 | 100));
  return _mm512_add_epi64(_mm512_mul_epu32(fours, _mm512_set1_epi64(10000)), _mm512_srli_epi64(fours, 32));
}

/// The bytes of words that are kept when the last ones of a number are.
__attribute__((target(AVX512))) static inline __m512i last_bytes(__m512i count) {
  // A shift by 64 leaves nothing.
  return _mm512_sllv_epi64(
      _mm512_set1_epi64(-1), _mm512_sub_epi64(_mm512_set1_epi64(64), _mm512_slli_epi64(count, 3)));
}

/// Reads eight cells at a time, those of 9 to 15 digits as well.
__attribute__((target(AVX512))) static size_t read_avx512(
    const digit_column *column, const digit_format *format, int64_t *values, ptrdiff_t *others, size_t *blanks) {
  const __m512i eight = _mm512_set1_epi64(8);
  const __m512i none = _mm512_setzero_si512();
  const __m256i place = _mm256_set1_epi32((int)column->column - 1);
  size_t other_count = 0;
  size_t blank_count = 0;
  for (size_t first = 0; first < column->count; first += 8) {
    size_t left = column->count - first;
    __mmask8 inside = left < 8 ? (__mmask8)((1u << left) - 1) : 0xFF;
    // The end of the cell above that of the cell before it, in one word.
    __m256i cells = _mm256_add_epi32(_mm256_maskz_loadu_epi32(inside, column->first_cells + first), place);
    __m512i both = _mm512_mask_i32gather_epi64(none, inside, cells, column->ends, 4);
    __mmask8 is_plain = _mm512_testn_epi64_mask(both, _mm512_set1_epi64((int64_t)63 << 32));
    __m512i end = _mm512_srli_epi64(both, 38);
    __m512i before = _mm512_srli_epi64(_mm512_slli_epi64(both, 32), 38);
    __m512i length =
        _mm512_sub_epi64(_mm512_sub_epi64(end, before), _mm512_set1_epi64((int64_t)column->delimiter_length));
    __m512i ends = _mm512_add_epi64(_mm512_maskz_loadu_epi64(inside, column->starts + first), end);
    __m512i words = _mm512_mask_i64gather_epi64(none, inside, ends, column->bytes - 8, 1);
    __mmask8 is_good;
    __m512i read = read_words(words, last_bytes(_mm512_min_epu64(length, eight)), &is_good);
    __mmask8 is_blank = _mm512_testn_epi64_mask(length, length) & is_plain & inside;
    __mmask8 is_long = _mm512_cmpgt_epi64_mask(length, eight);
    if (format->factor != 1) {
      __m512i low = _mm512_mul_epu32(read, _mm512_set1_epi64(format->factor & 0xFFFFFFFF));
      __m512i high = _mm512_mul_epu32(read, _mm512_set1_epi64(format->factor >> 32));
      read = _mm512_add_epi64(low, _mm512_slli_epi64(high, 32));
      is_good &= ~is_long;
    } else if (is_long & is_plain & inside) {
      __mmask8 fits = _mm512_cmple_epi64_mask(length, _mm512_set1_epi64(15)) & is_long & is_plain & inside;
      __m512i above = _mm512_mask_i64gather_epi64(none, fits, ends, column->bytes - 16, 1);
      __mmask8 is_good_above;
      above = read_words(above, _mm512_maskz_mov_epi64(fits, last_bytes(_mm512_sub_epi64(length, eight))), &is_good_above);
      read = _mm512_add_epi64(read, _mm512_mul_epu32(above, _mm512_set1_epi64(100000000)));
      is_good &= is_good_above & (__mmask8)(~is_long | fits);
    }
    is_good &= _mm512_cmple_epi64_mask(_mm512_set1_epi64(format->lowest), read);
    is_good &= _mm512_cmple_epi64_mask(read, _mm512_set1_epi64(format->highest));
    read = _mm512_mask_mov_epi64(read, is_blank, _mm512_set1_epi64(format->blank));
    _mm512_mask_storeu_epi64(values + first, inside, read);
    blank_count += (size_t)__builtin_popcount(is_blank);
    unsigned open = inside & ~((is_good & is_plain) | is_blank);
    for (; open != 0; open &= open - 1) others[other_count++] = (ptrdiff_t)(first + (size_t)__builtin_ctz(open));
  }
  *blanks = blank_count;
  return other_count;
}

size_t digit_cells_read(
    const digit_column *column, const digit_format *format, int64_t *values, ptrdiff_t *others, size_t *blanks) {
  if (cell_loops_chosen() == CELL_LOOPS_AVX512) return read_avx512(column, format, values, others, blanks);
  return read_avx2(column, format, values, others, blanks);
}

#else

bool digit_cells_are_read_here(void) { return false; }

size_t digit_cells_read(
    const digit_column *column, const digit_format *format, int64_t *values, ptrdiff_t *others, size_t *blanks) {
  (void)format;
  (void)values;
  for (size_t record = 0; record < column->count; record++) others[record] = (ptrdiff_t)record;
  *blanks = 0;
  return column->count;
}

#endif

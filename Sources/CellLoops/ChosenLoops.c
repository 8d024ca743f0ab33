#include "ChosenLoops.h"

#include <stdatomic.h>
#include <stdbool.h>

/// 0 before the first question.
static _Atomic int chosen;

static cell_loops newest_known(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  bool counts_bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("popcnt");
  if (!counts_bits || !__builtin_cpu_supports("avx2")) return CELL_LOOPS_PORTABLE;
  // The walk packs bytes in registers, which came later than the rest.
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi2")) {
    return CELL_LOOPS_AVX512;
  }
  return CELL_LOOPS_AVX2;
#else
  return CELL_LOOPS_PORTABLE;
#endif
}

cell_loops cell_loops_chosen(void) {
  int known = atomic_load_explicit(&chosen, memory_order_relaxed);
  if (known == 0) {
    known = newest_known();
    atomic_store_explicit(&chosen, known, memory_order_relaxed);
  }
  return (cell_loops)known;
}

void cell_loops_use_at_most(cell_loops newest) {
  cell_loops known = newest_known();
  atomic_store_explicit(&chosen, known < newest ? known : newest, memory_order_relaxed);
}

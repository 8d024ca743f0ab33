#include "MemoryHints.h"

#include <limits.h>

#if defined(__GLIBC__)
#include <malloc.h>

void memory_keep_freed(void) {
  // The largest that is allowed: blocks above it are mapped one by one.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  // Threads share what is free; they ask for large blocks, and for few.
  mallopt(M_ARENA_MAX, 1);
}

#else

void memory_keep_freed(void) {}

#endif

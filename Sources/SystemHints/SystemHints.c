#define _GNU_SOURCE
#include "SystemHints.h"

#include <limits.h>
#include <stdlib.h>

#if defined(__linux__)
#include <dirent.h>
#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

#if defined(__GLIBC__)
#include <malloc.h>

void memory_keep_freed(int threads) {
  // The largest that is allowed: blocks above it are mapped one by one.
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  mallopt(M_TOP_PAD, 1 << 20);
  mallopt(M_ARENA_MAX, threads);
}

#else

void memory_keep_freed(int threads) { (void)threads; }

#endif

void *memory_take_large(size_t bytes) {
#if defined(__linux__)
  // Not from the heap, whose memory may have been used already, and that is in small pages. A large page begins at a
  // multiple of its length, so that what is before and behind the multiples is given back at once.
  const size_t large = 2 << 20;
  bytes = (bytes + large - 1) & ~(large - 1);
  char *mapped = mmap(NULL, bytes + large, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) return NULL;
  size_t before = -(size_t)mapped & (large - 1);
  if (before > 0) munmap(mapped, before);
  munmap(mapped + before + bytes, large - before);
  madvise(mapped + before, bytes, MADV_HUGEPAGE);
  return mapped + before;
#else
  return aligned_alloc(4096, bytes);
#endif
}

void memory_give_back(void *start, size_t bytes) {
#if defined(__linux__)
  const size_t large = 2 << 20;
  munmap(start, (bytes + large - 1) & ~(large - 1));
#else
  (void)bytes;
  free(start);
#endif
}

void threads_spread(void) {
#if defined(__linux__)
  int own = sched_getcpu();
  DIR *threads = own < 0 || own >= CPU_SETSIZE ? NULL : opendir("/proc/self/task");
  if (threads == NULL) return;
  pid_t self = gettid();
  for (struct dirent *entry = readdir(threads); entry != NULL; entry = readdir(threads)) {
    pid_t thread = atoi(entry->d_name);
    cpu_set_t allowed;
    if (thread == 0 || thread == self || sched_getaffinity(thread, sizeof allowed, &allowed) != 0) continue;
    cpu_set_t others = allowed;
    CPU_CLR(own, &others);
    if (CPU_COUNT(&others) == 0 || sched_setaffinity(thread, sizeof others, &others) != 0) continue;
    sched_setaffinity(thread, sizeof allowed, &allowed);
  }
  closedir(threads);
#endif
}

#define _GNU_SOURCE
#include "SystemHints.h"

#include <limits.h>
#include <stdlib.h>

#if defined(__linux__)
#include <dirent.h>
#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>
// Since Linux 5.14; older headers do not name it, and older systems refuse it.
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif
#endif

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

struct memory_room memory_expect(size_t bytes) {
  void *volatile start = malloc(bytes);
  struct memory_room room = {(uintptr_t)start, start == NULL ? 0 : bytes};
  free(start);
  return room;
}

void memory_clear(struct memory_room room) {
#if defined(__linux__)
  uintptr_t page = (uintptr_t)getpagesize();
  uintptr_t end = (room.start + room.bytes) & ~(page - 1);
  uintptr_t start = (room.start + page - 1) & ~(page - 1);
  // Where the system has large pages to spare, one is cleared in a fraction of the time that its small ones take.
  const uintptr_t large = 2 << 20;
  uintptr_t first_large = (start + large - 1) & ~(large - 1);
  if (first_large + large <= end) madvise((void *)first_large, (end - first_large) & ~(large - 1), MADV_HUGEPAGE);
  // Little at a time, since other threads cannot map anything meanwhile.
  const uintptr_t most = 256 << 10;
  while (start < end) {
    uintptr_t bytes = end - start < most ? end - start : most;
    if (madvise((void *)start, bytes, MADV_POPULATE_WRITE) != 0) return;
    start += bytes;
  }
#else
  (void)room;
#endif
}

void threads_spread(void) {
#if defined(__linux__)
  cpu_set_t all;
  if (sched_getaffinity(0, sizeof all, &all) != 0) return;
  int own = sched_getcpu();
  if (own < 0 || own >= CPU_SETSIZE || CPU_COUNT(&all) < 2) return;
  cpu_set_t others = all;
  CPU_CLR(own, &others);
  DIR *threads = opendir("/proc/self/task");
  if (threads == NULL) return;
  pid_t self = gettid();
  for (struct dirent *entry = readdir(threads); entry != NULL; entry = readdir(threads)) {
    pid_t thread = atoi(entry->d_name);
    if (thread == 0 || thread == self) continue;
    if (sched_setaffinity(thread, sizeof others, &others) == 0) sched_setaffinity(thread, sizeof all, &all);
  }
  closedir(threads);
#endif
}

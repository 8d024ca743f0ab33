#define _GNU_SOURCE
#include "SystemHints.h"

#include <limits.h>
#include <stdlib.h>

#if defined(__linux__)
#include <dirent.h>
#include <link.h>
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

#if defined(__linux__) && defined(MADV_POPULATE_WRITE)

// Of a file's writable part: what comes first are variables, and behind them may lie much that nobody writes.
static const size_t most_with_values = 256 << 10;

static void touch(size_t start, size_t end) {
  const size_t page = 4096;
  start = (start + page - 1) & ~(page - 1);
  // An older system does not know the request, and nothing is lost.
  if (end > start) madvise((void *)start, end - start, MADV_POPULATE_WRITE);
}

static int touch_variables_of(struct dl_phdr_info *file, size_t size, void *context) {
  (void)size;
  (void)context;
  size_t sealed = 0;
  for (int k = 0; k < file->dlpi_phnum; k++) {
    const ElfW(Phdr) *part = &file->dlpi_phdr[k];
    if (part->p_type == PT_GNU_RELRO) sealed = part->p_vaddr + part->p_memsz;
  }
  for (int k = 0; k < file->dlpi_phnum; k++) {
    const ElfW(Phdr) *part = &file->dlpi_phdr[k];
    if (part->p_type != PT_LOAD || !(part->p_flags & PF_W)) continue;
    size_t start = part->p_vaddr, values = start + part->p_filesz, end = start + part->p_memsz;
    if (sealed > start && sealed <= values) start = sealed;
    size_t some = values - start > most_with_values ? start + most_with_values : values;
    touch(file->dlpi_addr + start, file->dlpi_addr + some);
    touch(file->dlpi_addr + values, file->dlpi_addr + end);
  }
  return 0;
}

void memory_touch_variables(void) { dl_iterate_phdr(touch_variables_of, NULL); }

#else

void memory_touch_variables(void) {}

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

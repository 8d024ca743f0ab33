#ifndef SYSTEM_HINTS_H
#define SYSTEM_HINTS_H

#include <stddef.h>
#include <stdint.h>

/// Asks the processor to fetch what stands at an address, which need not be one that can be read.
static inline void memory_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

/// Makes memory that is given back stay with the process for the next who asks, instead of going back to the system, which
/// would have to clear it anew; for programs that end soon, once at their start.
void memory_keep_freed(void);

/// Addresses that the next who ask for memory most likely get.
struct memory_room {
  uintptr_t start;
  size_t bytes;
};

/// Takes so many bytes from the system and keeps them for whoever asks next.
struct memory_room memory_expect(size_t bytes);

/// Has the system clear memory now and all at once, which it else does page by page at the first touch, while threads that
/// ask for memory wait for each other; for a thread that has nothing else to do. What stands there stays as it is.
void memory_clear(struct memory_room room);

/// Moves all other threads of the process to other processors than the one on which it is called, without binding them to any.
///
/// Some systems start a thread where its maker runs, and move it to an idle processor only at the next tick, milliseconds
/// later.
void threads_spread(void);

#endif

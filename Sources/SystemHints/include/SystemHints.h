#ifndef SYSTEM_HINTS_H
#define SYSTEM_HINTS_H

#include <stddef.h>

/// Asks the processor to fetch what stands at an address, which need not be one that can be read.
static inline void memory_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

/// Makes memory that is given back stay with the process for the next who asks, instead of going back to the system, which
/// would have to clear it anew; for programs that end soon, once at their start. So many threads do not wait for each other
/// when they ask.
void memory_keep_freed(int threads);

/// Has the system give the process pages of its own for the variables of the program and its libraries; for the start of a
/// program, while it has one thread.
///
/// A variable that is read before it is written takes two faults, and the second one interrupts every processor that runs
/// another thread of the process.
void memory_touch_variables(void);

/// Takes memory in large pages, where the system has them, for bytes that go to a disk past the cache of files: such a block
/// is one piece to the disk, and not one for every small page of it.
///
/// \returns what `memory_give_back` must get, at the beginning of a page; null when there is none.
void *memory_take_large(size_t bytes);

/// Gives such memory back to the system.
void memory_give_back(void *start, size_t bytes);

/// Moves all other threads of the process to other processors than the one on which it is called, without binding them to any.
///
/// Some systems start a thread where its maker runs, and move it to an idle processor only at the next tick, milliseconds
/// later.
void threads_spread(void);

#endif

#ifndef SYSTEM_HINTS_H
#define SYSTEM_HINTS_H

#include <stddef.h>

/// Asks the processor to fetch what stands at an address, which need not be one that can be read.
static inline void memory_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

/// Makes memory that is given back stay with the process for the next who asks, instead of going back to the system, which
/// would have to clear it anew; for programs that end soon, once at their start.
void memory_keep_freed(void);

/// Takes so many bytes from the system, has it clear them, and gives them back to the process for the next who asks.
///
/// For a thread that has nothing else to do: memory is else cleared page by page at the first touch, while threads that ask
/// for memory wait for each other.
void memory_prepare(size_t bytes);

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

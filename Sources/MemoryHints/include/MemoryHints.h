#ifndef MEMORY_HINTS_H
#define MEMORY_HINTS_H

/// Asks the processor to fetch what stands at an address, which need not be one that can be read.
static inline void memory_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

/// Makes memory that is given back stay with the process for the next who asks, instead of going back to the system, which
/// would have to clear it anew; for programs that end soon, once at their start.
void memory_keep_freed(void);

#endif

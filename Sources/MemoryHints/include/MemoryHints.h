#ifndef MEMORY_HINTS_H
#define MEMORY_HINTS_H

/// Asks the processor to fetch what stands at an address, which need not be one that can be read.
static inline void memory_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

#endif

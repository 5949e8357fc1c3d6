#ifndef CMALLOC_SHIM_H
#define CMALLOC_SHIM_H
#include <malloc.h>

/// Gives what was freed back to the system: Swift's Glibc leaves `malloc_trim` out.
static inline void cmalloc_trim(void) { malloc_trim(0); }
#endif

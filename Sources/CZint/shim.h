#ifndef CZINT_SHIM_H
#define CZINT_SHIM_H
#include <zint.h>

// The arrays inside a symbol would be tuples of thousands in Swift: these are their doors.

static inline int czint_is_dark(const struct zint_symbol *symbol, int row, int column) {
  return (symbol->encoded_data[row][column >> 3] >> (column & 7)) & 1;
}
static inline const unsigned char *czint_error(const struct zint_symbol *symbol) {
  return (const unsigned char *)symbol->errtxt;
}
#endif

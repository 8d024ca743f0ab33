#ifndef CELL_LOOPS_H
#define CELL_LOOPS_H

#include "CellMasks.h"
#include "CellText.h"
#include "CellWalk.h"
#include "DigitCells.h"

/// Which loops look at cells: the same results by instructions that more and more recent processors have.
typedef enum {
  CELL_LOOPS_PORTABLE = 1,
  CELL_LOOPS_AVX2 = 2,
  CELL_LOOPS_AVX512 = 3,
} cell_loops;

/// Makes all following calls use no newer loops than these, and those that the processor knows.
void cell_loops_use_at_most(cell_loops newest);

#endif

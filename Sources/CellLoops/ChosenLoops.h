#ifndef CHOSEN_LOOPS_H
#define CHOSEN_LOOPS_H

#include "CellLoops.h"

/// The newest loops that the processor knows and that nobody has forbidden.
cell_loops cell_loops_chosen(void);

#endif

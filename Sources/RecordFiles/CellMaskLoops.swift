import CellMasks
import DigitCells

/// Which loops readers of delimited text look for cells and digits with.
package enum CellMaskLoops {
  /// Makes them use the loops that any processor of this kind can run.
  package static func usePortable() {
    cell_masks_use_portable()
    digit_cells_use_portable()
  }
}

"""Live values: a rule's formulas as straight-line programs, which a page runs on a reader's numbers."""

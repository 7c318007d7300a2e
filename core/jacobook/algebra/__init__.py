"""The canonical algebra: expressions in which equal things are the same object.

`interpretation` reads operations of the book into it, `canonical` makes its nodes, `index_*` hold
the index form that decides equality and finds the way back to matrix notation, `presentation`
writes it out as operations of the book again. Neither NumPy nor SymPy is imported.
"""

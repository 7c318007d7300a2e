"""Derivatives as straight-line NumPy source: staged once per signature, simplified, emitted.

    staging        a function runs on stand-ins without numbers, which record NumPy's calls
    graph          the calls as a graph in which equal calls are one node
    inference      the shape and number type of a call's value
    calls          NumPy's calls in the few forms that the graph knows
    simplification what a call of known operands is equal to
    jacobians      Jacobians and Hessians in index form, their structure kept
    reassociation  matrix products in the cheapest order
    contraction    products over indices as matrix products, the cheapest order first
    operators      linear maps that keep their structure
    emission       the graph as source; `expressions`, `scalars`, `portable`: a call as text
    fusion         element-wise calls as loops for Numba
    compilation    `jb.compile`: one emitted function per signature

The parts know NumPy and the graph; only `staging` and `jacobians` know the book of rules.
"""

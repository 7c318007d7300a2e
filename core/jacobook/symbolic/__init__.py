"""SymPy's second opinion: rules on explicit components, differentiated by SymPy and compared.

This is the one package that touches SymPy. Arrays are NumPy arrays of SymPy expressions; what the
operations mean is written down here once more, independently of the rules' own primals wherever
SymPy knows the function. Imports go up this list:

- `proofs`: grades of a rule's statements, and the check that is made of them;
- `cases`: a rule at small sizes, near one point;
- `comparison`: whether two expressions are equal;
- `operands`: operands as symbols, as their domains say;
- `evaluation`: an expression on explicit components;
- `arrays`, and under it `matrix_functions`, `decompositions`, `linear_algebra`, `sequences`,
  `ordering`, `special`, `elementwise`: the tables of operations;
- `region`: decisions at a point, for functions with branches;
- `entries`, `failures`: arrays of exact entries, and what may go wrong.
"""

from jacobook.symbolic.evaluation import to_sympy
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.proofs import GRADES, Proof, check_symbolic, prove

__all__ = ["GRADES", "Proof", "UnsupportedOperation", "check_symbolic", "prove", "to_sympy"]

"""Printers: an expression as LaTeX, as MathML, as a line for the terminal, and as text.

`glyphs` says how a name or a sign looks, `layout` decides once how an expression is arranged, and
the printers spell that arrangement. A statement about a derivative is an equation whose left side
is a `head`: `latex_equation(head("grad", y, x), right)`. `text` is the catalogue's own grammar,
`matlab` the syntax of matrixcalculus.org; these two can be parsed.
"""

from jacobook.expression import Expression
from jacobook.notation.heads import derivative_equation, head, where_clause, with_where
from jacobook.notation.infix import infix
from jacobook.notation.latex import latex, latex_equation
from jacobook.notation.mathml import mathml, mathml_equation
from jacobook.notation.matlab import matlab
from jacobook.notation.terminal import unicode_equation, unicode_text

__all__ = [
    "derivative_equation",
    "head",
    "latex",
    "latex_equation",
    "mathml",
    "mathml_equation",
    "matlab",
    "text",
    "unicode_equation",
    "unicode_text",
    "where_clause",
    "with_where",
]


def text(expression: Expression) -> str:
    """An expression in the catalogue's grammar, on one line; parsing it gives it back.

    >>> from jacobook.expression import node, variable
    >>> x, y = variable("x", ("n",)), variable("y", ("n",))
    >>> text(node("multiply", [node("add", [x, y], ("n",)), y], ("n",)))
    '(x + y)*y'
    """
    return infix(expression)

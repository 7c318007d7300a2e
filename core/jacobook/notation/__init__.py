"""Printers: an expression as LaTeX, as MathML and as text.

`glyphs` says how a name or a sign looks, `layout` decides once how an expression is arranged, and
the printers spell that arrangement. A statement about a derivative is an equation whose left side
is a `head`: `latex_equation(head("grad", y, x), right)`. `text` is the catalogue's own grammar.
"""

from jacobook.expression import Expression
from jacobook.notation.heads import head
from jacobook.notation.infix import infix
from jacobook.notation.latex import latex, latex_equation
from jacobook.notation.mathml import mathml, mathml_equation

__all__ = ["head", "latex", "latex_equation", "mathml", "mathml_equation", "text"]


def text(expression: Expression) -> str:
    """An expression in the catalogue's grammar, on one line; parsing it gives it back.

    >>> from jacobook.expression import node, variable
    >>> x, y = variable("x", ("n",)), variable("y", ("n",))
    >>> text(node("multiply", [node("add", [x, y], ("n",)), y], ("n",)))
    '(x + y)*y'
    """
    return infix(expression)

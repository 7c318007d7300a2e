"""Printers: an expression as LaTeX and as MathML.

`glyphs` says how a name or a sign looks, `layout` decides once how an expression is arranged, and
the printers spell that arrangement. A statement about a derivative is an equation whose left side
is a `head`: `latex_equation(head("grad", y, x), right)`.
"""

from jacobook.notation.latex import latex, latex_equation
from jacobook.notation.layout import head
from jacobook.notation.mathml import mathml, mathml_equation

__all__ = ["head", "latex", "latex_equation", "mathml", "mathml_equation"]

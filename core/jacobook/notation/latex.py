"""The LaTeX printer: a layout spelled in amsmath, as KaTeX, MathJax and Jupyter read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jacobook.notation.glyphs import ACCENTS, FENCES, Layout, spell
from jacobook.notation.layout import Side, equation, layout

Spelling = Iterable[str | Layout]


def latex(expression: Side) -> str:
    r"""`expression` as LaTeX, without dollar signs.

    >>> from jacobook.expression import node, variable
    >>> latex(node("sin", [variable("x", ("n",))], ("n",)))
    '\\sin(\\mathbf{x})'
    """
    return spell(layout(expression), _write)


def latex_equation(left: Side, right: Side) -> str:
    """`left = right` as LaTeX."""
    return latex(equation(left, right))


def _write(box: Layout) -> Spelling:
    return _WRITERS[box.kind](box)


def _glyph(box: Layout) -> Spelling:
    return (box.glyph.latex,)


def _row(box: Layout) -> Spelling:
    return box.parts


def _fence(box: Layout) -> Spelling:
    opening, closing = (glyph.latex for glyph in FENCES[box.label])
    if box.tall:
        return (rf"\left{opening.strip()} ", *box.parts, rf" \right{closing.strip()}")
    return (opening, *box.parts, closing)


def _fraction(box: Layout) -> Spelling:
    return (r"\frac{", box.parts[0], "}{", box.parts[1], "}")


def _root(box: Layout) -> Spelling:
    body, *index = box.parts
    shown: Spelling = ("[", *index, "]") if index else ()
    return (r"\sqrt", *shown, "{", body, "}")


def _sub(box: Layout) -> Spelling:
    return (box.parts[0], "_{", box.parts[1], "}")


def _sup(box: Layout) -> Spelling:
    return (box.parts[0], *_above(box.parts[1]))


def _subsup(box: Layout) -> Spelling:
    base, below, above = box.parts
    return (base, "_{", below, "}", *_above(above))


def _above(above: Layout) -> Spelling:
    """A superscript; one sign needs no braces."""
    single = above.kind == "glyph" and (len(above.glyph.latex) == 1 or above.glyph.text == "⊤")
    return ("^", above) if single else ("^{", above, "}")


def _accent(box: Layout) -> Spelling:
    return (ACCENTS[box.label].latex, "{", *box.parts, "}")


_ENVIRONMENTS = {"matrix": "bmatrix", "cases": "cases"}


def _table(box: Layout) -> Spelling:
    environment = _ENVIRONMENTS[box.label]
    yield rf"\begin{{{environment}}} "
    for position, cell in enumerate(box.parts):
        if position:
            yield " & " if position % box.columns else r" \\ "
        yield cell
    yield rf" \end{{{environment}}}"


_WRITERS: dict[str, Callable[[Layout], Spelling]] = {
    "glyph": _glyph,
    "row": _row,
    "differential": _row,
    "fence": _fence,
    "fraction": _fraction,
    "root": _root,
    "sub": _sub,
    "sup": _sup,
    "subsup": _subsup,
    "accent": _accent,
    "table": _table,
}

"""The MathML printer: a layout as MathML Core, which browsers render without a script.

Bold letters are Unicode's own, since Core knows no `mathvariant` but `normal`. There are no links:
browsers do not follow them inside `math`. The LaTeX is in `alttext`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from jacobook.notation.glyphs import ACCENTS, FENCES, Glyph, Layout, spell
from jacobook.notation.latex import latex
from jacobook.notation.layout import Side, equation, layout

Spelling = Iterable[str | Layout]


def mathml(expression: Side, *, display: bool = False) -> str:
    """`expression` as a complete `math` element; `display` sets it on a line of its own.

    >>> from jacobook.expression import variable
    >>> mathml(variable("x"))
    '<math alttext="x"><mi>x</mi></math>'
    """
    block = ' display="block"' if display else ""
    body = spell(layout(expression), _write)
    return f'<math{block} alttext="{escape(latex(expression))}">{body}</math>'


def mathml_equation(left: Side, right: Side, *, display: bool = False) -> str:
    """`left = right` as a complete `math` element."""
    return mathml(equation(left, right), display=display)


def _write(box: Layout) -> Spelling:
    return _WRITERS[box.kind](box)


def _glyph(box: Layout) -> Spelling:
    return (_element(box.glyph),)


def _element(glyph: Glyph) -> str:
    if glyph.tag == "mtext" and not glyph.text:
        return "<mrow></mrow>"
    attributes = "".join(f' {key}="{value}"' for key, value in glyph.attributes)
    return f"<{glyph.tag}{attributes}>{escape(glyph.text, quote=False)}</{glyph.tag}>"


def _row(box: Layout) -> Spelling:
    return box.parts


def _slot(box: Layout) -> Spelling:
    """A box where MathML wants exactly one element."""
    return ("<mrow>", box, "</mrow>") if box.kind in ("row", "differential") else (box,)


def _slots(tag: str) -> Callable[[Layout], Spelling]:
    def write(box: Layout) -> Spelling:
        inside = [item for part in box.parts for item in _slot(part)]
        return (f"<{tag}>", *inside, f"</{tag}>")

    return write


def _fence(box: Layout) -> Spelling:
    """Brackets; those around a line of text keep their size, as a stretched one is set wider."""
    opening, closing = FENCES[box.label]
    size = "" if box.parts[0].tall else ' stretchy="false"'
    yield f'<mrow><mo form="prefix"{size}>{opening.text}</mo>'
    yield from _slot(box.parts[0])
    yield f'<mo form="postfix"{size}>{closing.text}</mo></mrow>'


def _root(box: Layout) -> Spelling:
    return _slots("mroot" if len(box.parts) > 1 else "msqrt")(box)


def _accent(box: Layout) -> Spelling:
    mark = ACCENTS[box.label].text
    stretchy = "true" if box.label == "overline" else "false"
    above = f'<mo stretchy="{stretchy}">{mark}</mo></mover>'
    return ('<mover accent="true">', *_slot(box.parts[0]), above)


_AROUND = {"matrix": ('<mo form="prefix">[</mo>', '<mo form="postfix">]</mo>')}
_AROUND["cases"] = ('<mo form="prefix">{</mo>', "")
_CELLS = {"matrix": "<mtd>", "cases": '<mtd style="text-align:left">'}


def _table(box: Layout) -> Spelling:
    opening, closing = _AROUND[box.label]
    yield f"<mrow>{opening}<mtable>"
    for start in range(0, len(box.parts), box.columns):
        yield "<mtr>"
        for cell in box.parts[start : start + box.columns]:
            yield from (_CELLS[box.label], cell, "</mtd>")
        yield "</mtr>"
    yield f"</mtable>{closing}</mrow>"


_WRITERS: dict[str, Callable[[Layout], Spelling]] = {
    "glyph": _glyph,
    "row": _row,
    "differential": _row,
    "fence": _fence,
    "fraction": _slots("mfrac"),
    "root": _root,
    "sub": _slots("msub"),
    "sup": _slots("msup"),
    "subsup": _slots("msubsup"),
    "accent": _accent,
    "table": _table,
}

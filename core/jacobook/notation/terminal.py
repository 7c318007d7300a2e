"""The terminal printer: a layout on one line of plain characters, for people to read.

Scripts are written with Unicode's raised and lowered characters where it has them, fractions with a
slash, arrays with plain letters. What it prints is not meant to be parsed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence

from jacobook.notation import glyphs
from jacobook.notation.glyphs import FENCES, Glyph, Layout
from jacobook.notation.layout import Side, equation, layout


def unicode_text(expression: Side) -> str:
    """`expression` on one line.

    >>> from jacobook.expression import node, variable
    >>> A, x = variable("A", ("m", "n")), variable("x", ("m",))
    >>> unicode_text(node("matmul", [node("transpose", [A], ("n", "m")), x], ("n",)))
    'Aᵀ x'
    """
    root = layout(expression)
    written: dict[Layout, str] = {}
    for box in _inside_out(root):
        written[box] = _WRITERS[box.kind](box, [written[part] for part in box.parts])
    return written[root]


def unicode_equation(left: Side, right: Side) -> str:
    """`left = right` on one line."""
    return unicode_text(equation(left, right))


def _inside_out(root: Layout) -> Iterator[Layout]:
    """Every box once, the boxes inside before the box around them."""
    seen: set[Layout] = set()
    waiting = [(root, False)]
    while waiting:
        box, opened = waiting.pop()
        if opened:
            yield box
        elif box not in seen:
            seen.add(box)
            waiting.append((box, True))
            waiting.extend((part, False) for part in box.parts)


Texts = Sequence[str]


# Signs

_JUXTAPOSED = (glyphs.TIMES, glyphs.THIN_TIMES, glyphs.SPACED_TIMES)
_JOINTS = (
    *(*_JUXTAPOSED, glyphs.DOT, glyphs.HADAMARD, glyphs.KRONECKER, glyphs.CROSS),
    *(glyphs.CONVOLUTION, glyphs.CORRELATION),
)
_SPELLED = {
    **dict.fromkeys(_JUXTAPOSED, " "),
    glyphs.APPLY: "",
    glyphs.APPLY_BARE: " ",
    glyphs.BY: "\N{MULTIPLICATION SIGN}",
    glyphs.COMMA: ", ",
    glyphs.COMMA_QUAD: ", ",
    glyphs.SEMICOLON: "; ",
    glyphs.WHERE: "  where  ",
    glyphs.TOP: "T",
}


def _glyph(box: Layout, _: Texts) -> str:
    if box.glyph in _SPELLED:
        return _SPELLED[box.glyph]
    if box.label == "matrix function":
        return f"{_plain(box.glyph.text)}m"
    return _spaced(box.glyph) if box.glyph.tag == "mo" else _plain(box.glyph.text)


def _spaced(glyph: Glyph) -> str:
    """A sign; one between two terms has a space on each side, as in LaTeX."""
    return f" {glyph.text} " if glyph.latex.startswith(" ") else glyph.text


_BOLD_LETTERS = range(0x1D400, 0x1D7CC)


def _plain(text: str) -> str:
    """A name without bold letters; bold digits stay, as they stand for arrays."""
    shown = (unicodedata.normalize("NFKC", c) if ord(c) in _BOLD_LETTERS else c for c in text)
    return "".join(shown).replace("\N{NO-BREAK SPACE}", " ")


# Boxes


def _row(box: Layout, texts: Texts) -> str:
    """Boxes side by side; a fraction in a product gets brackets."""
    shown = [
        f"({text})" if part.kind == "fraction" and _is_factor(box, place) else text
        for place, (part, text) in enumerate(zip(box.parts, texts, strict=True))
    ]
    tight = [place for place in range(len(shown) - 1) if _is_tight(box.parts, place)]
    return "".join("" if place in tight else text for place, text in enumerate(shown))


def _is_factor(box: Layout, place: int) -> bool:
    """Whether a box stands next to the sign of a product."""
    around = box.parts[max(place - 1, 0) : place + 2]
    return any(part.kind == "glyph" and part.glyph in _JOINTS for part in around)


def _is_tight(parts: Sequence[Layout], place: int) -> bool:
    """Whether the sign at `place` stands before a bracket; after a name it would read as a call."""
    following = glyphs.first(parts[place + 1])
    bracket = following.kind == "fence" and following.label in ("parens", "brackets")
    if bracket and following.parts[0].kind == "table":
        return False
    times = parts[place].kind == "glyph" and parts[place].glyph == glyphs.TIMES
    return bracket and times and place > 0 and not _is_name(glyphs.last(parts[place - 1]))


def _is_name(box: Layout) -> bool:
    return box.kind in ("sub", "accent") or (box.kind == "glyph" and box.glyph.tag == "mi")


def _fence(box: Layout, texts: Texts) -> str:
    """Brackets; cases have their own."""
    if box.parts[0].kind == "table" and box.label == "parens":
        return texts[0]
    opening, closing = FENCES[box.label]
    return f"{opening.text}{texts[0]}{closing.text}"


def _fraction(box: Layout, texts: Texts) -> str:
    """A quotient with a slash, in brackets what would otherwise be read apart."""
    top, bottom = texts
    over = f"({top})" if _has_sign(box.parts[0], _TERMS) else top
    under = f"({bottom})" if _has_sign(box.parts[1], (*_TERMS, *_JOINTS)) else bottom
    return f"{over}/{under}"


_TERMS = (
    *(glyphs.PLUS, glyphs.MINUS, glyphs.NEGATIVE, glyphs.POSITIVE, glyphs.SLASH),
    *glyphs.RELATIONS.values(),
    *glyphs.CONNECTIVES.values(),
)


def _has_sign(box: Layout, signs: Sequence[Glyph]) -> bool:
    """Whether one of `signs`, or a fraction, stands in a box outside of brackets and scripts."""
    waiting = [box]
    while waiting:
        part = waiting.pop()
        if part.kind == "fraction" or (part.kind == "glyph" and part.glyph in signs):
            return True
        if part.kind == "row":
            waiting.extend(part.parts)
    return False


def _is_single(box: Layout, text: str) -> bool:
    """Whether a text is one number, one name or something in brackets."""
    return len(text) == 1 or box.kind in ("fence", "accent") or text.isalnum()


def _root(box: Layout, texts: Texts) -> str:
    mark = {"": "√", "3": "∛", "4": "∜"}.get(texts[1] if len(texts) > 1 else "")
    mark = mark or f"{_script(texts[1], _RAISED, '')}√"
    return f"{mark}{texts[0] if _is_single(box.parts[0], texts[0]) else f'({texts[0]})'}"


_RAISED = dict(zip("0123456789+\N{MINUS SIGN}nT′∘()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿᵀ′∘⁽⁾", strict=True))
_LOWERED = dict(
    zip("0123456789+\N{MINUS SIGN}aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)


def _script(text: str, characters: dict[str, str], mark: str) -> str:
    """A script in its own characters, or after a mark if Unicode lacks one of them."""
    if all(character in characters for character in text):
        return "".join(characters[character] for character in text)
    bare = len(text) == 1 or _is_bracketed(text) or (mark == "_" and text.isalpha())
    return f"{mark}{text if bare else f'({text})'}"


def _is_bracketed(text: str) -> bool:
    """Whether a text is in brackets as a whole."""
    return text[:1] == "(" and text.find(")") == len(text) - 1


def _sub(_: Layout, texts: Texts) -> str:
    return texts[0] + _script(texts[1], _LOWERED, "_")


def _sup(_: Layout, texts: Texts) -> str:
    return texts[0] + _script(texts[1], _RAISED, "^")


def _subsup(_: Layout, texts: Texts) -> str:
    base, below, above = texts
    return base + _script(below, _LOWERED, "_") + _script(above, _RAISED, "^")


_MARKS = {
    "bar": "\N{COMBINING MACRON}",
    "dot": "\N{COMBINING DOT ABOVE}",
    "hat": "\N{COMBINING CIRCUMFLEX ACCENT}",
    "tilde": "\N{COMBINING TILDE}",
    "overline": "\N{COMBINING OVERLINE}",
}


def _accent(box: Layout, texts: Texts) -> str:
    """A mark above each letter of a name."""
    return "".join(character + _MARKS[box.label] for character in texts[0])


def _table(box: Layout, texts: Texts) -> str:
    """Cells in brackets, rows parted by semicolons."""
    rows = [texts[start : start + box.columns] for start in range(0, len(texts), box.columns)]
    if box.label == "cases":
        return "{" + "; ".join(" ".join(cells) for cells in rows) + "}"
    return "[" + "; ".join(", ".join(cells) for cells in rows) + "]"


_WRITERS: dict[str, Callable[[Layout, Texts], str]] = {
    "glyph": _glyph,
    "row": _row,
    "differential": lambda _, texts: "".join(texts),
    "fence": _fence,
    "fraction": _fraction,
    "root": _root,
    "sub": _sub,
    "sup": _sup,
    "subsup": _subsup,
    "accent": _accent,
    "table": _table,
}

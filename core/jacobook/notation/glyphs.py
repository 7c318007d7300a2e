"""Signs, names and boxes: the vocabulary which the LaTeX, MathML and terminal printers share.

A `Glyph` is one sign with its two spellings; a `Layout` is a tree of boxes (fraction, script,
fence, table) with glyphs at its leaves. The tables say how names and operators look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign.

    Attributes:
        latex: its LaTeX, with the spaces it needs around it.
        text: its characters in MathML.
        tag: its MathML element: `mi`, `mn`, `mo` or `mtext`.
        attributes: attributes of that element.
    """

    latex: str
    text: str
    tag: str = "mi"
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A box of a formula; make it with the functions of this module.

    Attributes:
        kind: `glyph`, `row`, `differential`, `fence`, `fraction`, `root`, `sub`, `sup`,
            `subsup`, `accent` or `table`.
        parts: the boxes inside, the base of a script first.
        glyph: the sign of a box of kind `glyph`.
        label: which fence, accent or table; of a glyph, that it names a function of matrices.
        columns: number of columns of a table, whose cells are the parts.
        tall: whether brackets around it must grow.
    """

    kind: str
    parts: tuple[Layout, ...] = ()
    glyph: Glyph = Glyph("", "")
    label: str = ""
    columns: int = 1
    tall: bool = False


SCRIPTS = ("sub", "sup", "subsup")


def sign(glyph: Glyph) -> Layout:
    """The box of one glyph."""
    return Layout("glyph", glyph=glyph)


def row(*parts: Layout) -> Layout:
    """Boxes side by side; the glyphs between them carry the spaces."""
    return parts[0] if len(parts) == 1 else Layout("row", parts, tall=_any_tall(parts))


def differential(body: Layout) -> Layout:
    """An upright d before a name."""
    return Layout("differential", (sign(UPRIGHT_D), body))


def fence(label: str, body: Layout) -> Layout:
    """A pair of `FENCES` around a box."""
    return Layout("fence", (body,), label=label, tall=body.tall)


def fraction(top: Layout, bottom: Layout) -> Layout:
    """One box over another."""
    return Layout("fraction", (top, bottom), tall=True)


def root(body: Layout, *index: Layout) -> Layout:
    """A root, with its index unless it is a square root."""
    return Layout("root", (body, *index), tall=body.tall)


def sub(base: Layout, below: Layout) -> Layout:
    """A subscript."""
    return Layout("sub", (base, below), tall=base.tall)


def sup(base: Layout, above: Layout) -> Layout:
    """A superscript, set straight above the subscript if the base has one."""
    if base.kind == "sub":
        return Layout("subsup", (*base.parts, above), tall=base.tall)
    return Layout("sup", (base, above), tall=base.tall)


def accent(label: str, base: Layout) -> Layout:
    """One of `ACCENTS` over a box; of a name with a subscript, over the letter."""
    if base.kind == "sub":
        return sub(accent(label, base.parts[0]), base.parts[1])
    long = base.kind != "glyph" or len(base.glyph.text) > 1
    return Layout("accent", (base,), label="overline" if long and label == "bar" else label)


def table(label: str, rows: Sequence[Sequence[Layout]]) -> Layout:
    """Rows of cells, as a `matrix` or as `cases`."""
    cells = tuple(cell for cells in rows for cell in cells)
    return Layout("table", cells, label=label, columns=len(rows[0]), tall=True)


def separated(separator: Glyph, boxes: Iterable[Layout]) -> Layout:
    """Boxes in a row with a glyph between each two."""
    parts: list[Layout] = []
    for box in boxes:
        parts += [sign(separator), box] if parts else [box]
    return row(*parts) if parts else sign(Glyph("", "", "mtext"))


def _any_tall(parts: Iterable[Layout]) -> bool:
    return any(part.tall for part in parts)


def first(layout: Layout) -> Layout:
    """The box a formula begins with: of a row its first box, of a script its base."""
    while layout.kind in ("row", *SCRIPTS):
        layout = layout.parts[0]
    return layout


def last(layout: Layout) -> Layout:
    """The box a formula ends with."""
    while layout.kind == "row":
        layout = layout.parts[-1]
    return layout


def spell(layout: Layout, write: Callable[[Layout], Iterable[str | Layout]]) -> str:
    """The text of a layout, where `write` gives the text of one box around the boxes inside it."""
    spelled: list[str] = []
    waiting: list[str | Layout] = [layout]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            spelled.append(item)
        else:
            waiting.extend(reversed(tuple(write(item))))
    return "".join(spelled)


# Signs

_PREFIX = (("form", "prefix"),)
_TIGHT = (("lspace", "0"), ("rspace", "0"))
_THIN = (("lspace", "0"), ("rspace", "0.1667em"))
_NORMAL = (("mathvariant", "normal"),)

PLUS = Glyph(" + ", "+", "mo")
MINUS = Glyph(" - ", "\N{MINUS SIGN}", "mo")
NEGATIVE = Glyph("-", "\N{MINUS SIGN}", "mo", _PREFIX)
POSITIVE = Glyph("+", "+", "mo", _PREFIX)
NOT = Glyph(r"\lnot ", "\N{NOT SIGN}", "mo", _PREFIX)
DOT = Glyph(r" \cdot ", "\N{DOT OPERATOR}", "mo")
HADAMARD = Glyph(r" \odot ", "\N{CIRCLED DOT OPERATOR}", "mo")
KRONECKER = Glyph(r" \otimes ", "\N{CIRCLED TIMES}", "mo")
CROSS = Glyph(r" \times ", "\N{MULTIPLICATION SIGN}", "mo")
CONVOLUTION = Glyph(r" \ast ", "\N{ASTERISK OPERATOR}", "mo")
CORRELATION = Glyph(r" \star ", "\N{STAR OPERATOR}", "mo")
BY = Glyph(r" \times ", "\N{MULTIPLICATION SIGN}", "mo", _TIGHT)
SLASH = Glyph("/", "/", "mo", _TIGHT)
EQUALS = Glyph(" = ", "=", "mo")
MAPS_TO = Glyph(r" \mapsto ", "\N{RIGHTWARDS ARROW FROM BAR}", "mo")
ARROW = Glyph(r" \to ", "\N{RIGHTWARDS ARROW}", "mo")
ONTO = Glyph(r"\to ", "\N{RIGHTWARDS ARROW}", "mo", _TIGHT)
COMMA = Glyph(", ", ",", "mo")
COMMA_QUAD = Glyph(r",\quad ", ",", "mo", (("rspace", "1em"),))
WHERE = Glyph(r" \quad\text{where}\quad ", "\N{EM SPACE}where\N{EM SPACE}", "mtext")
SEMICOLON = Glyph(" ; ", ";", "mo")
COLON = Glyph("{:}", ":", "mo", _TIGHT)
PRIME = Glyph(r"\prime", "\N{PRIME}", "mo")
RING = Glyph(r"\circ ", "\N{RING OPERATOR}", "mo", _TIGHT)
STAR = Glyph("*", "\N{ASTERISK OPERATOR}", "mo", _TIGHT)
PLUS_MARK = Glyph("+", "+", "mo", _PREFIX)

TIMES = Glyph(" ", "\N{INVISIBLE TIMES}", "mo")
THIN_TIMES = Glyph(r" \, ", "\N{INVISIBLE TIMES}", "mo", _THIN)
SPACED_TIMES = Glyph(" ", "\N{INVISIBLE TIMES}", "mo", _THIN)  # LaTeX spaces \sin itself
APPLY = Glyph("", "\N{FUNCTION APPLICATION}", "mo")
APPLY_BARE = Glyph(" ", "\N{FUNCTION APPLICATION}", "mo", _THIN)

TOP = Glyph(r"\top", "\N{DOWN TACK}", "mi", _NORMAL)
PARTIAL = Glyph(r"\partial ", "\N{PARTIAL DIFFERENTIAL}")
PARTIAL_BARE = Glyph(r"\partial", "\N{PARTIAL DIFFERENTIAL}")
NABLA = Glyph(r"\nabla", "\N{NABLA}", "mi", _NORMAL)
TRANSFORM = Glyph(r"\mathcal{F}", "\N{SCRIPT CAPITAL F}", "mi", _NORMAL)
NOTHING = Glyph("{}", "", "mtext")  # what stands before a script that has no base
INFINITY = Glyph(r"\infty", "\N{INFINITY}", "mn")
EULER = Glyph("e", "e")
UPRIGHT_D = Glyph(r"\mathrm{d}", "d", "mi", _NORMAL)

UNEQUAL = Glyph(r"\ne", "\N{NOT EQUAL TO}", "mo", _TIGHT)

RELATIONS = {
    "less": Glyph(" < ", "<", "mo"),
    "less_equal": Glyph(r" \le ", "\N{LESS-THAN OR EQUAL TO}", "mo"),
    "greater": Glyph(" > ", ">", "mo"),
    "greater_equal": Glyph(r" \ge ", "\N{GREATER-THAN OR EQUAL TO}", "mo"),
    "equal": EQUALS,
    "not_equal": Glyph(r" \ne ", "\N{NOT EQUAL TO}", "mo"),
}
CONNECTIVES = {
    "logical_and": Glyph(r" \land ", "\N{LOGICAL AND}", "mo"),
    "logical_or": Glyph(r" \lor ", "\N{LOGICAL OR}", "mo"),
}

FENCES = {
    "parens": (Glyph("(", "("), Glyph(")", ")")),
    "brackets": (Glyph("[", "["), Glyph("]", "]")),
    "bars": (Glyph(r"\lvert ", "|"), Glyph(r" \rvert", "|")),
    "norm": (
        Glyph(r"\lVert ", "\N{DOUBLE VERTICAL LINE}"),
        Glyph(r" \rVert", "\N{DOUBLE VERTICAL LINE}"),
    ),
    "floor": (Glyph(r"\lfloor ", "\N{LEFT FLOOR}"), Glyph(r" \rfloor", "\N{RIGHT FLOOR}")),
    "ceil": (Glyph(r"\lceil ", "\N{LEFT CEILING}"), Glyph(r" \rceil", "\N{RIGHT CEILING}")),
}

ACCENTS = {
    "bar": Glyph(r"\bar", "\N{MACRON}"),
    "dot": Glyph(r"\dot", "\N{DOT ABOVE}"),
    "hat": Glyph(r"\hat", "^"),
    "tilde": Glyph(r"\tilde", "~"),
    "overline": Glyph(r"\overline", "\N{MACRON}"),
}

# Functions

COMMANDS = frozenset(
    {"sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "exp", "log"}
    | {"det", "max", "min"}
)
"""Functions for which LaTeX has a command of the same name."""

_SPELLINGS = """
maximum max minimum min amax max amin min fmax max fmin min threshold max cap min
asin arcsin acos arccos atan arctan angle arg real Re real_part Re imag Im
imaginary_part Im remainder mod
trace tr cholesky chol cofactor cof polar_factor polar as_symmetric symmetric var Var cov Cov
eig_parts eig eigh_parts eigh qr_parts qr svd_parts svd sliding_window_view windows cut_or_pad fit
relu ReLU relu6 ReLU6 leaky_relu LeakyReLU elu ELU celu CELU selu SELU gelu GELU silu SiLU
hard_sigmoid hardsigmoid hard_swish hardswish hard_tanh hardtanh
si Si ci Ci shi Shi chi Chi expi Ei kl_div kldiv rel_entr relentr
"""
_SPELLED = _SPELLINGS.split()

SPELLINGS = dict(zip(_SPELLED[::2], _SPELLED[1::2], strict=True))
"""Functions printed under another name."""


COMPLEX = "complex_"
"""What the names of operations on complex numbers begin with; they print like those on real ones."""


def operator(name: str) -> Layout:
    """The name of a function, upright."""
    plain = name.removeprefix(COMPLEX)
    shown = SPELLINGS.get(plain, plain)
    command = f"\\{shown}" if shown in COMMANDS else rf"\operatorname{{{escaped(shown)}}}"
    return sign(Glyph(command, shown, "mi", _NORMAL if len(shown) == 1 else ()))


MATRIX_FUNCTIONS = ("logm", "sinm", "cosm")
"""Functions of matrices, which have the name of a function of numbers and an m."""


def matrix_function(name: str) -> Layout:
    """The name of a function of matrices: bold, as entry by entry it is another function."""
    return replace(upright(name, bold=True), label="matrix function")


# Numbers and words

_ESCAPES = {ord(c): f"\\{c}" for c in "{}%&#$_"} | {
    ord("\\"): r"\textbackslash{}",
    ord("^"): r"\textasciicircum{}",
    ord("~"): r"\textasciitilde{}",
}


def escaped(text: str) -> str:
    r"""Text with the characters escaped that mean something to LaTeX.

    >>> escaped("log_prob")
    'log\\_prob'
    """
    return text.translate(_ESCAPES)


def number(digits: str) -> Layout:
    """A number without a sign."""
    return sign(Glyph(digits, digits, "mn"))


def words(text: str) -> Layout:
    """Plain text inside a formula."""
    shown = text.replace(" ", "\N{NO-BREAK SPACE}")
    return sign(Glyph(rf"\text{{{escaped(text)}}}", shown, "mtext"))


def upright(text: str, bold: bool = False) -> Layout:
    """A name of several letters, or a bold one."""
    face, shown = (r"\mathbf", _bold(text)) if bold else (r"\mathrm", text)
    plain = len(text) == 1 and not bold
    return sign(Glyph(f"{face}{{{escaped(text)}}}", shown, "mi", _NORMAL if plain else ()))


def bold_number(digits: str) -> Layout:
    """A number which stands for an array, such as the vector of ones."""
    return sign(Glyph(rf"\mathbf{{{digits}}}", _bold(digits), "mn"))


_BOLD_STARTS = {"A": 0x1D400, "a": 0x1D41A, "0": 0x1D7CE, "Α": 0x1D6A8, "α": 0x1D736}
"""Where Unicode's bold alphabets start; small Greek is bold italic, as LaTeX has it."""

_ALPHABETS = [(ord(start), bold) for start, bold in _BOLD_STARTS.items()]


def _bold(text: str) -> str:
    return "".join(map(_bold_character, text))


def _bold_character(character: str) -> str:
    for start, bold in _ALPHABETS:
        if 0 <= ord(character) - start < _LENGTHS[start]:
            return chr(bold + ord(character) - start)
    return character


_LENGTHS = {ord("A"): 26, ord("a"): 26, ord("0"): 10, ord("Α"): 25, ord("α"): 25}

# Names of variables

_LETTERS = """
alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν
xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ
Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
"""
_LISTED = _LETTERS.split()

GREEK = dict(zip(_LISTED[::2], _LISTED[1::2], strict=True))
"""Greek letters by name."""

_GREEK_COMMANDS = {"epsilon": r"\varepsilon", "phi": r"\varphi"}
_GREEK_NAMES = {character: name for name, character in GREEK.items()}

_SUFFIXES = frozenset({"bar", "dot", "hat", "tilde"})
_NUMBERED = re.compile(r"([^\W\d_]+)_?(\d+)")
_INDEXED = re.compile(r"([^\W\d_]+)_([^\W_]+)")


def name(text: str, rank: int = 0) -> Layout:
    r"""A variable's name: italic for a scalar, bold for an array.

    `x_bar` gets its accent, `dX` an upright d, `W1` and `x_k` a subscript, `eta` is Greek.

    >>> name("x_bar").kind, name("dX").kind, name("W1").kind, name("loss").glyph.latex
    ('accent', 'differential', 'sub', '\\mathrm{loss}')
    """
    base, _, mark = text.rpartition("_")
    if base and mark in _SUFFIXES:
        return accent(mark, name(base, rank))
    if _is_differential(text):
        return differential(name(text[1:], rank))
    base, index = _split_index(text)
    return sub(_letters(base, rank), name(index)) if index else _letters(base, rank)


def _is_differential(text: str) -> bool:
    if text[0] != "d" or len(text) < 2 or _is_letter(text):
        return False
    rest, _ = _split_index(text[1:])
    return _is_letter(rest)


def _is_letter(text: str) -> bool:
    """Whether a name prints as a single letter."""
    return (len(text) == 1 and text.isalpha()) or text.rstrip("_") in GREEK


def _split_index(text: str) -> tuple[str, str]:
    """A name and its subscript, which may be empty; `log_prob` is one word."""
    match = _NUMBERED.fullmatch(text) or _INDEXED.fullmatch(text)
    if match and (_is_letter(match[1]) or match[2].isdigit() or len(match[2]) == 1):
        return match[1], match[2]
    return text, ""


def _letters(text: str, rank: int) -> Layout:
    stem = _GREEK_NAMES.get(text, text.rstrip("_") or text)
    if stem in GREEK:
        return _greek(stem, rank > 0)
    if stem.isdigit():
        return number(stem)
    if len(stem) == 1 and not rank:
        return sign(Glyph(escaped(stem), stem))
    return upright(stem, rank > 0)


def _greek(stem: str, bold: bool) -> Layout:
    command = _GREEK_COMMANDS.get(stem, f"\\{stem}")
    if bold:
        return sign(Glyph(rf"\boldsymbol{{{command}}}", _bold(GREEK[stem])))
    return sign(Glyph(command, GREEK[stem], "mi", _NORMAL if stem[0].isupper() else ()))

"""Special functions and activations: the letters under which tables have them.

Change this file for a new special function: a line in `ARRANGEMENTS`, and a function if its name
has more to it than a letter, such as an order that stands as its index.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jacobook.expression import Expression
from jacobook.notation import arithmetic, glyphs
from jacobook.notation.functions import applied, indexed, log_of, written
from jacobook.notation.glyphs import (
    Layout,
    fence,
    name,
    number,
    operator,
    row,
    separated,
    sign,
    sub,
    sup,
)
from jacobook.notation.leaves import literal, value_box
from jacobook.notation.pieces import (
    INVERSE,
    SCRIPT,
    Arrange,
    Piece,
    Pieces,
    boxes,
    in_line,
    negate,
    parameter,
)


def _inverse(function: Layout) -> Arrange:
    """The inverse of a function: a raised -1."""
    return written(sup(function, INVERSE))


def _derivative(function: Layout) -> Arrange:
    """A derivative of the order which the node says: a prime for the first, else in brackets."""

    def arrange(node: Expression, pieces: Pieces) -> Piece:
        order = parameter(node, "order", 1)
        return Piece(applied(sup(function, _raised_order(value_box(order), order)), boxes(pieces)))

    return arrange


def _raised_order(order: Layout, value: object = None) -> Layout:
    return sign(glyphs.PRIME) if value == 1 else fence("parens", order)


def _polygamma(_: Expression, pieces: Pieces) -> Piece:
    """A derivative of the digamma function; its order is an operand."""
    order, *rest = boxes(pieces)
    return Piece(applied(sup(name("psi"), _raised_order(in_line(order))), rest))


def _gegenbauer(_: Expression, pieces: Pieces) -> Piece:
    """A polynomial with its degree below and its parameter above, in brackets."""
    degree, weight, *rest = boxes(pieces)
    letter = sup(sub(name("C"), in_line(degree)), fence("parens", in_line(weight)))
    return Piece(applied(letter, rest))


def _at_last(letter: Layout) -> Arrange:
    """A function whose last operand stands as its subscript."""

    def arrange(_: Expression, pieces: Pieces) -> Piece:
        *rest, last = boxes(pieces)
        return Piece(applied(sub(letter, in_line(last)), rest))

    return arrange


def _hypergeometric(upper: int, lower: int) -> Arrange:
    """A series with so many upper and lower parameters, which semicolons part."""
    letter = row(sub(sign(glyphs.NOTHING), number(str(upper))), sub(name("F"), number(str(lower))))

    def arrange(_: Expression, pieces: Pieces) -> Piece:
        given = boxes(pieces)
        groups = (given[:upper], given[upper:-1], given[-1:])
        parts = (separated(glyphs.COMMA, group) for group in groups)
        inside = fence("parens", separated(glyphs.SEMICOLON, parts))
        return Piece(row(letter, sign(glyphs.APPLY), inside))

    return arrange


def _multigamma(node: Expression, pieces: Pieces) -> Piece:
    """The gamma function of a dimension."""
    letter = sub(name("Gamma"), value_box(parameter(node, "d", 2)))
    return Piece(applied(letter, boxes(pieces)))


def _lambert(node: Expression, pieces: Pieces) -> Piece:
    """A branch, which is an index if it is not the principal one."""
    branch = parameter(node, "k", 0)
    letter = sub(name("W"), value_box(branch)) if branch else name("W")
    return Piece(applied(letter, boxes(pieces)))


def _airy(node: Expression, pieces: Pieces) -> Piece:
    """One of the Airy functions or of their derivatives."""
    part = parameter(node, "part", 0)
    letter = operator("Bi" if part > 1 else "Ai")
    shown = sup(letter, sign(glyphs.PRIME)) if part % 2 else letter
    return Piece(applied(shown, boxes(pieces)))


def _reciprocal_gamma(node: Expression, pieces: Pieces) -> Piece:
    value = replace(_GAMMA(node, pieces), rank=pieces[0].rank)
    return arithmetic.divide(node, (literal(1), value))


def _dilogarithm(node: Expression, pieces: Pieces) -> Piece:
    """The dilogarithm, of one less the argument."""
    inside = arithmetic.subtract(node, (literal(1), pieces[0]))
    return Piece(applied(sub(operator("Li"), number("2")), [inside.layout]))


def _share(node: Expression, pieces: Pieces) -> Piece:
    """`exp(x)/(exp(x) + exp(a))`: the sigmoid of the difference."""
    return Piece(applied(_SIGMOID, [arithmetic.subtract(node, pieces).layout]))


def _damped(function: Arrange) -> Arrange:
    """A function times `exp(-|x|)`."""

    def arrange(node: Expression, pieces: Pieces) -> Piece:
        size = negate(Piece(fence("bars", pieces[-1].layout)))
        return _scaled(size, function, node, pieces)

    return arrange


def _grown(function: Arrange) -> Arrange:
    """A function times `exp(x)`."""

    def arrange(node: Expression, pieces: Pieces) -> Piece:
        return _scaled(pieces[-1], function, node, pieces)

    return arrange


def _scaled(exponent: Piece, function: Arrange, node: Expression, pieces: Pieces) -> Piece:
    rank = pieces[-1].rank
    power = Piece(sup(sign(glyphs.EULER), in_line(exponent.layout)), SCRIPT, rank)
    return arithmetic.multiply(node, (power, replace(function(node, pieces), rank=rank)))


_GAMMA, _PHI, _SIGMOID = written(name("Gamma")), name("Phi"), name("sigma")


def _order(letter: str, order: int) -> Arrange:
    return written(sub(name(letter), number(str(order))))


_BESSEL = {f"{kind}{order}": _order(kind.upper(), order) for kind in "jyik" for order in (0, 1)}

ARRANGEMENTS: Mapping[str, Arrange] = {
    "gamma": _GAMMA,
    "rgamma": _reciprocal_gamma,
    "gammaln": log_of(_GAMMA, bars=True),
    "loggamma": log_of(_GAMMA),
    "multigammaln": log_of(_multigamma),
    "digamma": written(name("psi")),
    "polygamma": _polygamma,
    "beta": written(operator("B")),
    "betaln": log_of(written(operator("B")), bars=True),
    "betainc": _at_last(name("I")),
    "gammainc": written(name("P")),
    "gammaincc": written(name("Q")),
    "gammaincinv": _inverse(name("P")),
    "zeta": written(name("zeta")),
    "erfinv": _inverse(operator("erf")),
    "erfcinv": _inverse(operator("erfc")),
    "erfcx_derivative": _derivative(operator("erfcx")),
    "sinc_derivative": _derivative(operator("sinc")),
    "ndtr": written(_PHI),
    "ndtri": _inverse(_PHI),
    "log_ndtr": log_of(written(_PHI)),
    "owens_t": written(name("T")),
    "dawsn": written(name("F")),
    "expi": written(operator("Ei")),
    "exp1": _order("E", 1),
    "expn": indexed(name("E")),
    "fresnel_s": written(name("S")),
    "fresnel_c": written(name("C")),
    "spence": _dilogarithm,
    "lambertw": _lambert,
    "wrightomega": written(name("omega")),
    "ellipk": written(name("K")),
    "ellipe": written(name("E")),
    "airy_part": _airy,
    **_BESSEL,
    **{f"{kind}v": indexed(name(kind.upper())) for kind in "jyik"},
    **{f"i{order}e": _damped(_BESSEL[f"i{order}"]) for order in (0, 1)},
    "ive": _damped(indexed(name("I"))),
    "kve": _grown(indexed(name("K"))),
    "spherical_jn": indexed(name("j")),
    "eval_legendre": indexed(name("P")),
    "eval_chebyt": indexed(name("T")),
    "eval_hermite": indexed(name("H")),
    "eval_gegenbauer": _gegenbauer,
    "hyp1f1": _hypergeometric(1, 1),
    "hyp2f1": _hypergeometric(2, 1),
    "inv_boxcox": _inverse(operator("boxcox")),
    "scipy_huber": indexed(operator("huber")),
    "scipy_pseudo_huber": indexed(operator("pseudohuber")),
    "sigmoid": written(_SIGMOID),
    "log_sigmoid": log_of(written(_SIGMOID)),
    "exp_share": _share,
    "ln_cosh": log_of(written(operator("cosh"))),
    "gelu_tanh": written(sub(operator("gelu"), operator("tanh"))),
    "swish_beta": _at_last(operator("swish")),
}
"""How each of them is arranged."""

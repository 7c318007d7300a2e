"""Slips: ways in which people write a derivative wrongly, each as a change of a statement's text.

A slip is offered only where somebody would make it; `measuring` then drops those whose numbers are
right by chance. A new slip is a function in `SLIPS`, classic ones first.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jacobook.catalogue import Registry
from jacobook.rule import Rule
from jacobook_site.mistakes.trees import (
    Stated,
    Tree,
    binary,
    call,
    called,
    exchanged,
    factors,
    is_binary,
    is_transpose,
    matched,
    names_in,
    parts,
    same,
    substituted,
    text_of,
    tree_of,
)

SHORT = 24
"""Longer statements are not written three times over."""

SQUARES = ("norm2(v)**2", "sum(v**2)", "dot(v, v)", "v @ v")
"""Squares of a vector `v`, whose derivative by `v` is `2*v`."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A kind of mistake.

    Attributes:
        name: a short name.
        title: what is wrong, as a heading.
        advice: what is right, in a sentence or two; formulas in backticks.
        written: the wrong texts for a statement.
    """

    name: str
    title: str
    advice: str
    written: Callable[[Stated], Iterator[Tree]]


def _about(stated: Stated, *forms: str) -> bool:
    return stated.clause.form in forms


# ---------------------------------------------------------------------------- the chain rule


def inner_forgotten(stated: Stated) -> Iterator[Tree]:
    """The derivative of the outer function alone."""
    if not _about(stated, "grad", "elem"):
        return
    variable, whole = stated.clause.variable, stated.function
    for outer, inner in outer_derivatives(_unsummed(whole), stated.registry):
        if variable in names_in(inner) and not isinstance(inner, ast.Name):
            yield outer


def _unsummed(tree: Tree) -> Tree:
    """What a sum adds up, of which each entry counts once."""
    if isinstance(tree, ast.Call) and called(tree, "sum") and not tree.keywords:
        inside = tree.args[0]
        return tree if is_binary(inside, ast.Pow) else inside
    return tree


def outer_derivatives(tree: Tree, registry: Registry) -> Iterator[tuple[Tree, Tree]]:
    """For each rule whose function is `tree` with something for its operand: derivative, inner."""
    for square in SQUARES:
        if (inner := matched(tree_of(square), tree, "v")) is not None:
            scale = binary(ast.Constant(2), ast.Mult, inner)
            yield scale, inner
    if isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and len(tree.args) == 1:
        yield from _of_operation(tree, registry)


def _of_operation(tree: ast.Call, registry: Registry) -> Iterator[tuple[Tree, Tree]]:
    assert isinstance(tree.func, ast.Name)
    rule = _rule_of(tree.func.id, registry)
    if rule is None or rule.kind in ("linear", "multilinear") or len(rule.operands) != 1:
        return
    texts = [c.text for c in rule.derivative if c.form in ("elem", "grad")]
    varying = [text for text in texts if text not in ("0", "1", "1.0")]
    if varying:
        values = {rule.names[0]: tree.args[0], rule.result: tree}
        yield substituted(min(varying, key=plainness), values), tree.args[0]


def plainness(text: str) -> tuple[bool, int]:
    """Short forms without cases come first."""
    return "where" in text, len(text)


def _rule_of(operation: str, registry: Registry) -> Rule | None:
    by_operation: dict[str, Rule] = registry.once(
        "rules by operation", lambda: {rule.op: rule for rule in registry if rule.op}
    )
    return by_operation.get(operation)


def outer_elsewhere(stated: Stated) -> Iterator[Tree]:
    """The derivative of the outer function at the operand in place of the inner function's value."""
    for part in parts(stated.tree):
        if not isinstance(part, ast.Call) or not called(part, "J", "De") or len(part.args) != 2:
            continue
        place = part.args[1]
        if isinstance(place, ast.Call) and len(place.args) == 1:
            inner = place.args[0]
            if isinstance(inner, ast.Name) and stated.shape(inner) == stated.shape(place):
                yield exchanged(stated.tree, place, inner)


# ------------------------------------------------------------------------------- transposes


def gradient_transposed(stated: Stated) -> Iterator[Tree]:
    """The gradient by a matrix, transposed."""
    made = any(called(part, *_MADE) for part in parts(stated.tree))
    if _about(stated, "grad") and len(stated.variable_shape) == 2 and not made:
        yield transposed(stated.tree, stated)


_MADE = ("ones", "zeros", "single", "tril", "triu", "where", "tensordot")
"""What nobody transposes: arrays whose pattern is plain to see."""


def transposed(tree: Tree, stated: Stated) -> Tree:
    """The transpose of a matrix's text, as one would write it."""
    if stated.axes(tree) == 0:
        return tree
    if isinstance(tree, ast.Attribute) and tree.attr == "T":
        return tree.value
    if isinstance(tree, ast.UnaryOp):
        return ast.UnaryOp(tree.op, transposed(tree.operand, stated))
    if isinstance(tree, ast.BinOp):
        return _transposed_binary(tree, stated)
    if isinstance(tree, ast.Call) and called(tree, "outer"):
        return call("outer", *tree.args[::-1])
    return ast.Attribute(tree, "T")


def _transposed_binary(tree: ast.BinOp, stated: Stated) -> Tree:
    left, right = tree.left, tree.right
    if isinstance(tree.op, ast.MatMult):
        if stated.axes(left) != 2 or stated.axes(right) != 2:
            return ast.Attribute(tree, "T")
        left, right = right, left
    elif 1 in (stated.axes(left), stated.axes(right)):
        return ast.Attribute(tree, "T")
    return ast.BinOp(transposed(left, stated), tree.op, transposed(right, stated))


def transpose_lost(stated: Stated) -> Iterator[Tree]:
    """One transpose less."""
    if not _about(stated, "vjp", "grad"):
        return
    for part in factors(stated.tree):
        if isinstance(part, ast.Attribute) and is_transpose(part) and part is not stated.tree:
            yield exchanged(stated.tree, part, part.value)
        elif isinstance(part, ast.Call) and called(part, "solve"):
            matrix = part.args[0]
            if isinstance(matrix, ast.Attribute) and is_transpose(matrix):
                yield exchanged(stated.tree, matrix, matrix.value)


# --------------------------------------------------------------------------------- products


def order_swapped(stated: Stated) -> Iterator[Tree]:
    """The outermost product of two matrices in the other order."""
    if not _about(stated, "vjp", "grad", "jac", "d"):
        return
    for part in factors(stated.tree):
        if isinstance(part, ast.BinOp) and _of_matrices(part, stated):
            if not any(
                is_binary(side, ast.MatMult, ast.Mult) or _is_minus(side) for side in _sides(part)
            ):
                yield exchanged(stated.tree, part, ast.BinOp(part.right, part.op, part.left))
            return


def _is_minus(tree: Tree) -> bool:
    return isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.USub)


def _of_matrices(part: ast.BinOp, stated: Stated) -> bool:
    both = (part.left, part.right)
    return is_binary(part, ast.MatMult) and all(stated.axes(side) == 2 for side in both)


def entrywise(stated: Stated) -> Iterator[Tree]:
    """The product entry by entry in place of the matrix product."""
    if not _about(stated, "vjp", "d"):
        return
    for part in factors(stated.tree):
        if isinstance(part, ast.BinOp) and _of_matrices(part, stated):
            if all(_is_name(side) for side in _sides(part)):
                yield exchanged(stated.tree, part, binary(part.left, ast.Mult, part.right))
            return


def _is_name(tree: Tree) -> bool:
    """Whether a tree is a name, perhaps transposed."""
    inside = tree.value if isinstance(tree, ast.Attribute) and is_transpose(tree) else tree
    return isinstance(inside, ast.Name)


def product_of_derivatives(stated: Stated) -> Iterator[Tree]:
    """The product of the factors' derivatives."""
    tree = stated.tree
    if not isinstance(tree, ast.BinOp) or not isinstance(tree.op, ast.Add):
        return
    found = [_derivatives(side) for side in (tree.left, tree.right)]
    product = stated.function
    if all(len(side) == 1 for side in found) and is_binary(product, ast.Mult):
        yield binary(found[0][0], ast.Mult, found[1][0])


def _derivatives(tree: Tree) -> list[Tree]:
    return [part for part in parts(tree) if called(part, "J", "De")]


def one_term(stated: Stated) -> Iterator[Tree]:
    """Only the first of two terms, where the variable occurs more than once."""
    laws = stated.rule.kind in ("identity", "structural", "multilinear")
    if not laws or not _about(stated, "grad", "vjp", "jac", "elem"):
        return
    if names_in(stated.function).count(stated.clause.variable) < 2 or _squared(stated.function):
        return
    for part in factors(stated.tree):
        if isinstance(part, ast.BinOp) and isinstance(part.op, (ast.Add, ast.Sub)):
            if _two_terms(part, stated):
                yield exchanged(stated.tree, part, part.left)
            return


def _squared(tree: Tree) -> bool:
    """Whether the two occurrences belong to one square."""
    squares = (*SQUARES, "mean(v**2)")
    return any(matched(tree_of(s), part, "v") is not None for part in parts(tree) for s in squares)


def _two_terms(part: ast.BinOp, stated: Stated) -> bool:
    """Whether both terms are arrays alike: neither is a number added to the other."""
    left, right = stated.shape(part.left), stated.shape(part.right)
    plain = any(isinstance(side, (ast.Name, ast.Constant)) for side in (part.left, part.right))
    return left is not None and left == right and not plain


def one_factor(stated: Stated) -> Iterator[Tree]:
    """A product's differential with only one factor moving."""
    if not _about(stated, "d") or stated.rule.kind not in ("multilinear", "identity"):
        return
    tree = stated.tree
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add):
        moving = [set(names_in(side)) & _tangents(stated.rule) for side in (tree.left, tree.right)]
        if all(moving) and _is_product(stated.function):
            yield tree.left


def _tangents(rule: Rule) -> set[str]:
    return {f"d{name}" for name in rule.names}


def _is_product(tree: Tree) -> bool:
    return is_binary(tree, ast.Mult, ast.MatMult) or called(tree, "dot", "outer", "kron", "matmul")


# ----------------------------------------------------------------------------- numbers and signs


def factor_forgotten(stated: Stated) -> Iterator[Tree]:
    """A number in front of everything left out."""
    if _about(stated, "grad", "elem", "vjp", "jac"):
        yield from _first_exchanged(stated, lambda part: _right_of(part, _is_number))


def _is_number(tree: Tree) -> bool:
    return isinstance(tree, ast.Constant) and tree.value in _FACTORS


def _right_of(part: Tree, is_dropped: Callable[[Tree], bool]) -> Tree | None:
    """A product without its left factor, if that is one to drop."""
    fits = isinstance(part, ast.BinOp) and is_binary(part, ast.Mult) and is_dropped(part.left)
    return part.right if isinstance(part, ast.BinOp) and fits else None


def _first_exchanged(stated: Stated, other: Callable[[Tree], Tree | None]) -> Iterator[Tree]:
    """The statement with another tree in place of the first of its factors that has one."""
    for part in factors(stated.tree):
        if (instead := other(part)) is not None:
            yield exchanged(stated.tree, part, instead)
            return


_FACTORS = (2, 3, 4, 5, 6, 0.5, 0.25)
"""Numbers that come from powers and squares."""


def count_forgotten(stated: Stated) -> Iterator[Tree]:
    """The division by the number of entries left out."""
    if "mean" in stated.rule.function and _about(stated, "grad", "vjp", "jac"):
        yield from _first_exchanged(stated, lambda part: _undivided(part, stated))


def _undivided(part: Tree, stated: Stated) -> Tree | None:
    """What is divided by a size."""
    if isinstance(part, ast.BinOp) and is_binary(part, ast.Div) and _is_size(part.right, stated):
        return part.left
    return None


def _is_size(tree: Tree, stated: Stated) -> bool:
    return isinstance(tree, ast.Name) and tree.id not in stated.rule.names


def sign_forgotten(stated: Stated) -> Iterator[Tree]:
    """A minus in front of everything left out."""
    if not _about(stated, "grad", "elem", "vjp", "jac"):
        return
    for part in factors(stated.tree):
        if isinstance(part, ast.UnaryOp) and _is_minus(part):
            if not isinstance(part.operand, ast.Constant):
                yield exchanged(stated.tree, part, part.operand)
            return


def residual_swapped(stated: Stated) -> Iterator[Tree]:
    """A difference the other way round."""
    if not _about(stated, "grad"):
        return
    for part in factors(stated.tree):
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Sub):
            swapped = binary(part.right, ast.Sub, part.left)
            if any(same(p, swapped) or same(p, part) for p in parts(stated.function)):
                yield exchanged(stated.tree, part, swapped)
            return


# --------------------------------------------------------------------------- structure and shape


def switch_forgotten(stated: Stated) -> Iterator[Tree]:
    """A factor that is one or zero left out."""
    if _about(stated, "grad", "vjp", "jac"):
        yield from _first_exchanged(stated, lambda part: _right_of(part, _is_switch))


def _is_switch(tree: Tree) -> bool:
    if not isinstance(tree, ast.Call) or not called(tree, "where"):
        return False
    return all(isinstance(side, ast.Constant) and side.value in (0, 1) for side in tree.args[1:])


def unsummed(stated: Stated) -> Iterator[Tree]:
    """The cotangent of an operand that was stretched, without the sum over its copies."""
    if _about(stated, "vjp", "grad"):
        yield from _first_exchanged(stated, _summed)


def _summed(part: Tree) -> Tree | None:
    """What is summed."""
    return part.args[0] if isinstance(part, ast.Call) and called(part, "sum") else None


def only_the_diagonal(stated: Stated) -> Iterator[Tree]:
    """The diagonal of a full Jacobian, used as if the function acted on each entry alone."""
    value = stated.shape(ast.Name(stated.rule.result))
    square = len(stated.variable_shape) == 1 and value == stated.variable_shape
    if _about(stated, "jac") and square and (entries := diagonal_of(stated.tree, stated)):
        yield call("diag", entries)


def diagonal_of(tree: Tree, stated: Stated) -> Tree | None:
    """The diagonal of a matrix's text; `None` where that has no short form."""
    if isinstance(tree, ast.Call) and called(tree, "diag"):
        return tree.args[0] if stated.axes(tree.args[0]) == 1 else None
    if isinstance(tree, ast.Call) and called(tree, "outer"):
        return binary(tree.args[0], ast.Mult, tree.args[1])
    if isinstance(tree, ast.Call) and called(tree, "eye"):
        return call("ones", *tree.args)
    if isinstance(tree, ast.BinOp):
        return _diagonal_of_binary(tree, stated)
    return None


def _diagonal_of_binary(tree: ast.BinOp, stated: Stated) -> Tree | None:
    sides = [side if stated.axes(side) == 0 else diagonal_of(side, stated) for side in _sides(tree)]
    left, right = sides
    if (
        left is None
        or right is None
        or not isinstance(tree.op, (ast.Add, ast.Sub, ast.Mult, ast.Div))
    ):
        return None
    return ast.BinOp(left, tree.op, right)


def _sides(tree: ast.BinOp) -> tuple[Tree, Tree]:
    return tree.left, tree.right


def as_if_symmetric(stated: Stated) -> Iterator[Tree]:
    """`2*A` in place of `A + A.T`."""
    if not _about(stated, "grad", "vjp", "hess", "jac", "elem"):
        return
    for part in parts(stated.tree):
        if isinstance(part, ast.BinOp) and is_binary(part, ast.Add):
            if not _is_transpose_of(part.left, part.right):
                continue
            yield exchanged(stated.tree, part, binary(ast.Constant(2), ast.Mult, part.left))


def _is_transpose_of(one: Tree, other: Tree) -> bool:
    return isinstance(other, ast.Attribute) and is_transpose(other) and same(one, other.value)


def handbook_form(stated: Stated) -> Iterator[Tree]:
    """The form for the free entries of a symmetric matrix, used as a gradient."""
    rows = stated.variable_shape
    symmetric = ("det(", "inv(", "logdet(", "solve(")
    if not _about(stated, "grad") or len(rows) != 2 or rows[0] != rows[1]:
        return
    short = len(stated.clause.text) <= SHORT
    if short and any(word in stated.clause.text for word in symmetric):
        again = tree_of(text_of(stated.tree))
        twice = binary(stated.tree, ast.Add, transposed(again, stated))
        yield binary(twice, ast.Sub, call("diag", call("diagonal", again)))


def input_for_output(stated: Stated) -> Iterator[Tree]:
    """A derivative written in the value, used with the operand."""
    variable, result = stated.clause.variable, stated.rule.result
    used = set(names_in(stated.tree))
    written_in_value = result in used and variable not in used and bool(stated.rule.op)
    if _about(stated, "elem") and written_in_value and not isinstance(stated.tree, ast.Name):
        yield substituted(stated.clause.text, {result: ast.Name(variable)})


SLIPS: tuple[Slip, ...] = (
    Slip(
        "inner",
        "The inner derivative is forgotten",
        "The function is a composition: the derivative of the outer function is multiplied by that "
        "of the inner one.",
        inner_forgotten,
    ),
    Slip(
        "product",
        "The product of the derivatives",
        "The derivative of a product has two terms: in each of them one factor is differentiated.",
        product_of_derivatives,
    ),
    Slip(
        "place",
        "The outer derivative at the wrong place",
        "The derivative of the outer function is taken at the value of the inner function.",
        outer_elsewhere,
    ),
    Slip(
        "diagonal",
        "Only the diagonal of the Jacobian",
        "Each output depends on every entry of the operand, so the entries off the diagonal count.",
        only_the_diagonal,
    ),
    Slip(
        "symmetric",
        "The form for a symmetric matrix",
        "Twice the matrix is right only where the matrix equals its transpose.",
        as_if_symmetric,
    ),
    Slip(
        "unsummed",
        "The stretched axis is not summed",
        "An operand that broadcasting repeats takes part in many outputs, and their contributions "
        "are added: the result has the operand’s shape.",
        unsummed,
    ),
    Slip(
        "transposed",
        "The gradient transposed",
        "Entry (i, j) of the gradient is the slope in entry (i, j) of the variable, so both have one "
        "shape. The transposed matrix belongs to the other layout.",
        gradient_transposed,
    ),
    Slip(
        "transpose",
        "A transpose is lost",
        "The map back from outputs to inputs is the transpose of the map forward.",
        transpose_lost,
    ),
    Slip(
        "term",
        "Only one occurrence of the variable",
        "The variable occurs more than once, and each occurrence adds a term.",
        one_term,
    ),
    Slip(
        "switch",
        "The switch of the rectifier is forgotten",
        "Where the inside is negative the value is constant, and nothing is passed on.",
        switch_forgotten,
    ),
    Slip(
        "factor",
        "A constant factor is forgotten",
        "The constant belongs to the derivative: without it, each step of a descent has another "
        "length.",
        factor_forgotten,
    ),
    Slip(
        "sign",
        "The sign is forgotten",
        "With the opposite sign, a descent climbs.",
        sign_forgotten,
    ),
    Slip(
        "residual",
        "The difference the wrong way round",
        "The order of the two in the difference decides the sign of the derivative.",
        residual_swapped,
    ),
    Slip(
        "count",
        "The mean taken for a sum",
        "A mean divides by the number of entries, and so does its derivative.",
        count_forgotten,
    ),
    Slip(
        "order",
        "The factors in the other order",
        "Products of matrices do not commute.",
        order_swapped,
    ),
    Slip(
        "moving",
        "Only one factor moves",
        "All operands may move, and the differential has a term for each.",
        one_factor,
    ),
    Slip(
        "entrywise",
        "Multiplied entry by entry",
        "`*` multiplies entry by entry; here the product of matrices, `@`, is meant.",
        entrywise,
    ),
    Slip(
        "output",
        "The operand where the value belongs",
        "The short form is written in the value of the function, not in its operand.",
        input_for_output,
    ),
    Slip(
        "handbook",
        "The form for the free entries of a symmetric matrix",
        "Handbooks count an off-diagonal entry and its mirror image as one variable. A gradient has "
        "both, so that its inner product with a change is the slope.",
        handbook_form,
    ),
)

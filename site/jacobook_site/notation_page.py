"""The page of notation: every symbol and operation that occurs in the book's formulas."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

import jacobook
from jacobook.catalogue import Registry
from jacobook.expression import variable
from jacobook.notation import head, mathml
from jacobook.operand import DOMAINS
from jacobook.parsing import parse
from jacobook.shapes import Shape
from jacobook_site.addresses import link, rule_path
from jacobook_site.handwritten import scope_of
from jacobook_site.markup import code, element, escape, table
from jacobook_site.placeholders import raw
from jacobook_site.prose import inline_prose
from jacobook_site.records import RuleRecord

PATH = "notation/index.md"

LETTERS: tuple[tuple[str, Shape, str], ...] = (
    ("a", (), "A number: an italic letter."),
    ("x", ("n",), "A vector: a bold small letter. It has one axis and is neither row nor column."),
    ("A", ("m", "n"), "A matrix: a bold capital, with `m` rows and `n` columns."),
    ("T", ("m", "n", "k"), "An array with more axes."),
)
"""A letter of each shape, with what it stands for."""

MARKS: tuple[tuple[str, str, str], ...] = (
    (
        "dx",
        "dx",
        "The change of `x`: in a differential it may be any small change of the variable’s shape.",
    ),
    (
        "y_bar",
        "y_bar",
        "What a final number changes by with each entry of `y`: the cotangent, of the same shape.",
    ),
    ("x_dot", "x_dot", "The tangent of `x`: the direction in which `x` moves."),
)
"""Marks on a letter: name, text, meaning."""

FORMS: tuple[tuple[str, str, Shape, str], ...] = (
    ("grad", "grad[x]", (), "The gradient of a number by `x`; it has the shape of `x`."),
    (
        "jac",
        "jac[x]",
        ("m",),
        "The Jacobian: shape `y.shape + x.shape`, row `i` is the gradient of output `i`.",
    ),
    ("elem", "elem[x]", (), "The derivative of one entry of the value by the same entry of `x`."),
    ("hess", "hess[x]", (), "The Hessian: the Jacobian of the gradient."),
    ("d", "d", (), "The differential: the change of the value for changes of all operands."),
    ("vjp", "vjp[x]", ("m",), "The pullback: the cotangent of `x` for a cotangent of the value."),
)
"""Left sides of statements: form, text, shape of the value, meaning."""

LANGUAGE: tuple[tuple[str, str, str, str], ...] = (
    ("eye", "eye(n)", "x:(n)", "The identity matrix."),
    ("ones", "ones(n)", "x:(n)", "An array of ones; its index is its shape."),
    ("zeros", "zeros((m, n))", "X:(m,n)", "An array of zeros; its index is its shape."),
    ("basis", "basis(0, n)", "x:(n)", "A unit vector: one at the place of its index."),
    ("single", "single(0, 1, m, n)", "X:(m,n)", "A matrix with a single one, at its index."),
    (
        "commutation",
        "commutation(m, n)",
        "X:(m,n)",
        "The matrix that takes the vec of a matrix to the vec of its transpose.",
    ),
    ("less", "x < a", "x:(); a:()", "True where the left side is smaller."),
    ("less_equal", "x <= a", "x:(); a:()", "True where the left side is not larger."),
    ("greater_equal", "x >= a", "x:(); a:()", "True where the left side is not smaller."),
    ("equal", "x == a", "x:(); a:()", "True where both are equal."),
    ("not_equal", "x != a", "x:(); a:()", "True where they differ; only nan differs from itself."),
    ("logical_and", "(x < a) & (a < b)", "x:(); a:(); b:()", "Both hold."),
    ("logical_or", "(x < a) | (a < b)", "x:(); a:(); b:()", "One of them holds."),
    ("call", "f(x)", "x:(n); f(u) -> (m)", "The value of a function that a rule speaks about."),
    ("J", "J(f, x)", "x:(n); f(u) -> (m)", "The Jacobian of a function at a place."),
    (
        "De",
        "De(f, x)",
        "x:(n); f(u) -> (n)",
        "The derivative of a function that acts on each entry, entry by entry.",
    ),
    ("H", "H(f, x)", "x:(n); f(u)", "The Hessian of a function at a place."),
    (
        "partial",
        "partial(f, x, 0)",
        "x:(n); f(u)",
        "The partial derivative by one entry; places are counted from 0.",
    ),
    ("dimension", "n", "x:(n)", "A size used as a number, as in a mean."),
    ("constant", "pi", "x:(n)", "A number; `pi`, `inf` and `nan` are written by name."),
    ("variable", "x", "x:(n)", "An operand, the value, or a mark on one of them."),
)
"""What the language itself owns: operation, example, its declarations, meaning."""


_GUIDES = (
    " There is a guide to [deriving a formula](../guides/derive.md); the choices behind the symbols are "
    "explained in the [conventions](../conventions.md)."
)


def notation_page(records: Sequence[RuleRecord], *, has_guides: bool = True) -> str:
    """All symbols with meaning, text form and rule.

    Args:
        records: the rules whose formulas the page explains.
        has_guides: whether the site has the book's guides.
    """
    places = _places(records)
    found = sorted(places)
    own = {record.op: record for record in records if record.op}
    heads = [name for name in found if name in own]
    return (
        "---\ntitle: Notation\nhide: [navigation]\n---\n\n# Notation\n\n"
        "How formulas are typeset in this book, how the same is written as text, and what it means. "
        "Text is NumPy’s expression syntax; it is what `jacobook.derive` reads and what the page of a "
        f"rule copies.{_GUIDES if has_guides else ''}\n\n"
        f"## Letters {{ #letters }}\n\n{raw(_letters())}\n\n"
        f"## Left sides {{ #statements }}\n\n{raw(_forms())}\n\n"
        f"## Marks on letters {{ #marks }}\n\n{raw(_marks())}\n\n"
        f"## Words of the language {{ #language }}\n\n{raw(_language(places))}\n\n"
        f"## Operations {{ #operations }}\n\n{len(heads)} operations occur in formulas of the "
        "book. Each has a rule; beneath it stands the name of the library function, if there is "
        "one.\n\n"
        f"{raw(_operations(heads, own, places))}\n\n"
        f"## Domains {{ #domains }}\n\nWhat an operand has to be, as the table of a rule’s operands "
        f"says it, and the word with which a rule declares it.\n\n{raw(_domains())}\n"
    )


def anchor(operation: str) -> str:
    """The place of an operation on the page."""
    return f"op-{operation}"


def _places(records: Sequence[RuleRecord]) -> Mapping[str, list[RuleRecord]]:
    """The rules in whose formulas each operation occurs."""
    found: dict[str, list[RuleRecord]] = {}
    for record in records:
        for name in record.heads:
            found.setdefault(name, []).append(record)
    return found


@functools.cache
def _nothing() -> Registry:
    """A registry without rules: the language's own words need none."""
    return jacobook.Registry(packs=[])


def _typeset(text: str, declared: str) -> str:
    return mathml(parse(text, scope_of(declared), _nothing()))


def _letters() -> str:
    rows = [
        [mathml(variable(n, shape)), code(n), code(_shape(shape)), inline_prose(said)]
        for n, shape, said in LETTERS
    ]
    return table(["symbol", "text", "shape", "meaning"], rows)


def _shape(shape: Shape) -> str:
    return f"({', '.join(map(str, shape))}{',' * (len(shape) == 1)})"


def _marks() -> str:
    rows = [
        [mathml(variable(name, ("n",))), code(text), inline_prose(said)]
        for name, text, said in MARKS
    ]
    return table(["symbol", "text", "meaning"], rows)


def _forms() -> str:
    x = variable("x", ("n",))
    rows = []
    for form, text, shape, said in FORMS:
        by = variable("x") if form == "elem" else x
        left = mathml(head(form, variable("y", shape), by))
        rows.append([left, code(text), inline_prose(said)])
    return table(["symbol", "text", "meaning"], rows)


def _language(places: Mapping[str, list[RuleRecord]]) -> str:
    rows = [
        _anchored(name, [_typeset(text, given), code(text), inline_prose(said)], places)
        for name, text, given, said in LANGUAGE
    ]
    return _table(["symbol", "text", "meaning", "for example"], rows)


def _operations(
    heads: Sequence[str],
    own: Mapping[str, RuleRecord],
    places: Mapping[str, list[RuleRecord]],
) -> str:
    rows = [_operation(name, own[name], places) for name in heads]
    return _table(["symbol", "text", "meaning", "for example"], rows)


def _operation(name: str, rule: RuleRecord, places: Mapping[str, list[RuleRecord]]) -> str:
    symbol = rule.entry.equation.mathml.replace(' display="block"', "", 1)
    text = rule.entry.equation.text.partition(" = ")[2]
    meaning = link(PATH, rule_path(rule.id), rule.title) + _numpy(rule)
    return _anchored(name, [symbol, code(text), meaning], places)


def _numpy(rule: RuleRecord) -> str:
    if not rule.numpy:
        return ""
    return element("br") + code(rule.numpy[0].replace("numpy.", "np.", 1))


def _anchored(name: str, cells: list[str], places: Mapping[str, list[RuleRecord]]) -> str:
    made = "".join(element("td", cell) for cell in (*cells, _where(name, places.get(name, []))))
    return element("tr", made, id=anchor(name))


def _where(name: str, rules: Sequence[RuleRecord]) -> str:
    """Another rule with a short formula that has the operation, and how many there are."""
    if not rules:
        return ""
    shortest = min(rules, key=lambda r: (r.op == name, len(r.function.equation.text), r.id))
    count = f" ({len(rules)} pages)" if len(rules) > 1 else ""
    return link(PATH, rule_path(shortest.id), shortest.title) + escape(count)


def _table(head: Sequence[str], rows: Sequence[str]) -> str:
    """A table whose rows have anchors."""
    header = element("tr", *(element("th", cell, scope="col") for cell in head))
    inside = element("thead", header) + element("tbody", *rows)
    made = element("table", inside, class_="jb-table jb-formulas jb-stack")
    return element(
        "div", made, class_="jb-scroll", tabindex="0", role="group", aria_label="Symbols"
    )


def _domains() -> str:
    rows = list(_domain_rows())
    return table(["what it says", "word"], rows)


def _domain_rows() -> Iterator[list[str]]:
    for word, said in DOMAINS.items():
        yield [escape(said), code(word)]

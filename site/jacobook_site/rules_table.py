"""All rules in one table, which a form narrows: by what is typed, and by what is chosen of facets."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jacobook.rule import KINDS, STATUSES
from jacobook_site.book import Book
from jacobook_site.checks import GRADES
from jacobook_site.families import by_family, family_title
from jacobook_site.indexes import RULES, named
from jacobook_site.kept import Kept
from jacobook_site.markup import code, element, escape, table_of
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord

GRADE_WORDS = {
    "proved": "numeric + symbolic",
    "checked": "numeric",
    "not verified": "no",
    "failing": "failing",
}


@dataclass(frozen=True, slots=True)
class Facet:
    """Something by which the rules can be told apart.

    Attributes:
        name: its name in the address.
        label: its name in the form.
        values: what a rule is by it; a rule may be several things.
        order: the values in the order in which the form offers them; others follow by name.
        words: what a value is called, where that is not its own name.
    """

    name: str
    label: str
    values: Callable[[RuleRecord], tuple[str, ...]]
    order: tuple[str, ...] = ()
    words: Callable[[str], str] = str


INPUTS = ("scalar", "vector", "matrix", "array", "any")
INPUT_WORDS = {"array": "array of 3 or more axes", "any": "any shape"}


def inputs(record: RuleRecord) -> tuple[str, ...]:
    """What a rule's operands are, by their number of axes; an element-wise rule takes any."""
    if record.kind == "elementwise":
        return ("any",)
    found = {_input(operand.shape) for operand in record.operands}
    return tuple(kind for kind in INPUTS if kind in found)


def _input(shape: str) -> str:
    if "..." in shape or not shape.startswith("("):
        return "any"
    axes = len([part for part in shape.strip("()").split(",") if part.strip()])
    return INPUTS[min(axes, 3)]


POINTS = ("kinks", "special", "none")
POINT_WORDS = {"kinks": "kinks or ties", "special": "other special points", "none": "none stated"}
_KINK = re.compile(r"\b(kink|tie|subgradient|subderivative)", re.IGNORECASE)


def points(record: RuleRecord) -> tuple[str, ...]:
    """Whether the rule states points at which its derivative is chosen, or special otherwise."""
    if any(_KINK.search(f"{point.name} {point.why}") for point in record.special):
        return ("kinks",)
    return ("special",) if record.special else ("none",)


FACETS = (
    Facet("kind", "Kind", lambda record: (record.kind,), KINDS),
    Facet("inputs", "Operands", inputs, INPUTS, lambda value: INPUT_WORDS.get(value, value)),
    Facet("points", "Special points", points, POINTS, POINT_WORDS.__getitem__),
    Facet("family", "Family", lambda record: (record.family,), (), family_title),
    Facet("status", "Status", lambda record: (record.status,), STATUSES),
    Facet("grade", "Verification", lambda record: (record.grade,), tuple(GRADES)),
    Facet("package", "Package", lambda record: (record.origin.pack,), ("core",)),
)


def rules_table(records: Sequence[RuleRecord], book: Book, kept: Kept) -> str:
    """The page: a form, hidden until a script fills it with life, and the table."""
    head = ["rule", "id", "kind", "NumPy", "verified"]
    rows = [kept.made("row", r, functools.partial(_row, r, book)) for r in records]
    made = table_of(head, rows, "All rules", id="jb-rules")
    text = f"All {len(records)} rules of the book, sorted by id."
    if book.packs and not book.front:
        text += " Rules of [packs](../packs/index.md) have the pack's name beside theirs."
    form = raw(_form(records))
    return f"---\nhide: [toc]\n---\n\n# All rules\n\n{text}\n\n{form}\n\n{raw(made)}\n"


def _form(records: Sequence[RuleRecord]) -> str:
    count = element("output", escape(f"{len(records)} rules"), class_="jb-count")
    clear = element("button", "Clear", type="reset", class_="jb-clear")
    return element(
        "form",
        _text_box(),
        *(_choice(facet, records) for facet in FACETS),
        element("div", count, clear, class_="jb-filter-end"),
        class_="jb-filter",
        data_filter="jb-rules",
        hidden=True,
    )


def _text_box() -> str:
    box = element(
        "input",
        type="search",
        name="q",
        placeholder="name, words, formula or LaTeX",
        autocomplete="off",
        autocapitalize="off",
        spellcheck="false",
    )
    return element("label", f"Find {box}", class_="jb-filter-text")


def _choice(facet: Facet, records: Sequence[RuleRecord]) -> str:
    """A choice of the values that occur, with how many rules have each."""
    counts = Counter(value for record in records for value in facet.values(record))
    order = facet.order or tuple(by_family(records))
    found = sorted(counts, key=lambda v: (order.index(v) if v in order else len(order), v))
    options = [element("option", "any" if facet.name != "inputs" else "all", value="")]
    for value in found:
        words = facet.words(value)
        text = escape(f"{words} ({counts[value]})")
        options.append(element("option", text, value=value, data_words=words))
    return element("label", f"{escape(facet.label)} ", element("select", *options, name=facet.name))


def _row(record: RuleRecord, book: Book) -> str:
    numpy = [name.replace("numpy.", "np.", 1) for name in record.numpy]
    verified = GRADE_WORDS[record.grade] if record.origin.built_in else book.mark(record).word
    cells = (
        named(RULES, record),
        code(record.id),
        escape(record.kind),
        ", ".join(code(n) for n in numpy[:4]) + (" …" if len(numpy) > 4 else ""),
        escape(verified),
    )
    return element(
        "tr",
        *(element("td", cell) for cell in cells),
        data_is="|".join(" ".join(facet.values(record)) for facet in FACETS),
    )

"""The routes to a rule: by NumPy function, by source, by kind; `jacobook_site.rules_table` has all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from jacobook_site.addresses import href, rule_path
from jacobook_site.citations import natural, works
from jacobook_site.markup import code, element, escape, markdown_text, table
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord

RULES, NUMPY, SOURCES, KINDS = (
    "rules/index.md",
    "numpy/index.md",
    "sources/index.md",
    "kinds/index.md",
)


def named(here: str, record: RuleRecord, **attributes: str) -> str:
    """A link to a rule by its title, with the namespace of its pack if it is a third party's."""
    url = href(here, rule_path(record.id))
    pack = "" if record.origin.built_in else f" ({record.origin.pack})"
    return element("a", escape(record.title), href=url, **attributes) + escape(pack)


def numpy_index(records: Sequence[RuleRecord]) -> str:
    """The rule for each NumPy and SciPy function."""
    groups: dict[str, list[tuple[str, RuleRecord]]] = {}
    for record in records:
        for name in record.numpy:
            groups.setdefault(name.rpartition(".")[0], []).append((name, record))
    parts = ["---\nhide: [navigation]\n---\n\n# NumPy functions\n"]
    count = sum(map(len, groups.values()))
    parts.append(
        f"{count} functions of NumPy and SciPy have a rule. jacobook refuses a function that has "
        "none, and says so.\n"
    )
    for module in sorted(groups):
        parts.append(f"## {markdown_text(module)} {{ #{anchor(module)} }}\n")
        rows = [_numpy_row(name, record) for name, record in sorted(groups[module], key=_by_name)]
        parts.append(raw(table(["function", "rule", "function as a formula"], rows)) + "\n")
    return "\n".join(parts)


def _by_name(entry: tuple[str, RuleRecord]) -> str:
    return entry[0]


def _numpy_row(name: str, record: RuleRecord) -> list[str]:
    title = named(NUMPY, record)
    formula = record.entry.equation.mathml.replace(' display="block"', "", 1)
    if record.kind == "constant":
        formula = "its value is a constant"
    return [code(name.replace("numpy.", "np.", 1)), title, formula]


def anchor(text: str) -> str:
    """A heading's anchor."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


_SOURCES_NOTE = (
    "Where a formula can be read elsewhere. The book proves its statements itself; a source says "
    "where the formula is known from.\n"
)


def sources_index(records: Sequence[RuleRecord]) -> str:
    """For each source, which of its sections and equations are rules of the book."""
    groups = works(records)
    parts = [
        "---\nhide: [navigation]\n---\n\n# Sources\n",
        _SOURCES_NOTE,
    ]
    for source in sorted(groups, key=lambda s: (_rank(s), -len(groups[s]), s)):
        rows = [
            [
                escape(" ".join(filter(None, place)) or "as a whole"),
                rule_list(SOURCES, groups[source][place]),
            ]
            for place in sorted(groups[source], key=natural)
        ]
        parts.append(f"## {markdown_text(source)} {{ #{anchor(source)} }}\n")
        parts.append(raw(table(["place", "rules"], rows)) + "\n")
    return "\n".join(parts)


_FIRST = ("The Matrix Calculus You Need For Deep Learning (article)", "Parr & Howard 2018")


def _rank(source: str) -> int:
    """The works the book follows come first, reference manuals last."""
    if source in _FIRST:
        return _FIRST.index(source)
    return 99 if source.startswith("NumPy") else len(_FIRST)


def rule_list(here: str, records: Iterable[RuleRecord]) -> str:
    """Links to rules in one line."""
    return ", ".join(named(here, r, title=r.id) for r in records)


KIND_NOTES: Mapping[str, tuple[str, str]] = {
    "elementwise": ("partial derivatives", "both directions, broadcasting, second order, plot"),
    "linear": ("the operation and its adjoint", "both directions"),
    "multilinear": ("the contraction", "both directions"),
    "general": ("a pushforward or a pullback", "the other one, by transposing the linear map"),
    "derived": ("an expansion into other operations", "everything"),
    "identity": ("a function and its closed form", "the proof that the rules compose to it"),
    "structural": ("how rules combine, with an instance", "the proof on that instance"),
    "constant": ("functions without a derivative", "nothing: their value is a constant"),
}


def kinds_index(records: Sequence[RuleRecord]) -> str:
    """What kinds of rules there are and what each asks of its author."""
    rows = []
    for kind, (given, derived) in KIND_NOTES.items():
        count = sum(r.kind == kind for r in records)
        shown = element("a", f"{count} rules", href=href(KINDS, RULES, f"kind={kind}"))
        rows.append([code(kind), escape(given), escape(derived), shown if count else "none yet"])
    made = table(["kind", "the author gives", "the engine derives", "in the book"], rows)
    text = (
        "A rule states the least that determines it. What kind it is says what that is, and what "
        "follows."
    )
    return f"---\nhide: [toc]\n---\n\n# Kinds of rules\n\n{text}\n\n{raw(made)}\n"

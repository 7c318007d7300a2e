"""All other sources, each with the rules that cite it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jacobook_site.citations import Cited, Place, natural, works
from jacobook_site.indexes import anchor, rule_list
from jacobook_site.markup import escape, markdown_text, table
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord
from jacobook_site.sources import article, cookbook

PATH = "sources/others.md"
_OWN_PAGES = (article.SOURCE, article.ARTICLE, cookbook.SOURCE)
_MANUALS = ("NumPy", "SciPy", "Standard")
"""How the names of reference manuals begin, and of what stands in every textbook: they come last."""
_MANY = 4
"""Works that are cited at more places than this have a table of their own."""

Works = Mapping[str, Cited]
"""The rules by work and place."""


def other_works(records: Sequence[RuleRecord]) -> Works:
    """The rules that cite each place of each work without a page of its own."""
    return {work: cited for work, cited in works(records).items() if work not in _OWN_PAGES}


def others_page(found: Works) -> str:
    """The whole page."""
    large = [source for source in found if len(found[source]) > _MANY]
    small = sorted(source for source in found if source not in large)
    parts = ["---\nhide: [navigation]\n---\n\n# Other sources\n", _INTRODUCTION]
    for source in sorted(large, key=lambda source: _rank(source, found)):
        parts.append(f"## {markdown_text(source)} {{ #{anchor(source)} }}")
        rows = [_row(place, found[source]) for place in sorted(found[source], key=natural)]
        parts.append(raw(table(["place", "rules"], rows)))
    if small:
        parts.append("## Further works { #further-works }")
        rows = [
            [escape(source), *_row(place, found[source])]
            for source in small
            for place in sorted(found[source], key=natural)
        ]
        parts.append(raw(table(["work", "place", "rules"], rows, class_="jb-stack jb-labelled")))
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = (
    "Where else the formulas of the book can be read. The book proves its statements itself; a "
    "source says where a formula is known from, and has more to say about it. Numbers of sections "
    "and equations are given as the authors of the rules know them."
)


def _rank(source: str, found: Works) -> tuple[bool, int, str]:
    """What works are sorted by: manuals last, then by how often they are cited."""
    return source.startswith(_MANUALS), -len(found[source]), source


def _row(place: Place, work: Cited) -> list[str]:
    where = " ".join(filter(None, place))
    return [escape(where or "as a whole"), rule_list(PATH, work[place])]


def summary(found: Works) -> tuple[str, str, str]:
    """How many works there are, and how many rules cite them."""
    rules = {r.id for work in found.values() for there in work.values() for r in there}
    return f"{len(found)} works, cited by {len(rules)} rules", "", ""

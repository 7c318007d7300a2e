"""The article of Parr & Howard, section by section: its rules, and the lesson it became."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jacobook_site.addresses import href
from jacobook_site.citations import Cited, Place, works
from jacobook_site.markup import markdown_text
from jacobook_site.records import RuleRecord
from jacobook_site.sources.entries import (
    counts,
    listing,
    missing,
    missing_row,
    rule_row,
)
from jacobook_site.wanted import WantedRule

PATH = "sources/parr-howard.md"
SOURCE = "Parr & Howard 2018"
ARTICLE = "The Matrix Calculus You Need For Deep Learning (article)"


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the paper.

    Attributes:
        number, title: as in the paper.
        heading: what stands over it in the web article, where rules cite that.
        lesson: the page of the tutorial that covers it, and its title.
    """

    number: str
    title: str
    heading: str = ""
    lesson: tuple[str, str] = ("", "")


_NEURON = ("tutorial/neuron.md", "A neuron")
_LOSS = ("tutorial/loss-and-sgd.md", "Loss and descent")
_CHAINS = ("tutorial/chain-rules.md", "Chain rules")
_ENTRIES = ("tutorial/element-wise.md", "Element-wise operations")
_EXPANSION = ("tutorial/scalar-expansion.md", "Scalar expansion")
_SUMS = ("tutorial/vector-sums.md", "Vector sums")
_JACOBIAN = ("tutorial/jacobian.md", "The Jacobian")
_PARTIALS = ("tutorial/partials-and-gradients.md", "Partial derivatives and gradients")

PARTS = (
    Part("1", "Introduction", "introduction", ("tutorial/index.md", "Tutorial")),
    Part(
        "2",
        "Review: scalar derivative rules",
        "'Scalar derivative rules'",
        ("tutorial/scalar-rules.md", "Scalar rules"),
    ),
    Part("3", "Vector calculus and partial derivatives", "'Partial derivatives'", _PARTIALS),
    Part("4", "Matrix calculus", "'Matrix calculus'", _JACOBIAN),
    Part("4.1", "Generalization of the Jacobian", lesson=_JACOBIAN),
    Part(
        "4.2",
        "Derivatives of vector element-wise binary operators",
        "'Element-wise operations on vectors'",
        _ENTRIES,
    ),
    Part(
        "4.3",
        "Derivatives involving scalar expansion",
        "'Derivatives involving scalar expansion'",
        _EXPANSION,
    ),
    Part("4.4", "Vector sum reduction", "'Vector sum reduction'", _SUMS),
    Part("4.5", "The chain rules", lesson=_CHAINS),
    Part("4.5.1", "Single-variable chain rule", lesson=_CHAINS),
    Part("4.5.2", "Single-variable total-derivative chain rule", lesson=_CHAINS),
    Part("4.5.3", "Vector chain rule", lesson=_CHAINS),
    Part("5", "The gradient of neuron activation", lesson=_NEURON),
    Part("6", "The gradient of the neural network loss function", lesson=_LOSS),
    Part("6.1", "The gradient with respect to the weights", lesson=_LOSS),
    Part("6.2", "The derivative with respect to the bias", lesson=_LOSS),
    Part("7", "Summary"),
    Part("8", "Matrix calculus reference"),
    Part("8.1", "Gradients and Jacobians", lesson=_JACOBIAN),
    Part("8.2", "Element-wise operations on vectors", lesson=_ENTRIES),
    Part("8.3", "Scalar expansion", lesson=_EXPANSION),
    Part("8.4", "Vector reductions", lesson=_SUMS),
    Part("8.5", "Chain rules", lesson=_CHAINS),
    Part("9", "Notation", lesson=("conventions.md", "Conventions")),
    Part("10", "Resources"),
)


@dataclass(frozen=True, slots=True)
class Article:
    """What of the article is in the book.

    Attributes:
        there: the rules of each section of the paper.
        headings: the rules by headings of the web article.
        wanted: the rules still to be written, by section.
    """

    there: Cited
    headings: Cited
    wanted: Mapping[Place, Sequence[WantedRule]]

    def rules(self, part: Part) -> list[RuleRecord]:
        """The rules of a section: those that cite it, then those that cite the heading alone."""
        own = list(self.there.get(("section", part.number), ()))
        others = self.headings.get(("", part.heading), ()) if part.heading else ()
        elsewhere = {record.id for records in self.there.values() for record in records}
        return own + [record for record in others if record.id not in elsewhere]

    def still(self, part: Part) -> Sequence[WantedRule]:
        """The rules of a section that are still to be written."""
        return self.wanted.get(("section", part.number), ())


def article(records: Sequence[RuleRecord], wanted: Sequence[WantedRule]) -> Article:
    """What the book's rules cite of the article, and what the list still wants of it."""
    found = works(records)
    return Article(found.get(SOURCE, {}), found.get(ARTICLE, {}), missing(wanted, SOURCE))


def article_page(found: Article) -> str:
    """The whole page."""
    parts = [
        "---\nhide: [navigation]\n---\n\n# Parr & Howard: the matrix calculus you need\n",
        _INTRODUCTION,
        counts("sections and rules", _counted(found)),
    ]
    for part in PARTS:
        level = "#" * (2 + part.number.count("."))
        anchor = f"section-{part.number.replace('.', '-')}"
        title = f"{part.number} {markdown_text(part.title)}"
        parts.append(f"{level} {title} {{ #{anchor} }}")
        parts += filter(None, [_lesson(part), _rules(found, part)])
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = (
    "*The Matrix Calculus You Need For Deep Learning*, by Terence Parr and Jeremy Howard (2018), is "
    "the first source of this book: a paper, and a web article of the same name. Its rules make up "
    "the first tier of the catalogue, and its lessons became the [tutorial](../tutorial/index.md). "
    "Section numbers are the paper’s."
)


def _counted(found: Article) -> dict[str, int]:
    rules = {record.id for part in PARTS for record in found.rules(part)}
    wanted = {rule.id for part in PARTS for rule in found.still(part)}
    return {
        "sections": len(PARTS),
        "with a rule of their own": sum(bool(found.rules(part)) for part in PARTS),
        "rules in the book": len(rules),
        "rules not yet there": len(wanted),
    }


def _lesson(part: Part) -> str:
    """Where the tutorial covers a section, and what stands over it in the web article."""
    words = []
    path, title = part.lesson
    if path:
        words.append(f"In the book: [{title}]({href(PATH, path).replace('.html', '.md')}).")
    if part.heading.startswith("'"):
        words.append(f"In the web article: {markdown_text(part.heading.strip(chr(39)))}.")
    return " ".join(words)


def _rules(found: Article, part: Part) -> str:
    rows = list(_rows(found, part))
    if rows:
        return listing(rows)
    return "" if any(p.number.startswith(f"{part.number}.") for p in PARTS) else _NOTHING


_NOTHING = "It states no rule of its own."


def _rows(found: Article, part: Part) -> Iterator[list[str]]:
    yield from (rule_row(PATH, record) for record in found.rules(part))
    yield from (missing_row(rule) for rule in found.still(part))


def summary(found: Article) -> tuple[str, str, str]:
    """What it has, how much of that is in the book, and how much is still to come."""
    counted = _counted(found)
    there, wanted = counted["rules in the book"], counted["rules not yet there"]
    return f"{there + wanted} rules in {len(PARTS)} sections", str(there), str(wanted)

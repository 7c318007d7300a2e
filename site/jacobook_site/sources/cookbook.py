"""The Matrix Cookbook, equation by equation: which rule has it, and which are still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jacobook_site.addresses import href
from jacobook_site.citations import Cited, Place, natural, works
from jacobook_site.errata import page as errata
from jacobook_site.markup import element, escape, markdown_text
from jacobook_site.records import RuleRecord
from jacobook_site.sources.entries import (
    counts,
    listing,
    missing,
    missing_row,
    plural,
    rule_row,
)
from jacobook_site.wanted import WantedRule

PATH = "sources/matrix-cookbook.md"
SOURCE = "Matrix Cookbook"
EVERY = (*range(32, 145), *range(226, 253))
"""The equations about derivatives: all of them belong in the book."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the Cookbook.

    Attributes:
        number, title: as in its table of contents.
        first, last: its equations.
    """

    number: str
    title: str
    first: int
    last: int


PARTS = (
    Part("1", "Basics", 1, 31),
    Part("2", "Derivatives", 32, 45),
    Part("2.1", "Derivatives of a determinant", 46, 58),
    Part("2.2", "Derivatives of an inverse", 59, 64),
    Part("2.3", "Derivatives of eigenvalues", 65, 68),
    Part("2.4.1", "Matrices, vectors and scalar forms: first order", 69, 75),
    Part("2.4.2", "Matrices, vectors and scalar forms: second order", 76, 89),
    Part("2.4.3", "Matrices, vectors and scalar forms: higher order", 90, 95),
    Part("2.4.4", "Gradient and Hessian", 96, 98),
    Part("2.5.1", "Derivatives of traces: first order", 99, 105),
    Part("2.5.2", "Derivatives of traces: second order", 106, 120),
    Part("2.5.3", "Derivatives of traces: higher order", 121, 123),
    Part("2.5.4", "Derivatives of traces: other", 124, 128),
    Part("2.6", "Derivatives of vector norms", 129, 131),
    Part("2.7", "Derivatives of matrix norms", 132, 132),
    Part("2.8", "Derivatives of structured matrices", 133, 144),
    Part("3", "Inverses", 145, 224),
    Part("4.1", "Complex derivatives", 225, 233),
    Part("4.1.1", "The chain rule for complex numbers", 234, 235),
    Part("4.1.2", "Complex derivatives of traces", 236, 248),
    Part("4.1.3", "Complex derivatives of determinants", 249, 250),
    Part("4.2", "Higher-order and non-linear complex derivatives", 251, 252),
    Part("4.3", "Inverse of a complex sum", 253, 259),
    Part("5", "Solutions and decompositions", 260, 302),
    Part("6", "Statistics and probability", 303, 334),
    Part("7", "Multivariate distributions", 335, 345),
    Part("8", "Gaussians", 346, 396),
    Part("9", "Special matrices", 397, 486),
    Part("10", "Functions and operators", 487, 550),
    Part("A", "One-dimensional results", 551, 569),
    Part("B", "Proofs and details", 570, 571),
)


@dataclass(frozen=True, slots=True)
class Cookbook:
    """What of the Cookbook is in the book.

    Attributes:
        there: the rules that cite each place.
        wanted: the rules still to be written, by the places that they are to cite.
    """

    there: Cited
    wanted: Mapping[Place, Sequence[WantedRule]]

    @property
    def equations(self) -> list[int]:
        """Every derivative, and all other equations that something cites."""
        named = {*self.there, *self.wanted}
        return sorted({*EVERY, *(int(n) for word, n in named if word == "equation")})

    def status(self, equation: int) -> str:
        """`in the book`, `not yet`, or `not cited`."""
        place = ("equation", str(equation))
        if place in self.there:
            return "in the book"
        return "not yet" if place in self.wanted else "not cited"

    def count(self, status: str, among: Sequence[int] = EVERY) -> int:
        """How many equations have a status."""
        return sum(self.status(equation) == status for equation in among)


def cookbook(records: Sequence[RuleRecord], wanted: Sequence[WantedRule]) -> Cookbook:
    """What the book's rules cite of the Cookbook, and what the list still wants of it."""
    return Cookbook(works(records).get(SOURCE, {}), missing(wanted, SOURCE))


def cookbook_page(found: Cookbook) -> str:
    """The whole page."""
    parts = [
        "---\nhide: [navigation]\n---\n\n# The Matrix Cookbook\n",
        _INTRODUCTION,
        _counted(found),
        _errata_note(),
    ]
    for part in PARTS:
        rows = list(_rows(found, part))
        if rows:
            heading = f"{part.number} {markdown_text(part.title)}"
            anchor = f"section-{part.number.lower().replace('.', '-')}"
            parts.append(f"## {heading} {{ #{anchor} }}")
            parts.append(listing(rows, "equation"))
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = (
    "Petersen and Pedersen’s collection of matrix formulas, in the edition of 15 November 2012. Its "
    "derivatives are the equations 32 to 144, and for complex matrices 226 to 252; all of them "
    "belong in this book. Of its other equations, those are listed that a rule cites. The numbers "
    "are the Cookbook’s own."
)


def _counted(found: Cookbook) -> str:
    others = [equation for equation in found.equations if equation not in EVERY]
    return counts(
        "equations",
        {
            "about derivatives": len(EVERY),
            "of these in the book": found.count("in the book"),
            "not yet": found.count("not yet"),
            "cited by no rule, written or planned": found.count("not cited"),
            "about something else, cited by a rule": found.count("in the book", others),
        },
    )


def _errata_note() -> str:
    url = href(PATH, errata.PATH).replace(".html", ".md")
    return (
        f"An equation marked *erratum* does not hold as printed, or not always; [Errata]({url}) "
        "shows that by numbers, and the rule has it right. One marked *convention* is right as it "
        "is meant, but means something else than the rule does."
    )


def _rows(found: Cookbook, part: Part) -> Iterator[list[str]]:
    """The rows of a section: whole sections that are cited, then equations in their order."""
    for place in sorted(_sections(found, part), key=natural):
        yield from _place_rows(found, [place], _label(f"section {place[1]}", (place,)))
    for places_alike in _alike(found, part):
        numbers = ", ".join(number for _, number in places_alike)
        yield from _place_rows(found, places_alike, _label(numbers, places_alike))


def _sections(found: Cookbook, part: Part) -> Iterator[Place]:
    """The sections that are cited as a whole and stand nearest to this part."""
    for place in {*found.there, *found.wanted}:
        if place[0] == "section" and _part_of(place[1]) is part:
            yield place


def _part_of(section: str) -> Part | None:
    """The part that a section belongs to: the one whose number begins it, the longest such."""
    inside = [p for p in PARTS if section == p.number or section.startswith(f"{p.number}.")]
    under = [p for p in PARTS if p.number.startswith(f"{section}.")]
    longest = max(inside, key=lambda p: len(p.number), default=None)
    return under[0] if under and (longest is None or longest.number != section) else longest


def _alike(found: Cookbook, part: Part) -> Iterator[list[Place]]:
    """The equations of a section, neighbours with the same rules together."""
    together: list[Place] = []
    for equation in found.equations:
        if not part.first <= equation <= part.last:
            continue
        place = ("equation", str(equation))
        if together and _entries(found, together[0]) != _entries(found, place):
            yield together
            together = []
        together.append(place)
    if together:
        yield together


def _entries(found: Cookbook, place: Place) -> tuple[list[str], list[str], str]:
    """What tells one equation from its neighbour: its rules, and what is said of it."""
    there = [record.id for record in found.there.get(place, ())]
    wanted = [rule.id for rule in found.wanted.get(place, ())]
    return there, wanted, errata.mark(PATH, SOURCE, [place])


def _place_rows(found: Cookbook, alike: Sequence[Place], label: str) -> Iterator[list[str]]:
    there, wanted = found.there.get(alike[0], ()), found.wanted.get(alike[0], ())
    rows = [rule_row(PATH, record) for record in there]
    rows += [missing_row(rule) for rule in wanted]
    rows = rows or [[element("span", "no rule cites it", class_="jb-note"), ""]]
    for number, row in enumerate(rows):
        yield [label if number == 0 else "", *row]


def _label(text: str, alike: Sequence[Place]) -> str:
    """A number, with a link to what is said of it among the errata."""
    return f"{escape(text)} {errata.mark(PATH, SOURCE, alike)}".strip()


def summary(found: Cookbook) -> tuple[str, str, str]:
    """What it has, how much of that is in the book, and how much is still to come."""
    return (
        f"{plural(len(EVERY), 'equation')} about derivatives",
        str(found.count("in the book")),
        str(len(EVERY) - found.count("in the book")),
    )

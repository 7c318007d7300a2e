"""The page that leads to the pages of sources, with what each has in the book."""

from __future__ import annotations

from collections.abc import Sequence

from jacobook_site.addresses import link
from jacobook_site.book import Book
from jacobook_site.errata import ERRATA, WorkedErratum
from jacobook_site.errata import page as errata
from jacobook_site.indexes import SOURCES as PATH
from jacobook_site.marks import listed
from jacobook_site.markup import escape, table
from jacobook_site.placeholders import raw
from jacobook_site.records import RuleRecord
from jacobook_site.sources import article, cookbook, numpy_functions, others
from jacobook_site.wanted import not_yet, wanted_rules


def source_pages(book: Book, found: Sequence[WorkedErratum]) -> dict[str, str]:
    """All pages of sources by their paths."""
    records = [record for record in book.rules.values() if record.origin.built_in]
    wanted = not_yet(records)
    paper = article.article(records, wanted)
    collection = cookbook.cookbook(records, wanted)
    numpy = numpy_functions.functions(records)
    works = others.other_works(listed(list(book.rules.values())))
    summaries = (
        (article.PATH, "Parr & Howard 2018", article.summary(paper)),
        (cookbook.PATH, "Matrix Cookbook", cookbook.summary(collection)),
        (numpy_functions.PATH, "NumPy", numpy_functions.summary(numpy)),
        (others.PATH, "Other sources", others.summary(works)),
    )
    return {
        PATH: _overview(records, len(wanted), summaries),
        article.PATH: article.article_page(paper),
        cookbook.PATH: cookbook.cookbook_page(collection),
        numpy_functions.PATH: numpy_functions.numpy_page(numpy),
        others.PATH: others.others_page(works),
        errata.PATH: errata.errata_page(found, book),
    }


def _overview(
    records: Sequence[RuleRecord],
    still: int,
    summaries: Sequence[tuple[str, str, tuple[str, str, str]]],
) -> str:
    rows = [[link(PATH, path, title), *map(escape, counted)] for path, title, counted in summaries]
    rows.append([link(PATH, errata.PATH, "Errata"), escape(_ERRATA.format(n=len(ERRATA))), "", ""])
    made = table(["source", "what of it", "in the book", "not yet"], rows)
    planned = len(wanted_rules())
    listed_ones = _LIST.format(planned=planned, there=planned - still, still=still)
    text = f"{_INTRODUCTION}\n\n{raw(made)}\n\n{listed_ones}"
    return f"---\nhide: [navigation, toc]\n---\n\n# Sources\n\n{text}\n"


_INTRODUCTION = (
    "Where the formulas of the book are known from, and how much of each source is here. The pages "
    "are made from the rules’ own references, from NumPy itself, and from the list of rules that "
    "the book is to have; all counts are made when the site is built."
)
_LIST = (
    "The list was written before the rules, from these sources. It has {planned} lines: {there} are "
    "in the book, {still} are not yet. The book also has rules that are not on the list."
)
_ERRATA = "{n} equations that do not hold as printed, each with numbers that show it"

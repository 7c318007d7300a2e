"""The pages of sources: what of each is in the book, and what is not yet."""

from __future__ import annotations

import csv
import dataclasses
import importlib
import itertools
import re
from pathlib import Path

import numpy as np
import pytest

import jacobook
from jacobook.rule import numpy_names as names_of
from jacobook.tracing import dispatch_of
from jacobook_site import wanted
from jacobook_site.book import book_of
from jacobook_site.errata import page as errata
from jacobook_site.placeholders import bare
from jacobook_site.records import Source, record
from jacobook_site.sources import article, cookbook, numpy_functions, numpy_names, others
from jacobook_site.sources.overview import source_pages
from jacobook_site.wanted import COLUMNS, WantedRule, not_yet, wanted_rules

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
"""The built-in rules: what is installed beside them is no part of the book."""

PAGES = Path(__file__).resolve().parents[2] / "site" / "pages"
SOME = (
    "identity.form.rayleigh",
    "identity.trace.xa",
    "elementwise.add",
    "ufunc.tanh",
    "ufunc.nondifferentiable",
    "linalg.det",
)


@pytest.fixture(scope="module")
def some():
    """The records of a few rules."""
    return [record(BOOK[name], BOOK) for name in SOME]


@pytest.fixture(scope="module")
def pages(some):
    return {path: bare(text) for path, text in source_pages(book_of(some), ()).items()}


def citing(entry, *references):
    """A record with other references."""
    sources = tuple(Source(source, where, "") for source, where in references)
    return dataclasses.replace(entry, references=sources)


# ------------------------------------------------------------------------------------ the list


def test_the_list_has_the_columns_that_are_agreed():
    path = Path(wanted.__file__).parent / "data" / "catalogue.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert tuple(lines[0]) == COLUMNS
    assert [line["id"] for line in lines] == [rule.id for rule in wanted_rules()]
    assert all(None not in line and None not in line.values() for line in lines)


def test_ids_of_the_list_are_unique_and_tiers_are_known():
    ids = [rule.id for rule in wanted_rules()]
    assert len(set(ids)) == len(ids) > 600
    assert {rule.tier for rule in wanted_rules()} == {1, 2, 3}
    assert all(rule.title for rule in wanted_rules())


def test_the_list_wants_every_derivative_of_the_cookbook():
    cited = {place for rule in wanted_rules() for place in rule.places(cookbook.SOURCE)}
    assert {("equation", str(n)) for n in cookbook.EVERY} <= cited


def test_places_are_those_of_one_source():
    rule = WantedRule(
        "a.b", "A", ("Giles 2008 sec 2.2.3", "follows from Matrix Cookbook 2012 eqs 40, 59"), 2
    )
    assert rule.places("Matrix Cookbook") == [("equation", "40"), ("equation", "59")]
    assert rule.places("Giles 2008") == [("section", "2.2.3")]
    assert rule.places("DLMF") == []


def test_a_rule_is_there_under_its_id_or_another_name(some):
    everything = {rule.id for rule in wanted_rules()}
    missing = {rule.id for rule in not_yet(some)}
    assert everything - missing == everything & set(SOME)
    renamed = dataclasses.replace(some[0], aliases=("identity.form.quadratic",))
    assert "identity.form.quadratic" not in {rule.id for rule in not_yet([renamed])}


# -------------------------------------------------------------------------------- the Cookbook


def test_the_sections_follow_each_other_without_gaps():
    parts = cookbook.PARTS
    assert all(b.first == a.last + 1 for a, b in itertools.pairwise(parts))
    assert all(any(p.first <= n <= p.last for p in parts) for n in cookbook.EVERY)


def test_every_derivative_is_on_the_page_once(pages):
    page = pages[cookbook.PATH]
    labels = re.findall(r"<tr><td>([\d, ]+)", page)
    numbers = [int(n) for label in labels for n in label.split(",")]
    assert len(numbers) == len(set(numbers))
    assert set(cookbook.EVERY) <= set(numbers)


def test_equations_are_counted(some, pages):
    found = cookbook.cookbook(some, not_yet(some))
    statuses = ("in the book", "not yet", "not cited")
    counted = [found.count(status) for status in statuses]
    assert sum(counted) == len(cookbook.EVERY)
    assert found.status(100) == "in the book" and found.status(101) == "not yet"
    for words, number in zip(("of these in the book", "not yet"), counted, strict=False):
        assert f"<td>{words}</td><td>{number}</td>" in pages[cookbook.PATH]


def test_a_rule_is_linked_with_function_and_derivative(pages):
    row = re.search(r"<tr><td>100</td>.*?</tr>", pages[cookbook.PATH])[0]
    assert 'href="../rules/identity/trace/xa/index.html"' in row
    assert row.count("<math") == 2


def test_what_is_not_yet_there_has_title_and_tier(pages):
    row = re.search(r"<tr><td>101</td>.*?</tr>", pages[cookbook.PATH])[0]
    assert "Tr(A X B)" in row and "not yet, tier 2" in row and "<math" not in row


def test_what_nobody_cites_says_so(some):
    found = cookbook.cookbook(some, ())
    assert found.status(101) == "not cited" and found.count("not yet") == 0
    assert "no rule cites it" in cookbook.cookbook_page(found)


def test_an_erratum_is_marked_at_its_equation(pages):
    row = re.search(r"<tr><td>95 .*?</tr>", pages[cookbook.PATH])[0]
    assert 'href="errata.html#matrix-cookbook-95"' in row and ">erratum<" in row
    assert "Ratio of quadratic forms" in row
    assert "erratum" not in re.search(r"<tr><td>94.*?</tr>", pages[cookbook.PATH])[0]


def test_ranges_and_sections_are_found(some):
    entry = citing(
        some[1], (cookbook.SOURCE, "equations 403 to 406"), (cookbook.SOURCE, "section 2.5")
    )
    page = bare(cookbook.cookbook_page(cookbook.cookbook([entry], ())))
    assert "<td>403, 404, 405, 406</td>" in page and "<td>section 2.5 <a" in page
    assert page.index("section-2-5-1") < page.index("section 2.5 <a") < page.index("section-2-5-2")


# --------------------------------------------------------------------------------- the article


def test_every_section_has_a_heading_and_lessons_exist(pages):
    page = pages[article.PATH]
    for part in article.PARTS:
        assert f"#section-{part.number.replace('.', '-')} " in page
        if part.lesson[0]:
            assert (PAGES / part.lesson[0]).is_file()


def test_rules_of_the_article_stand_in_their_sections(some):
    found = article.article(some, not_yet(some))
    part = next(p for p in article.PARTS if p.number == "4.2")
    assert "elementwise.add" in [r.id for r in found.rules(part)]
    assert "elementwise.subtract" in [r.id for r in found.still(part)]


def test_a_rule_that_cites_the_heading_alone_is_shown_once(some):
    alone = citing(some[3], (article.ARTICLE, "'Vector sum reduction'"))
    both = citing(
        some[0], (article.ARTICLE, "'Vector sum reduction'"), (article.SOURCE, "section 8.4")
    )
    found = article.article([alone, both], ())
    parts = {p.number: [r.id for r in found.rules(p)] for p in article.PARTS}
    assert parts["4.4"] == [alone.id] and parts["8.4"] == [both.id]


def test_headings_that_rules_cite_are_known():
    known = {part.heading for part in article.PARTS}
    cited = {r.where for rule in BOOK for r in rule.references if r.source == article.ARTICLE}
    assert cited <= known


# ---------------------------------------------------------------------------------------- NumPy


@pytest.fixture(scope="module")
def functions():
    """All functions, with the rules of the whole book."""
    tanh = record(BOOK["ufunc.tanh"], BOOK)
    entries = [
        dataclasses.replace(tanh, id=rule.id, kind=rule.kind, numpy=names_of(rule))
        for rule in BOOK
        if names_of(rule)
    ]
    return numpy_functions.functions(entries)


def test_every_public_function_is_there_once(functions):
    for module in numpy_names.MODULES:
        there = importlib.import_module(module)
        public = {name: getattr(there, name) for name in there.__all__}
        named = {n for n, f in public.items() if callable(f) and not isinstance(f, type)}
        listed = [name for one in functions if one.module == module for name in one.names]
        assert sorted(listed) == sorted(named)


def test_the_page_says_what_the_engine_does(functions):
    dispatch = dispatch_of(BOOK)
    for one in functions:
        if not one.module.startswith("numpy"):
            continue
        function = getattr(importlib.import_module(one.module), one.names[0])
        rule = dispatch._rule_of(function)
        assert (one.rule.id if one.rule else None) == (rule.id if rule else None), one.names
        if rule is not None:
            assert one.status == ("constant" if rule.kind == "constant" else "rule")


def test_aliases_are_counted_once(functions):
    (absolute,) = [one for one in functions if "abs" in one.names and one.module == "numpy"]
    assert absolute.names == ("absolute", "abs") and absolute.status == "rule"


def test_whole_numbers_are_told_by_numpy_itself():
    assert numpy_names.reason(("gcd",), np.gcd) == numpy_names.WHOLE_NUMBERS
    assert numpy_names.reason(("tanh",), np.tanh) == ""
    assert numpy_names.reason(("ldexp",), np.ldexp) == ""


def test_reasons_name_functions_that_numpy_has():
    known = {n for m in numpy_names.MODULES for n in importlib.import_module(m).__all__}
    assert set(numpy_names.REASONS) <= known


def test_a_function_with_a_rule_has_no_excuse(functions):
    assert all(not one.reason for one in functions if one.rule is not None)
    statuses = {one.status for one in functions}
    assert {"rule", "constant", "not differentiable"} <= statuses


def test_a_function_without_a_rule_is_not_yet_there(some):
    found = numpy_functions.functions(some)
    by_name = {name: one for one in found for name in one.names if one.module == "numpy"}
    assert by_name["tanh"].status == "rule" and by_name["less"].status == "constant"
    assert by_name["cos"].status == "not yet" and by_name["seterr"].status == "not differentiable"
    page = bare(numpy_functions.numpy_page(found))
    assert "<code>np.cos</code>" in page[page.index("## Not yet") :]
    row = re.search(r"<tr><td><code>np.tanh</code></td>.*?</tr>", page)[0]
    assert "rules/ufunc/tanh/" in row and row.count("<math") == 2


# --------------------------------------------------------------------------------- other pages


def test_works_are_listed_with_their_rules(some):
    entry = citing(some[1], ("Ba", "Kiros & Hinton 2016"), (cookbook.SOURCE, "equation 100"))
    page = bare(others.others_page(others.other_works([entry])))
    assert "<td>Ba, Kiros &amp; Hinton 2016</td><td>as a whole</td>" in page
    assert cookbook.SOURCE not in page


def test_the_overview_leads_everywhere_and_counts(pages):
    page = pages["sources/index.md"]
    for path in (article.PATH, cookbook.PATH, numpy_functions.PATH, others.PATH, errata.PATH):
        assert path in pages
        assert f"{path.rpartition('/')[2].removesuffix('.md')}.html" in page
    there = len(wanted_rules()) - len(not_yet([record(BOOK[name], BOOK) for name in SOME]))
    assert f"{there} are in the book" in " ".join(page.split())


def test_pages_of_a_build_without_rules_can_be_made():
    pages = source_pages(book_of(()), ())
    assert "were not computed in this build" in pages[errata.PATH]
    assert "<td>of these in the book</td><td>0</td>" in bare(pages[cookbook.PATH])

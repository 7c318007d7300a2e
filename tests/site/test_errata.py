"""The errata: numbers that tell a printed form from a right one, and tests that they do."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

import jacobook
from jacobook_site.book import book_of
from jacobook_site.errata import (
    BY_CONVENTION,
    ERRATA,
    UNDER_A_CONDITION,
    WRONG_AS_PRINTED,
    worked_out,
)
from jacobook_site.errata.arrays import inner, slope, told
from jacobook_site.errata.conventions import SymmetricLogdet, TraceLayout
from jacobook_site.errata.erratum import OTHER, RIGHT, TRUE, WRONG, Erratum
from jacobook_site.errata.page import PATH, by_place, errata_page, mark
from jacobook_site.errata.special import Density, Expansion, LiteralSquare, Wide
from jacobook_site.errata.statements import PRINTED, REPAIRED, Statement
from jacobook_site.memory import Memory
from jacobook_site.placeholders import bare
from jacobook_site.records import record
from jacobook_site.rule_page import rule_page
from jacobook_site.wanted import wanted_rules

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
"""The built-in rules: what is installed beside them is no part of the book."""


@pytest.fixture(scope="module")
def found():
    return {one.entry.anchor: one for one in worked_out(ERRATA, BOOK)}


def verdicts(case):
    return {row.label: row.verdict for row in case.rows}


def statement(**changes):
    """The gradient of a square, right as printed unless something is changed."""
    given = {
        "function": "x @ x",
        "operands": "x:(n)",
        "wrt": "x",
        "at": {"x": [1, 2]},
        "along": [1, 0],
        "printed": "3 * x",
        "repaired": "2 * x",
    }
    return Statement(**{**given, **changes})


# ------------------------------------------------------------------------------------ the entries


def test_there_are_as_many_as_the_catalogue_found():
    counts = [len(group) for group in (WRONG_AS_PRINTED, UNDER_A_CONDITION, BY_CONVENTION)]
    assert counts == [8, 4, 5]
    assert len({entry.anchor for entry in ERRATA}) == len(ERRATA) == 17


def test_every_entry_comes_out_as_it_claims(found):
    assert {name: one.outcome.problems for name, one in found.items() if one.outcome.problems} == {}
    assert all(one.outcome.cases for one in found.values())


@pytest.mark.parametrize("entry", [*WRONG_AS_PRINTED, *UNDER_A_CONDITION], ids=lambda e: e.anchor)
def test_a_number_shows_what_is_wrong(found, entry):
    rows = found[entry.anchor].outcome.cases[0].rows
    before = None
    for row in rows:
        before = row if row.verdict == TRUE else before
        if row.verdict == WRONG:
            assert row.numbers != before.numbers
    assert WRONG in {row.verdict for row in rows}


@pytest.mark.parametrize("entry", UNDER_A_CONDITION, ids=lambda e: e.anchor)
def test_the_condition_makes_it_right(found, entry):
    *_, last = found[entry.anchor].outcome.cases
    assert last.title and verdicts(last)[PRINTED] == RIGHT
    assert WRONG not in verdicts(last).values()


def test_engine_and_differences_agree_everywhere(found):
    for one in found.values():
        for case in one.outcome.cases:
            for label, verdict in verdicts(case).items():
                assert "engine" not in label or verdict == RIGHT, (one.entry.anchor, label)


def test_rules_that_have_it_right_are_rules_of_the_book_or_of_its_list():
    known = {rule.id for rule in BOOK} | {rule.id for rule in wanted_rules()}
    assert {name for entry in ERRATA for name in entry.rules} <= known


def test_every_sentence_is_typeset(found):
    for one in found.values():
        assert "<code>" not in one.outcome.told.replace("<code>(1, n)</code>", "").replace(
            "<code>handbook</code>", ""
        ), one.entry.anchor


# ------------------------------------------------------------------------- checks that can fail


def test_a_wrong_form_that_turns_out_right_is_a_problem():
    case = statement(printed="x + x").worked(BOOK)
    assert any("turns out right" in problem for problem in case.problems)
    assert case.problems and verdicts(case)[PRINTED] == RIGHT


def test_a_repair_that_is_wrong_is_a_problem():
    case = statement(repaired="2 * x + 1").worked(BOOK)
    assert any("repaired form" in problem and "wrong" in problem for problem in case.problems)


def test_a_repair_that_is_right_only_at_the_point_is_a_problem():
    case = statement(function="x[0] * x[1]", repaired="array([2, 1])").worked(BOOK)
    assert verdicts(case)[REPAIRED] == RIGHT
    assert any("random points" in problem for problem in case.problems)


def test_a_form_that_fails_under_its_condition_is_a_problem():
    case = statement(repaired="", holds=True).worked(BOOK)
    assert any("turns out wrong" in problem for problem in case.problems)


def test_an_equal_number_along_the_direction_does_not_hide_a_wrong_gradient():
    case = statement(printed="2 * x + array([0, 1])").worked(BOOK)
    assert case.problems == ()
    assert "wrong" in {verdict for _, _, verdict in case.formulas}


def test_values_are_compared_too():
    good = statement(wrt="", along=None, printed="2 * (x @ x)", repaired="norm2(x)**2")
    assert good.worked(BOOK).problems == ()
    bad = statement(wrt="", along=None, printed="norm2(x)**2", repaired="x @ x")
    assert bad.worked(BOOK).problems


def test_what_cannot_be_worked_out_is_a_problem():
    entry = dataclasses.replace(WRONG_AS_PRINTED[0], cases=(statement(printed="nonsense(x)"),))
    (one,) = worked_out([entry], BOOK)
    assert one.outcome.cases == () and "nonsense" in one.outcome.problems[0]


@pytest.mark.parametrize(
    "case",
    [
        Expansion(
            function="det(eye(n) + t * A)",
            operands="t:(); A:(n,n)",
            wrt="t",
            at={"t": 0, "A": [[1, 2], [0, 1]]},
            printed="1 + t * trace(A)",
            repaired="1 + t * trace(A)",
        ),
        LiteralSquare(a=1.0, b=(1.0,), x=(1.0,)),
        Density(m=((1, 0), (0, 1)), s=((1, 0), (0, 1)), degrees=4),
        Wide(x=((1, 0), (0, 2), (1, 1)), along=((1, 0), (0, 0), (0, 0))),
        SymmetricLogdet(x=((2, 0), (0, 3)), along=((1, 0), (0, 1))),
        TraceLayout(a=((1, 2), (2, 1)), x=((1, 0), (0, 1))),
    ],
    ids=lambda case: type(case).__name__,
)
def test_special_cases_notice_when_they_show_nothing(case):
    (one,) = worked_out([dataclasses.replace(WRONG_AS_PRINTED[0], cases=(case,))], BOOK)
    assert one.outcome.problems


# -------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.5, "1.5"), (-2, "−2"), (1e-12, "0"), (1 - 2j, "1 − 2i"), (3 + 1e-12j, "3")],
)
def test_numbers_as_text(value, text):
    assert told(value) == text


def test_vectors_as_text():
    assert told(np.array([1.0, 2j])) == "(1, 2i)"


def test_a_slope_is_measured_and_a_kink_has_none():
    assert float(slope(lambda x: x @ x, np.array([1.0, 2.0]), np.array([0.0, 1.0]))) == (
        pytest.approx(4.0)
    )
    assert np.isnan(slope(lambda x: np.log(x - x), np.array(1.0), np.array(1.0)))


def test_a_complex_gradient_meets_a_change():
    assert inner(np.array([2 + 4j]), np.array([1 + 1j])) == 6.0


# ----------------------------------------------------------------------------------------- pages


def test_the_page_shows_every_entry_with_its_numbers(found):
    page = bare(errata_page(list(found.values()), book_of([record(BOOK["linalg.det"], BOOK)])))
    for entry in ERRATA:
        assert f"{{ #{entry.anchor} " in page
    assert "8 are wrong as printed, 4 are true only" in page
    assert page.count('<span class="jb-badge bad">wrong</span>') >= 2 * 8
    assert "../rules/linalg/det/index.html" in page
    assert "Not in the book yet: <code>identity.form.axntxnb</code>" in page


def test_a_page_without_numbers_says_so():
    page = errata_page((), book_of(()))
    assert "were not computed in this build" in page and "## Slips of notation" in page


def test_a_problem_is_shown_in_red():
    entry = Erratum(
        "matrix-cookbook-92",
        "Somebody",
        "page 1",
        "A",
        "x:(n)",
        "Told.",
        (),
        (statement(printed="2 * x"),),
    )
    page = bare(errata_page(worked_out([entry], BOOK), book_of(())))
    assert 'class="jb-notice bad"' in page and "turns out right" in page


def test_equations_lead_to_their_entries():
    known = by_place()
    assert known["Matrix Cookbook", "equation", "95"] == "matrix-cookbook-95"
    assert known["Matrix Cookbook", "equation", "89"] == "matrix-cookbook-89"
    assert known["Matrix Cookbook", "equation", "140"] == "matrix-cookbook-138"
    assert mark(PATH, "Matrix Cookbook", [("equation", "93")]) == ""
    assert ">convention<" in mark(PATH, "Matrix Cookbook", [("equation", "140")])


def test_a_rule_that_cites_an_erratum_says_so():
    entry = record(BOOK["identity.form.rayleigh"], BOOK)
    page = bare(rule_page(entry, book_of([entry])))
    assert 'sources/errata.html#matrix-cookbook-95">erratum</a>' in page
    assert OTHER not in page


def test_the_plugin_warns_of_every_problem(monkeypatch, caplog):
    plugin = pytest.importorskip("jacobook_site.plugin")
    entry = dataclasses.replace(WRONG_AS_PRINTED[0], cases=(statement(printed="2 * x"),))
    monkeypatch.setattr(plugin, "ERRATA", (entry,))
    made = plugin.CataloguePlugin()
    made.registry, made.memory = BOOK, Memory(None)
    assert made.errata[0].outcome.problems
    assert "turns out right" in caplog.text and caplog.records[0].levelname == "WARNING"

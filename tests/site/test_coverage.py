"""The coverage page: counted from proofs and lengths that are made here."""

from __future__ import annotations

import dataclasses

import pytest

import jacobook
from jacobook.evidence import CheckResult
from jacobook_site.coverage_page import PATH, closed_forms, coverage_page, in_matrix_forms
from jacobook_site.derivations import (
    DIFFERENT,
    NOT_DERIVED,
    SAME_FORM,
    SAME_INDEX_FORM,
    Proof,
    RuleDerivations,
)
from jacobook_site.generator import generate
from jacobook_site.lengths import Lengths
from jacobook_site.placeholders import bare
from jacobook_site.records import record

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
"""The built-in rules: what is installed beside them is no part of the book."""

SHORT = Lengths(5, 3, "2*x + 0", "2*x")
EQUAL = Lengths(3, 3, "2*x", "2*x")
LONG = Lengths(3, 7, "2*x", "x + x*<b>1</b>")


def entry(name, *proofs, **changes):
    made = record(BOOK[name], BOOK, derivations=RuleDerivations(proofs=proofs))
    return dataclasses.replace(made, **changes)


@pytest.fixture(scope="module")
def some():
    return [
        entry(
            "identity.trace.xa",
            Proof("gradient by X", SAME_FORM, "", EQUAL),
            Proof("differential", SAME_INDEX_FORM, "", SHORT),
        ),
        entry(
            "loss.mse",
            Proof("gradient by p", "equal values at 12 random points", "", LONG),
            Proof("gradient by t", NOT_DERIVED, "no rule for <i>this</i>"),
            Proof("also true", "holds at 12 random points"),
        ),
        entry("structural.chain.vector", Proof("Jacobian by x", SAME_FORM)),
        entry("ufunc.tanh"),
    ]


@pytest.fixture(scope="module")
def page(some):
    return bare(coverage_page(some))


def test_closed_forms_are_those_of_identities(some):
    found = closed_forms(some)
    assert [one.tier for one in found] == [
        SAME_FORM,
        SAME_INDEX_FORM,
        "equal values",
        NOT_DERIVED,
    ]
    assert len(closed_forms(some, "structural")) == 1


def test_a_difference_counts_as_not_reached(some):
    wrong = entry("loss.mse", Proof("gradient by p", DIFFERENT, "other"))
    assert [one.tier for one in closed_forms([wrong])] == [NOT_DERIVED]


def test_proofs_and_lengths_are_counted(page):
    for tier in (SAME_FORM, SAME_INDEX_FORM, "equal values", NOT_DERIVED):
        assert f"<tr><td>{tier}</td><td>1</td>" in page
    assert "4 closed forms of 2 identities." in page
    for words, count in (
        ("measured", 3),
        ("the engine’s answer is no longer than the stated form", 2),
        ("of these it is shorter", 1),
        ("the engine’s answer is longer", 1),
    ):
        assert f"<td>{words}</td><td>{count}</td>" in page


def test_families_add_up(page):
    assert (
        ">Identities</a></td><td>2</td><td>1</td><td>1</td><td>0</td><td>0</td><td>2</td>" in page
    )
    assert ">Losses</a></td><td>2</td><td>0</td><td>0</td><td>1</td><td>1</td><td>0</td>" in page
    total = "<strong>all</strong></td><td>4</td><td>1</td><td>1</td><td>1</td><td>1</td><td>2</td>"
    assert f"{total}<td>1</td>" in page


def test_what_is_longer_is_shown_with_both_forms(page):
    part = page[page.index("## Answers that are longer") : page.index("## Not reached")]
    assert "1 answer, the largest excess first" in part
    assert "../rules/loss/mse/index.html#derivation" in part and "gradient by p" in part
    assert "stated, 3 tokens" in part and "engine, 7 tokens" in part
    assert "<code>x + x*&lt;b&gt;1&lt;/b&gt;</code>" in part and "gradient by X" not in part


def test_what_is_not_reached_is_listed_with_the_reason(page):
    part = page[page.index("## Not reached") : page.index("## Laws")]
    assert "gradient by t" in part and "no rule for &lt;i&gt;this&lt;/i&gt;" in part
    assert "gradient by p" not in part


def test_laws_and_numpy_are_told(page):
    assert "1 structural rule" in page and "1 are proved on worked instances" in page
    assert "[NumPy functions](../numpy/index.md)" in page


def test_nothing_is_listed_where_nothing_is_missing(some):
    page = bare(coverage_page(some[:1]))
    assert "## Answers that are longer" not in page and "## Not reached" not in page


def test_checks_are_counted_with_the_commonest_reason(some):
    def result(status, **more):
        return CheckResult(rule="a.b", check="symbolic", status=status, **more)

    checked = [
        dataclasses.replace(some[0], checks=(result("passed", cases=7),)),
        dataclasses.replace(some[1], checks=(result("skipped", detail="no form"),)),
        dataclasses.replace(some[2], checks=(result("skipped", detail="no form"),)),
        dataclasses.replace(some[3], checks=(result("skipped", detail="too large"),)),
    ]
    page = bare(coverage_page(checked))
    assert "1 checks of 4 rules passed on 7 cases, 0 failed, and 3 do not apply" in page
    assert "<td>symbolic</td><td>3</td><td>no form</td>" in page
    assert "(index.md#skipped)" in page


def test_without_checks_the_page_says_so(page):
    assert "were not verified in this build" in page


def test_the_page_is_part_of_the_book():
    assert PATH in generate(())


def test_the_engine_reaches_nearly_all_matrix_forms_of_the_catalogue(known):
    reached = in_matrix_forms(closed_forms(known))
    assert len(reached) > 140
    assert sum(reached.values()) >= 0.95 * len(reached)

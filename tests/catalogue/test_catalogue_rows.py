"""The engine agrees with the list: it differentiates every row's function, written in NumPy."""

from __future__ import annotations

import dataclasses

import pytest
from agreement import CHECKS, check
from row import Clause, Row, Text, rows

from jacobook.errors import JacobookError

POINTS = 2
"""At how many random points, of random sizes, a row is compared."""

NOT_YET: dict[str, str] = {}
"""Rows of the third tier that the engine cannot do, with the reason."""


def of_tiers(*tiers: int) -> list[Row]:
    return [row for row in rows() if row.tier in tiers]


def check_at_all_points(row: Row) -> None:
    for trial in range(POINTS):
        check(row, trial)


def test_the_list_is_complete() -> None:
    assert [len(of_tiers(tier)) for tier in (1, 2, 3)] == [72, 368, 253]
    assert len({row.id for row in rows()}) == 693


@pytest.mark.parametrize("row", of_tiers(1, 2), ids=lambda row: row.id)
def test_the_engine_agrees_with_the_row(row: Row) -> None:
    check_at_all_points(row)


@pytest.mark.exhaustive
@pytest.mark.parametrize("row", of_tiers(3), ids=lambda row: row.id)
def test_the_engine_agrees_with_the_row_unless_said_why_not(row: Row) -> None:
    if row.id in NOT_YET:
        with pytest.raises((JacobookError, AssertionError)):
            check_at_all_points(row)
    else:
        check_at_all_points(row)


def test_what_is_missing_is_in_the_third_tier() -> None:
    assert set(NOT_YET) <= {row.id for row in of_tiers(3)}


# --------------------------------------------------------------------- the check can fail


def with_a_mistake(clause: Clause) -> Clause:
    """A clause whose expression is one too much, or a statement that does not hold."""
    wrong = "0 == {}" if clause.form == "true" else "1 + ({})"
    expression = clause.text.written.rpartition(";")[2].strip()
    return dataclasses.replace(clause, text=clause.text.followed_by(Text(wrong.format(expression))))


@pytest.mark.parametrize("form", sorted(set(CHECKS) - {"def"}))
def test_a_mistake_is_noticed(form: str) -> None:
    row, clause = next((r, c) for r in rows() for c in r.clauses if c.form == form)
    check(dataclasses.replace(row, clauses=(clause,)), 0)
    with pytest.raises(AssertionError):
        check(dataclasses.replace(row, clauses=(with_a_mistake(clause),)), 0)

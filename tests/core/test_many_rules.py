"""Registries of many rules: twice the rules cost twice the work, not four times."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

import jacobook as jb


def square(x: Any) -> Any:
    return x * x


def pack_of(count: int) -> jb.RulePack:
    """A pack of distinct rules."""
    rules = [
        jb.elementwise(
            f"many.r{i:05d}",
            title=f"Rule {i}",
            summary="A multiple of the square.",
            function="x * x",
            operands="x:(n)",
            partials={"x": "2 * x"},
            op=f"many_r{i:05d}",
            primal=square,
            aliases=(f"m{i}",),
        )
        for i in range(count)
    ]
    return jb.RulePack("many").add(*rules)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, which does not depend on the machine."""
    counted = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


WORK: dict[str, Callable[[jb.RulePack, jb.Registry], object]] = {
    "load": lambda pack, _: jb.Registry(packs=[pack]),
    "search": lambda _, book: book.search("rule 77 square"),
    "list": lambda _, book: [(rule.id, book.pack_of(rule).title) for rule in book],
    "look up": lambda _, book: [book[f"m{i}"] for i in range(len(book))],
    "of operations": lambda _, book: [book.rule_of(rule.op) for rule in book],
}


@pytest.mark.parametrize("what", WORK)
def test_the_work_grows_with_the_number_of_rules(what: str) -> None:
    counts = []
    for number in (500, 1000):
        pack = pack_of(number)
        book = jb.Registry(packs=[pack])
        counts.append(calls(lambda p=pack, b=book: WORK[what](p, b)))  # type: ignore[misc]
    assert counts[1] < 2.2 * counts[0]


def test_ten_thousand_rules_are_loaded_searched_and_listed() -> None:
    book = jb.Registry(packs=[pack_of(10_000)])
    assert len(book) == 10_000
    assert book.search("rule 7777")[0].id == "many.r07777"
    assert book["m9999"].id == "many.r09999"
    assert [rule.id for rule in book] == sorted(rule.id for rule in book)

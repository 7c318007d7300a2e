"""The ids which this edition of the book promises: each exists, once, and is never reused."""

from __future__ import annotations

import pathlib

import pytest

import jacobook as jb

LIST = pathlib.Path(__file__).with_name("required_ids.txt")
IDS = [line for line in LIST.read_text().splitlines() if not line.startswith("#")]


def test_the_list_has_the_article_s_72_ids_first() -> None:
    article = LIST.read_text().split("# What ordinary")[0].splitlines()[1:]
    assert len(article) == len(set(article)) == 72


@pytest.mark.parametrize("rule_id", IDS)
def test_the_rule_exists_under_its_own_id(rule_id: str) -> None:
    assert jb.registry()[rule_id].id == rule_id


def test_every_related_rule_exists() -> None:
    book = jb.registry()
    missing = {(rule.id, other) for rule in book for other in rule.see_also if other not in book}
    assert missing == set()

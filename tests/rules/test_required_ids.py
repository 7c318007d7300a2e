"""The ids which this edition of the book promises: each exists, once, and is never reused."""

from __future__ import annotations

import pathlib

import pytest

import jacobook as jb

LIST = pathlib.Path(__file__).with_name("required_ids.txt")
OWN, SECOND = LIST.read_text().split("# A second name")
IDS, NAMES = (
    [line for line in part.splitlines()[1:] if not line.startswith("#")] for part in (OWN, SECOND)
)


def test_the_list_has_the_article_s_72_ids_first() -> None:
    article = LIST.read_text().split("# What ordinary")[0].splitlines()[1:]
    assert len(article) == len(set(article)) == 72


@pytest.mark.parametrize("rule_id", IDS)
def test_the_rule_exists_under_its_own_id(rule_id: str) -> None:
    assert jb.registry()[rule_id].id == rule_id


@pytest.mark.parametrize("name", NAMES)
def test_the_catalogue_s_name_for_a_rule_of_another_family_finds_it(name: str) -> None:
    rule = jb.registry()[name]
    assert rule.id != name
    assert name in rule.aliases


def test_every_related_rule_exists() -> None:
    book = jb.registry()
    missing = {(rule.id, other) for rule in book for other in rule.see_also if other not in book}
    assert missing == set()

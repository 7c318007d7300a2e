"""What is made of records is made anew only if it would look different."""

import dataclasses

import pytest

from jacobook_site.book import book_of
from jacobook_site.generator import generate
from jacobook_site.kept import Kept


@pytest.fixture
def three(known):
    return [r for r in known if r.family == "neuron"][:3]


def made(kept, records):
    """The ids of records of which something is made anew."""
    kept.look_at(book_of(records))
    found = []
    for record in records:
        kept.made("page", record, lambda record=record: found.append(record.id))
    return found


def test_equal_records_are_not_made_again(three):
    kept = Kept()
    assert made(kept, three) == [r.id for r in three]
    assert made(kept, [dataclasses.replace(r) for r in three]) == []


def test_a_changed_record_is_made_again_alone(three):
    kept = Kept()
    made(kept, three)
    changed = dataclasses.replace(three[1], summary="Another summary.")
    assert made(kept, [three[0], changed, three[2]]) == [changed.id]


def test_a_changed_title_changes_all_pages_that_may_show_it(three):
    kept = Kept()
    made(kept, three)
    renamed = [dataclasses.replace(three[0], title="Another title"), *three[1:]]
    assert made(kept, renamed) == [r.id for r in renamed]
    assert made(kept, renamed[:2]) == [r.id for r in renamed[:2]]  # a page that is gone is no link


def test_pages_are_the_same_with_and_without_what_was_kept(three):
    kept = Kept()
    generate(three, kept=kept)
    changed = [dataclasses.replace(three[0], summary="Another summary."), *three[1:]]
    assert generate(changed, kept=kept) == generate(changed)

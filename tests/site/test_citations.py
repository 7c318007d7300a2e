"""References of rules taken apart."""

from __future__ import annotations

import dataclasses

import pytest

import jacobook
from jacobook_site.citations import named, natural, places, works
from jacobook_site.records import Source, record

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
"""The built-in rules: what is installed beside them is no part of the book."""


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("equation 92", "equation 92"),
        ("equations 63 and 124", "equation 63; equation 124"),
        ("equations 32, 35, and 73", "equation 32; equation 35; equation 73"),
        ("equations 403 to 406", "equation 403; equation 404; equation 405; equation 406"),
        ("eqs 226-228, 40", "equation 226; equation 227; equation 228; equation 40"),
        ("equations 89, 246 to 248 and 252", "equation 89; 246; 247; 248; 252"),
        ("section 2.5 (general formula)", "section 2.5"),
        ("theorem 3.6 and equation 10.15", "theorem 3.6; equation 10.15"),
        ("section 4.24(ii)", "section 4.24(ii)"),
        ("appendix B.14", "appendix B.14"),
        ("chapter 2, section 4", "chapter 2, section 4"),
        ("section 5 (aside on broadcasting)", "section 5"),
    ],
)
def test_numbered_places(where, found):
    wanted, word = [], ""
    for place in found.split("; "):
        head, _, number = place.rpartition(" ")
        word = head or word
        wanted.append((word, number))
    assert places(where) == wanted


@pytest.mark.parametrize("where", ["", "'Matrix calculus'", "Cholesky factorisation", "2017"])
def test_other_places_stay_as_they_are(where):
    assert places(where) == [("", where)]


@pytest.mark.parametrize(
    ("source", "where", "name", "place"),
    [
        ("Ba", "Kiros & Hinton 2016", "Ba, Kiros & Hinton 2016", ""),
        (
            "Rumelhart",
            "Hinton & Williams 1986, delta rule",
            "Rumelhart, Hinton & Williams 1986",
            "delta rule",
        ),
        ("Matrix Cookbook", "equation 92", "Matrix Cookbook", "equation 92"),
        ("Wikipedia", "Matrix calculus (tables)", "Wikipedia", "Matrix calculus (tables)"),
        ("Giles 2008", "section 2.2.3", "Giles 2008", "section 2.2.3"),
    ],
)
def test_a_list_of_authors_is_one_name(source, where, name, place):
    assert named(Source(source, where, "")) == (name, place)


def test_places_are_sorted_by_their_numbers():
    mixed = [("section", "4.10"), ("equation", "100"), ("section", "4.9"), ("equation", "92")]
    assert sorted(mixed, key=natural) == [mixed[3], mixed[1], mixed[2], mixed[0]]


def test_rules_are_found_by_work_and_place():
    one = record(BOOK["identity.trace.xa"], BOOK)
    two = dataclasses.replace(one, id="identity.trace.other")
    found = works([one, two])["Matrix Cookbook"]
    assert [r.id for r in found["equation", "100"]] == [one.id, two.id]
    assert one not in found.get(("equation", "101"), ())

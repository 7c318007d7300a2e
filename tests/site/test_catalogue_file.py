"""`catalogue.json` against its schema, its own hashes, the registry and the pages."""

import copy
import dataclasses
import hashlib
import json
import re

import jsonschema
import pytest

import jacobook
from jacobook_site.book import book_of
from jacobook_site.catalogue_data import SCHEMA, UNHASHED
from jacobook_site.catalogue_file import as_text, catalogue

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])


@pytest.fixture(scope="module")
def data(pages):
    return json.loads(pages["catalogue.json"])


@pytest.fixture(scope="module")
def validator(pages):
    schema = json.loads(pages[SCHEMA])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_file_has_the_form_that_its_schema_says(data, validator):
    assert list(validator.iter_errors(data)) == []


def test_the_schema_refuses_what_has_another_form(data, validator):
    small = {**data, "rules": data["rules"][:1]}
    assert validator.is_valid(small)
    for change in (
        lambda d: d.pop("hash"),
        lambda d: d.update(format=2),
        lambda d: d["rules"][0].pop("statements"),
        lambda d: d["rules"][0]["statements"][0].update(form="guess"),
        lambda d: d["rules"][0]["verification"].update(grade="fine"),
        lambda d: d["rules"][0]["vectors"][0]["operands"][0].update(entries=["1"]),
    ):
        changed = copy.deepcopy(small)
        change(changed)
        assert not validator.is_valid(changed)


def test_a_pack_s_rules_have_the_same_form(known, geom, validator):
    made = catalogue(book_of(known[:3], [geom]))
    assert list(validator.iter_errors(json.loads(as_text(made)))) == []
    assert [pack["namespace"] for pack in made["packs"]] == ["geom"]


def test_every_rule_is_there_with_its_page(data, pages):
    ids = [rule["id"] for rule in data["rules"]]
    assert ids == [rule.id for rule in BOOK]
    listed = re.findall(r"<td><code>([\w.]+)</code></td>", pages["rules/index.md"])
    assert [name for name in listed if name in set(ids)] == ids
    for rule in data["rules"]:
        where = rule["addresses"]
        assert where["page"].replace(".html", ".md") in pages
        assert where["short"] in pages and where["source"] in pages


def digest(value):
    """As the guide shows it."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def test_readers_can_compute_the_hashes_again(data):
    hashes = {
        rule["id"]: digest({k: v for k, v in rule.items() if k not in UNHASHED})
        for rule in data["rules"]
    }
    assert hashes == {rule["id"]: rule["hash"] for rule in data["rules"]}
    assert digest(hashes) == data["hash"]


def test_a_hash_follows_what_a_rule_states_and_not_what_is_around_it(known):
    tanh = next(r for r in known if r.id == "ufunc.tanh")
    moved = dataclasses.replace(tanh.origin, line=tanh.origin.line + 7)
    later = dataclasses.replace(tanh.versions, date="2030-01-01")
    around = dataclasses.replace(tanh, origin=moved, versions=later, used_by=("act.x",), checks=())
    stated = dataclasses.replace(tanh, summary="Another sentence.")
    first, same, other = (catalogue(book_of([r])) for r in (tanh, around, stated))
    assert first["hash"] == same["hash"] != other["hash"]


def test_it_says_what_the_pages_say(data, known):
    for rule, record in zip(data["rules"], known, strict=True):
        assert [(s["text"], s["latex"]) for s in rule["statements"]] == [
            (s.equation.text, s.equation.latex) for s in record.statements
        ]
        assert len(rule["vectors"]) == len(record.examples)
        assert len(rule["special_points"]) == len(record.special)
        assert rule["aliases"] == list(record.aliases)
        assert rule["verification"]["grade"] == record.grade
        assert rule["verification"]["cases"] == sum(c.cases for c in record.checks)


def test_numbers_that_are_not_finite_are_spelled(data):
    text = json.dumps(data, allow_nan=False)
    assert '{"number": "nan"}' in text and '{"number": "inf"}' in text


def test_the_file_is_the_same_each_time_with_one_rule_on_a_line(known, pages):
    again = as_text(catalogue(book_of(reversed(known))))
    assert again == pages["catalogue.json"]
    lines = again.splitlines()[5:-1]
    assert [json.loads(line.rstrip(","))["id"] for line in lines] == [r.id for r in BOOK]

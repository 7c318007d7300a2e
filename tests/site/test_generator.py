"""The generated pages against the registry."""

import json
import re

import pytest

import jacobook
from jacobook.evidence import CheckResult
from jacobook_site.addresses import rule_path
from jacobook_site.book import Book
from jacobook_site.checks import grade
from jacobook_site.generator import generate
from jacobook_site.kept import Kept
from jacobook_site.placeholders import CLOSE, OPEN
from jacobook_site.records import linked, record
from jacobook_site.rule_page import rule_page
from jacobook_site.search_index import rules_script
from jacobook_site.sink import write
from jacobook_site.worker import Job, done

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
"""The built-in rules: what is installed beside them is no part of the book."""

ALWAYS = ("statement", "shapes", "why", "numpy", "special", "check", "related", "machine")
BY_KIND = {
    "elementwise": ("example", "jacobian"),
    "multilinear": ("example",),
    "identity": ("example", "derivation"),
    "structural": ("example", "derivation"),
}


def sections(text):
    return re.findall(r"^## .*\{ #(\w+)", text, re.MULTILINE)


def test_one_page_per_rule_and_one_entry_in_the_data(pages):
    ids = [rule.id for rule in BOOK]
    made = {path for path in pages if re.fullmatch(r"rules/.+/index\.md", path)}
    assert made == {rule_path(i) for i in ids}
    assert [r["id"] for r in json.loads(pages["catalogue.json"])["rules"]] == ids
    rows = re.findall(r"<td><code>([\w.]+)</code></td>", pages["rules/index.md"])
    assert [r for r in rows if r in set(ids)] == ids


def test_every_rule_can_be_read_and_computed(known):
    assert {r.id: r.problems for r in known if r.problems} == {}


def test_sections_are_there_and_in_order(known, pages):
    order = ["statement", "shapes", "flow", "plot", "live", "example", "jacobian", "why"]
    order += ["derivation", "numpy", "special", "mistakes", "pitfalls", "check", "related"]
    order += ["references"]
    order += ["machine"]
    for entry in known:
        found = sections(pages[rule_path(entry.id)])
        assert found == [name for name in order if name in found]
        wanted = list(ALWAYS)
        if entry.examples and entry.examples[0].value is not None and not entry.op.endswith("_all"):
            wanted += BY_KIND.get(entry.kind, ())
        if any(one.values.imaginary for e in entry.examples[:1] for one in e.operands):
            wanted = [name for name in wanted if name != "jacobian"]
        assert set(wanted) <= set(found), entry.id


@pytest.mark.parametrize("step", [15, pytest.param(1, marks=pytest.mark.exhaustive)])
def test_generation_is_deterministic(known, pages, step):
    """Records of some rules are made again, and all pages from these and the others."""
    jobs = [Job(r.id, record=True, checks=False) for r in known[::step]]
    again = {job.rule: done(job, BOOK).record for job in jobs}
    assert generate(linked([again.get(r.id, r) for r in known], BOOK)) == pages


def test_no_page_shows_a_place_in_memory(pages):
    assert [path for path, text in pages.items() if " at 0x" in text] == []


def test_the_date_can_be_fixed(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    registry = BOOK
    assert record(registry["ufunc.tanh"], registry).versions.date == "1970-01-01"


def test_numbers_on_the_page_are_computed(known):
    tanh = next(r for r in known if r.id == "ufunc.tanh")
    shown = tanh.examples[0]
    assert shown.gradients[0].values.flat[1] == pytest.approx(0.4199743416140261)
    assert shown.jacobians[0].values.shape == (2, 2)
    assert "np.tanh" in tanh.usage.text and tanh.usage.output


def test_element_wise_statements_are_about_numbers(known):
    add = next(r for r in known if r.id == "elementwise.add")
    partial = next(s for s in add.statements if s.form == "elem")
    jacobian = next(s for s in add.statements if s.form == "jac")
    assert partial.each and not jacobian.each
    assert "\\mathbf" not in partial.equation.latex and "\\mathbf" in jacobian.equation.latex


def test_related_rules_are_symmetric(known):
    also = {r.id: set(r.see_also) for r in known}
    assert all(a in also[b] for a in also for b in also[a])


def test_the_grade_follows_from_the_checks():
    passed = CheckResult(rule="a.b", check="value", status="passed", cases=3)
    symbolic = CheckResult(rule="a.b", check="symbolic", status="passed")
    failed = CheckResult(rule="a.b", check="dot", status="failed", detail="<b>")
    assert grade(()) == "not verified"
    assert grade((passed,)) == "checked"
    assert grade((passed, symbolic)) == "proved"
    assert grade((passed, symbolic, failed)) == "failing"


def test_a_failing_rule_says_so_and_leaves_the_search():
    registry = BOOK
    failed = CheckResult(rule="ufunc.tanh", check="dot", status="failed", detail="<b>no</b>")
    entry = record(registry["ufunc.tanh"], registry, (failed,))
    book = Book({entry.id: entry})
    page = rule_page(entry, book)
    assert "a check fails" in page and "&lt;b&gt;no" in page and "<b>no" not in page
    assert entry.id not in rules_script(book, Kept())


def test_a_third_party_rule_is_marked_and_inert():
    rule = jacobook.elementwise(
        "acme.cube",
        title="Cube </h1><script>",
        summary="<img src=x>",
        function="x**3",
        operands="x:(n)",
        partials={"x": "3 * x**2"},
        primal="numpy.power",
        op="acme_cube",
        why="</article><script>alert(1)</script>",
    )
    pack = jacobook.RulePack("acme", title="Acme <b>").add(rule)
    registry = jacobook.Registry(packs=["jacobook_rules:pack", pack], block=["ufunc.power"])
    entry = record(registry["acme.cube"], registry)
    page = rule_page(entry, Book({entry.id: entry}))
    assert "nobody has reviewed" in page and 'data-mark="unchecked"' in page
    assert not re.search(r"<script|<img|</article|<b>", page)


def test_the_disk_gets_the_same_pages(pages, tmp_path):
    some = {path: pages[path] for path in list(pages)[:5]}
    for path in write(tmp_path, some):
        text = path.read_text(encoding="utf-8")
        assert OPEN not in text and CLOSE not in text
    with pytest.raises(ValueError, match="leads out"):
        write(tmp_path, {"../x.md": ""})


@pytest.mark.parametrize("name", ["", "a..b", "../x", "a/b", "A.b", "a.b\n"])
def test_page_paths_come_from_plain_words_only(name):
    with pytest.raises(ValueError, match="cannot be the name of a page"):
        rule_path(name)

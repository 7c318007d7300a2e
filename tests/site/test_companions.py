"""What lies beside the built pages: twins, their index, the inventory."""

import re

import pytest
import sphobjinv
from selectolax.lexbor import LexborHTMLParser

import jacobook
from jacobook_site.addresses import rule_path
from jacobook_site.book import book_of
from jacobook_site.companions import Companions
from jacobook_site.inventory import Built, Entry, inventory
from jacobook_site.placeholders import CLOSE, OPEN
from jacobook_site.twins import twin_path


@pytest.fixture(scope="module")
def texts(built):
    """The built pages by path, without redirects and the page for what is not found."""
    found = {p.relative_to(built).as_posix(): p.read_text("utf-8") for p in built.rglob("*.html")}
    return {p: t for p, t in found.items() if "http-equiv" not in t and p != "404.html"}


@pytest.fixture(scope="module")
def places(texts):
    """The anchors of each page, and the address of its twin."""
    return {path: _places(LexborHTMLParser(text)) for path, text in texts.items()}


def _places(page):
    (twin,) = (
        link.attributes["href"]
        for link in page.css("head > link")
        if link.attributes["rel"].split() == ["alternate"]
    )
    return {found.attributes["id"] for found in page.css("[id]")}, twin


@pytest.fixture(scope="module")
def listed(built):
    return sphobjinv.Inventory(str(built / "objects.inv"))


def test_every_page_has_its_twin_and_names_it(built, places):
    for path, (_, named) in places.items():
        twin = built / twin_path(path)
        assert twin.is_file(), path
        assert (built / path).parent / named == twin, path
        told = twin.read_text("utf-8")
        assert OPEN not in told and CLOSE not in told and "data-search" not in told


def test_the_index_lists_every_page(built, texts):
    told = (built / "llms.txt").read_text("utf-8")
    assert told.startswith("# jacobook\n\n> ")
    links = re.findall(r"^- \[[^\]]+\]\(([^)]+)\)", told, re.MULTILINE)
    assert len(links) == len(set(links))
    failing = {"rules/geom/bad/index.html"}  # which no list names
    assert set(links) == {twin_path(path) for path in texts if path not in failing}


def test_the_inventory_has_every_rule_and_leads_to_it(listed, known):
    rules = {o.name: o for o in listed.objects if (o.domain, o.role) == ("jb", "rule")}
    labels = {o.name: o for o in listed.objects if (o.domain, o.role) == ("std", "label")}
    for record in known:
        assert rules[record.id].uri_expanded == rule_path(record.id).replace(".md", ".html")
        assert labels[record.id].uri_expanded == rules[record.id].uri_expanded
        assert labels[f"{record.id}#statement"].uri_expanded.endswith("#statement")
    assert rules["linalg.det"].dispname_expanded == "Determinant"


def test_the_inventory_has_the_public_names(listed, built):
    api = (built / "guides/api.html").read_text("utf-8")
    documented = {name for name in jacobook.__all__ if f'id="jb.{name}"' in api}
    roles = {o.name: o.role for o in listed.objects if o.domain == "py"}
    assert documented and {f"jacobook.{name}" for name in documented} <= set(roles)
    assert roles["jacobook.grad"] == "function" and roles["jacobook.Registry"] == "class"


def test_every_place_of_the_inventory_is_there(listed, places):
    anchors = {path: ids for path, (ids, _) in places.items()}
    for found in listed.objects:
        path, _, fragment = found.uri_expanded.partition("#")
        assert path in anchors, found
        assert not fragment or fragment in anchors[path], found
    assert listed.project == "jacobook" and listed.version == jacobook.__version__
    assert listed.count > 1000


def test_the_inventory_is_the_same_each_time_and_reads_back():
    entries = [
        Entry("jb:rule", "a.b", "rules/a/b/index.html", "A  title\nof two lines"),
        Entry("py:function", "jacobook.f", "api.html#jb.f", "jb.f"),
        Entry("std:label", "a.b", "x.html#a.b", ""),
    ]
    assert inventory(entries) == inventory(entries)
    read = sphobjinv.Inventory(zlib=inventory(entries)).objects
    assert [o.uri_expanded for o in read] == [e.location for e in entries]
    assert [o.dispname_expanded for o in read] == ["A title of two lines", "jb.f", "a.b"]


def test_twins_of_one_build_do_not_stay_for_the_next(known):
    book = book_of(known[:2])
    companions = Companions()
    companions.take("x.html", lambda: "# X\n")
    first = companions.files(book, [Built("x.html", "X [1]", section="Guides")], "n", "d")
    assert first["x.html.md"] == b"# X\n"
    assert b"## Guides\n\n- [X (1)](x.html.md)\n" in first["llms.txt"]
    assert "x.html.md" not in companions.files(book, [], "n", "d")

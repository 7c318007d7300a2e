"""Short addresses, former ids and other names lead to the rules' pages."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest

import jacobook
from jacobook_site.addresses import rule_path
from jacobook_site.book import book_of
from jacobook_site.redirects import alias_words, redirects, short_path
from jacobook_site.released import lost, release, released_ids

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])


class Target(HTMLParser):
    """Where a redirect leads: by its refresh, its canonical link and its visible link."""

    def __init__(self, text):
        super().__init__()
        self.refresh = self.canonical = self.visible = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if given.get("http-equiv") == "refresh":
            self.refresh = given["content"].removeprefix("0; url=")
        if given.get("rel") == "canonical":
            self.canonical = given["href"]
        if tag == "a":
            self.visible = given["href"]


def target(path, text):
    """The source path of the page that a redirect names, in all three places alike."""
    found = Target(text)
    assert found.refresh == found.canonical == found.visible
    return normpath(join(dirname(path), found.refresh)).removesuffix(".html") + ".md"


@pytest.fixture(scope="module")
def made(known):
    return redirects(book_of(known))


def test_every_id_and_every_alias_resolves(made):
    for rule in BOOK:
        assert target(short_path(rule.id), made[short_path(rule.id)]) == rule_path(rule.id)
        for alias in rule.aliases:
            path = f"rules/{alias_words(alias)}/index.html"
            assert target(path, made[path]) == rule_path(rule.id)
            if "." in alias:
                assert target(short_path(alias), made[short_path(alias)]) == rule_path(rule.id)


def test_redirects_lead_to_pages_and_cover_none(made, pages):
    for path, text in made.items():
        assert target(path, text) in pages
        assert path.removesuffix(".html") + ".md" not in pages


def test_a_pack_has_redirects_in_its_own_namespace_only(known):
    tanh = next(record for record in known if record.id == "ufunc.tanh")
    origin = replace(tanh.origin, pack="acme", built_in=False)
    names = ("acme.old", "linalg.det", "linalg.gone", "det", "../../index", "acme", "Acme.x")
    own = replace(tanh, id="acme.tanh", title="<script>x", aliases=names, origin=origin)
    made = redirects(book_of([*known, own]))
    told = {path for path, text in made.items() if "acme.tanh" in text}
    wanted = {"id/acme.tanh/index.html", "id/acme.old/index.html", "rules/acme/old/index.html"}
    assert told == wanted
    assert "<script>x" not in made["rules/acme/old/index.html"]
    assert target("id/linalg.det/index.html", made["id/linalg.det/index.html"]) == rule_path(
        "linalg.det"
    )


@pytest.mark.parametrize("name", ["../x", "a/b", "A.b", "a..b", ""])
def test_short_addresses_come_from_ids_only(name):
    with pytest.raises(ValueError, match="cannot be the name of a page"):
        short_path(name)


@pytest.mark.parametrize("alias", ["../..", "/etc", "a/../b", "..", "%2e%2e", "a\\b", "é"])
def test_no_alias_leads_out_of_its_folder(alias):
    assert re.fullmatch(r"(?:[a-z0-9_-]+(?:/[a-z0-9_-]+)*)?", alias_words(alias))


def test_released_ids_are_never_lost():
    assert lost(released_ids(), BOOK) == ()


def test_the_list_only_grows(tmp_path):
    path = tmp_path / "ids.txt"
    path.write_text("linalg.det\nmatfun.expm\n")  # the second has moved, and is an alias now
    new = release(BOOK, path)
    assert released_ids(path) == ("linalg.det", "matfun.expm", *new)
    assert "linalg.det" not in new and "linalg.expm" in new
    assert release(BOOK, path) == ()
    path.write_text("linalg.gone\n")
    with pytest.raises(ValueError, match="linalg.gone"):
        release(BOOK, path)
    assert path.read_text() == "linalg.gone\n"

"""Links into the repository: there if the site says where it is, and only for the book's own rules."""

import dataclasses
import html
from urllib.parse import parse_qs, urlsplit

import pytest
from fragments import Links

from jacobook_site.book import book_of
from jacobook_site.repository import is_repository, repository_links
from jacobook_site.rule_page import rule_page

GITHUB = "https://github.com/owner/name"


@pytest.fixture(scope="module")
def det(known):
    return next(record for record in known if record.id == "linalg.det")


def test_a_page_links_into_the_repository(det):
    page = rule_page(det, book_of([det], repository=GITHUB))
    links = [html.unescape(url) for url in Links(page).links]
    path = "rules/jacobook_rules/linalg/det.py"
    assert f"{GITHUB}/blob/HEAD/{path}#L{det.origin.line}" in links
    assert f"{GITHUB}/edit/HEAD/{path}#L{det.origin.line}" in links
    (report,) = (url for url in links if "/issues/new" in url)
    asked = parse_qs(urlsplit(report).query)
    assert asked["title"] == ["linalg.det: "] and "linalg.det (Determinant)" in asked["body"][0]
    assert "source.txt" in links


def test_without_a_repository_the_page_links_to_its_own_copy(det):
    links = Links(rule_page(det, book_of([det]))).links
    assert "source.txt" in links
    assert not any(urlsplit(url).scheme for url in links)


def test_other_hosts_have_other_forms(det):
    made = repository_links(det, "https://gitlab.example.org/group/name/")
    assert "https://gitlab.example.org/group/name/-/blob/HEAD/rules/" in made
    assert "name/-/issues/new?issue%5Btitle%5D=linalg.det" in made


def test_rules_of_packs_and_without_a_file_have_none(det):
    foreign = dataclasses.replace(det.origin, pack="acme", built_in=False)
    loose = dataclasses.replace(det.origin, path="")
    for origin in (foreign, loose):
        assert repository_links(dataclasses.replace(det, origin=origin), GITHUB) == ""


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        (GITHUB, True),
        ("http://host/x", True),
        ("javascript:alert(1)", False),
        ("github.com/owner/name", False),
        ("https://host/x?y", False),
        ("", False),
    ],
)
def test_a_repository_is_the_address_of_a_page(url, fits):
    assert is_repository(url) == fits


def test_a_wrong_address_stops_the_build(tmp_path):
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import PluginError

    from jacobook_site.plugin import CataloguePlugin

    plugin = CataloguePlugin()
    plugin.load_config({"repository": "javascript:x"})
    with pytest.raises(PluginError, match="javascript:x"):
        plugin.on_config(MkDocsConfig())

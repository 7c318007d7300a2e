"""The pages of packs, and the site that publishes them from their records."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace

import pytest
from fragments import Elements

from jacobook.evidence import CheckResult
from jacobook_site import record_file, search_index
from jacobook_site.addresses import rule_path
from jacobook_site.book import book_of
from jacobook_site.generator import generate
from jacobook_site.marks import (
    CHECKED,
    CORE,
    FAILING,
    UNCHECKED,
    mark_of,
    pack_mark,
    stale_finding,
    staleness,
)
from jacobook_site.packs_pages import pack_page
from jacobook_site.published import ignored_packs, published
from jacobook_site.record_file import RecordError


@pytest.fixture(scope="module")
def with_geom(known, geom):
    return generate(known, packs=[geom])


def stale(record, **host):
    return replace(record, host=replace(record.host, **host))


# -------------------------------------------------------------------------------------- marks


def test_marks_follow_from_checks_and_record(known, geom):
    good, bad = sorted(geom.rules, key=lambda r: r.id, reverse=True)
    assert mark_of(known[0], None).word == CORE
    assert mark_of(good, geom).word == CHECKED and mark_of(bad, geom).word == FAILING
    assert "1 check passed on 12 cases" in mark_of(good, geom).reason
    assert geom.host.date in mark_of(good, geom).reason
    assert mark_of(replace(good, checks=()), geom).word == UNCHECKED
    assert mark_of(good, None).word == UNCHECKED
    declared = CheckResult(rule="geom.good", check="dot", status="expected", detail="known")
    told = mark_of(replace(good, checks=(*good.checks, declared)), geom)
    assert told.word == UNCHECKED and "1 failed as declared" in told.reason
    assert pack_mark(geom) == FAILING


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"jacobook": "0.0.1"}, "made with jacobook 0.0.1, this site with"),
        ({"contract": "0.9"}, "made with contract 0.9"),
        ({"numpy": "1.0"}, "made with NumPy 1.0"),
        ({"engine": "0" * 64}, "made with another build of jacobook"),
    ],
)
def test_a_stale_record_is_unchecked_and_says_why(geom, changed, told):
    old = stale(geom, **changed)
    good = next(r for r in old.rules if r.id == "geom.good")
    assert staleness(geom.host) == ()
    assert mark_of(good, old).word == UNCHECKED and told in mark_of(good, old).reason
    bad = next(r for r in old.rules if r.id == "geom.bad")
    assert mark_of(bad, old).word == FAILING


def test_29_a_stale_record_is_a_finding(geom):
    old = stale(geom, jacobook="0.0.1")
    assert stale_finding(geom) is None
    assert stale_finding(old).text == (
        f"JB403 {geom.pack.distribution} {geom.pack.version}: its record is stale: made with jacobook "
        f"0.0.1, this site with {geom.host.jacobook}; its rules are shown as unchecked\n"
        "      mend: make it again: jacobook check geom --record FILE"
    )


# -------------------------------------------------------------------------------------- pages


def test_rules_of_packs_have_pages_with_their_origin(with_geom):
    page = with_geom[rule_path("geom.good")]
    for shown in (
        'data-mark="checked"',
        "nobody has reviewed them",
        "<code>jacobook-geometry 0.1.0</code>",
        "<td>MIT</td>",
        "<td>Ada</td>",
        '<a href="https://geom.org/home" rel="nofollow noopener">',
        "<code>geom = jacobook_geometry:pack</code>",
        '<a href="../../../packs/geom/index.html">geom</a>',
        '<a href="../../linalg/det/index.html" title="linalg.det">the determinant</a>',
        'href="../../act/relu/index.html"',
        "## From the pack Geometry { #pack }",
    ):
        assert shown in page
    assert page.index("## From the pack") > page.index("## Copy and cite")


def test_a_failing_rule_has_its_page_and_is_listed_nowhere_but_on_its_pack_s(with_geom):
    page = with_geom[rule_path("geom.bad")]
    assert 'class="jb-mark bad" data-mark="failing"' in page and "off by 1" in page
    assert '"geom.bad"' not in with_geom[search_index.RULES]
    listing = {path for path, text in with_geom.items() if "geom/bad/index.html" in text}
    own = {rule_path("geom.bad"), "id/geom.bad/index.html"}
    assert listing <= {"packs/geom/index.md", "catalogue.json", *own}
    assert "packs/geom/index.md" in listing


def test_indexes_name_the_pack_beside_its_rules(with_geom):
    row = re.search(r"<tr[^>]*>(?:(?!</tr>).)*geom\.good.*?</tr>", with_geom["rules/index.md"])[0]
    assert "Good softsign</a> (geom)" in row and "<td>checked</td>" in row
    assert "geom</a> (pack)" in with_geom["families/index.md"]
    assert "geom/good/index.html" in with_geom["families/geom/index.md"]


def test_pages_of_the_book_are_the_same_with_packs(pages, with_geom):
    changed = {path for path in pages if with_geom[path] != pages[path]}
    assert changed <= {
        *("rules/index.md", "families/index.md", "kinds/index.md", "sources/index.md"),
        *("packs/index.md", "catalogue.json", "search/rules.js", "sources/others.md"),
        *("tags/index.md", "notation/index.md"),
    }


def test_the_data_have_the_pack_and_the_marks(with_geom):
    data = json.loads(with_geom["catalogue.json"])
    rules = {rule["id"]: rule for rule in data["rules"]}
    marks = {name: rule["verification"]["mark"] for name, rule in rules.items()}
    assert marks["geom.good"] == "checked" and marks["linalg.det"] == "core"
    (pack,) = data["packs"]
    assert pack["namespace"] == "geom" and pack["mark"] == "failing" and pack["version"] == "0.1.0"
    assert json.loads(with_geom["packs/record.schema.json"])["$defs"]["PackRecord"]


def test_the_page_of_a_pack(with_geom):
    page = with_geom["packs/geom/index.md"]
    for shown in (
        "# Geometry { #top }",
        "## The good ones { #section-1 }",
        "<em>hold</em>",
        "## Further rules { #rules }",
        "1 checked, 1 failing",
        "pip install jacobook-geometry==0.1.0",
        "jacobook does not sandbox",
        "SHA-256 of its modules (1)",
    ):
        assert shown in page
    assert page.index("geom/good/") < page.index("geom/bad/")


def test_the_index_of_packs(pages, with_geom, known, geom):
    page = with_geom["packs/index.md"]
    for shown in ("Installing a pack means running", "Geometry", "0.1.0", "1 checked, 1 failing"):
        assert shown in page
    assert "built without packs" in pages["packs/index.md"]
    old = stale(geom, numpy="1.0")
    assert "stale" in pack_page(old, book_of(known, [old]))


def test_no_page_calls_a_pack_trusted_or_safe(with_geom):
    for path in ("packs/index.md", "packs/geom/index.md", rule_path("geom.good")):
        assert not re.search(r"\b(trusted|safe|verified by)\b", with_geom[path], re.IGNORECASE)


def test_finished_html_of_packs_is_well_formed(with_geom):
    from jacobook_site import placeholders

    for path, text in with_geom.items():
        if "geom" in path and path.endswith(".md") or path == "packs/index.md":
            for piece in placeholders.lift(text)[1]:
                Elements(piece)


def test_a_book_finds_packs_and_pages(known, geom):
    book = book_of(known, [geom])
    assert list(book.rules) == sorted(book.rules)
    assert book.pack_page("geom") == "packs/geom/index.md"
    assert book.rule_url("index.md", "geom.none") == ""


# ---------------------------------------------------------------------------------- publishing


def test_records_are_named_by_path_pattern_or_with_a_version(geom_file):
    folder = geom_file.parent
    for entry in ("geom.json", "*.json", str(geom_file), {"record": "g*.json", "version": "0.1.0"}):
        assert [r.pack.namespace for r in published([entry], folder)] == ["geom"]
    assert published([], folder) == ()


def test_what_cannot_be_published_is_refused(geom, geom_file, tmp_path):
    folder = geom_file.parent
    with pytest.raises(RecordError, match="no such file"):
        published(["none.json"], folder)
    with pytest.raises(RecordError, match="asks for 0.2.0"):
        published([{"record": "geom.json", "version": "0.2.0"}], folder)
    with pytest.raises(RecordError, match="write packs:"):
        published([{"recrod": "geom.json"}], folder)
    with pytest.raises(RecordError, match="two records of 'geom'"):
        published(["geom.json", "*.json"], folder)
    local = replace(geom, pack=replace(geom.pack, origin="local"))
    record_file.write(tmp_path / "local.json", local)
    with pytest.raises(RecordError, match="nobody else can install"):
        published(["local.json"], tmp_path)


def test_a_site_is_built_from_records_without_importing_the_pack(site_build):
    out, told, trace = site_build
    assert "MODULES []" in told and "LOUD" not in told and not trace.exists()
    assert "installed packs are not part of this site: geom (jacobook-geometry 0.1.0)" in told
    page = (out / "rules/geom/good/index.html").read_text(encoding="utf-8")
    assert 'data-mark="checked"' in page and "From the pack" in page
    assert (out / "packs/geom/index.html").is_file() and (out / "packs/index.html").is_file()
    index = (out / "search/rules.js").read_text(encoding="utf-8")
    assert '["geom.good",' in index and '["geom.bad",' not in index


def test_installed_packs_are_named_from_their_metadata(loud, monkeypatch):
    monkeypatch.syspath_prepend(str(loud))
    assert "geom (jacobook-geometry 0.1.0)" in ignored_packs()
    assert "jacobook_geometry" not in sys.modules

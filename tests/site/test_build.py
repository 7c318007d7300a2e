"""The built site: strict, complete, self-contained and small."""

import os
import re
from urllib.parse import unquote, urlsplit

import pytest
from fragments import Links

from jacobook_site.addresses import rule_path
from jacobook_site.placeholders import CLOSE, OPEN
from jacobook_site.plugin import ASSETS


@pytest.fixture(scope="module")
def parsed(built):
    texts = {path: path.read_text(encoding="utf-8") for path in built.rglob("*.html")}
    return {path: (text, Links(without_formulas(text))) for path, text in texts.items()}


FORMULA = re.compile("(<math [^>]*>)(.*?)(?=</math>)", re.DOTALL)


def without_formulas(text):
    """A page without what is in its formulas, where nothing is loaded, linked to or anchored."""
    assert not any(
        re.search(r"\s(href|src|data|id)=", inside) for _, inside in FORMULA.findall(text)
    )
    return FORMULA.sub(r"\1", text)


def test_every_rule_has_its_page(built, known):
    for entry in known:
        assert (built / rule_path(entry.id).replace(".md", ".html")).is_file()


def test_nothing_is_loaded_from_elsewhere(parsed):
    for path, (_, links) in parsed.items():
        outside = [url for url in links.loads if urlsplit(url).scheme or url.startswith("//")]
        assert not outside, path


def test_no_placeholder_is_left(built):
    for path in built.rglob("*"):
        if path.suffix in (".html", ".json", ".js", ".xml"):
            text = path.read_text(encoding="utf-8")
            assert OPEN not in text and CLOSE not in text, path


def test_internal_links_lead_somewhere(built, parsed):
    ids = {str(path): set(links.ids) for path, (_, links) in parsed.items()}
    files = {str(path) for path in built.rglob("*") if path.is_file()}
    wrong = []
    for path, (_, links) in parsed.items():
        for url in links.links:
            parts = urlsplit(url)
            if parts.scheme or parts.netloc or path.name == "404.html":
                continue
            target = (
                os.path.normpath(path.parent / unquote(parts.path)) if parts.path else str(path)
            )
            if target not in files:
                target = f"{target}/index.html"
            if target not in files:
                wrong.append((path.name, url))
            elif "=" not in parts.fragment and not _has(ids.get(target), parts.fragment):
                wrong.append((str(path), url))
    assert not wrong


def _has(ids, fragment):
    """Whether a page has an anchor; other files have any, and every page has its beginning."""
    return ids is None or not fragment or unquote(fragment) in ids


def test_anchors_are_unique(parsed):
    for path, (_, links) in parsed.items():
        own = [i for i in links.ids if not i.startswith("__")]
        assert len(own) == len(set(own)), path


def test_pages_and_scripts_are_small(built, parsed):
    for path, (text, _) in parsed.items():
        if "rules" in path.parts and path.parent.name != "rules":
            article = re.search(r"<article.*</article>", text, re.DOTALL)[0]
            derived = re.search(r'<h2 id="derivation".*?(?=<h2)', article, re.DOTALL)
            steps = len(derived[0].encode()) if derived else 0
            assert len(article.encode()) - steps < 60_000, path
            assert steps < 130_000, path
    assert (built / "rules/index.html").stat().st_size < 400_000
    assert sum(p.stat().st_size for p in ASSETS.glob("*.js")) < 40_000
    assert (ASSETS / "stix-two-math.woff2").stat().st_size < 130_000


def test_licences_are_shipped(built):
    folder = built / "assets" / "jacobook"
    assert "SIL Open Font License" in (folder / "stix-two-math.OFL.txt").read_text()

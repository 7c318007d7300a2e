"""The small site of one pack."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from fragments import Links

from jacobook_site import pack_site
from jacobook_site.record_file import RecordError

ROOT = Path(__file__).resolve().parents[2]


def test_the_home_page_is_the_pack_s(hostile_site):
    text = (hostile_site / "index.html").read_text(encoding="utf-8")
    assert 'data-mark="failing"' in text and "How to install" in text
    assert (hostile_site / "rules/evil/page/plots/index.html").is_file()


def test_every_link_leads_somewhere(hostile_site):
    parsed = {p: Links(p.read_text(encoding="utf-8")) for p in hostile_site.rglob("*.html")}
    assert len(parsed) > 40
    for path, links in parsed.items():
        for url in links.links:
            parts = urlsplit(url)
            if parts.scheme in ("http", "https") or path.name == "404.html":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.exists(), (path, url)
            if parts.fragment and "=" not in parts.fragment and target in parsed:
                assert unquote(parts.fragment) in parsed[target].ids, (path, url)


def test_links_to_rules_of_the_book_are_text(hostile_site):
    text = (hostile_site / "rules/evil/page/plots/index.html").read_text(encoding="utf-8")
    assert "the determinant" in text and "linalg/det/index.html" not in text
    assert 'title="evil.page.plots">itself</a>' in text and "and nothing." in text


def test_it_takes_seconds(hostile_file, tmp_path):
    start = time.process_time()
    pack_site.build(hostile_file, tmp_path / "out")
    assert time.process_time() - start < 10


def test_it_looks_like_the_book():
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert dict(pack_site.THEME) == config["theme"]
    assert config["markdown_extensions"] == pack_site.EXTENSIONS
    assert [p for p in config["plugins"] if "jacobook" not in p] == []


def test_a_record_that_cannot_be_used_is_refused(tmp_path):
    (tmp_path / "r.json").write_text("{}")
    with pytest.raises(RecordError, match="not the record of a pack"):
        pack_site.build(tmp_path / "r.json", tmp_path / "out")
    assert not (tmp_path / "out").exists()

"""The small site of one pack."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from fragments import Links

from jacobook_site import preview
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
    preview.build(hostile_file, tmp_path / "out")
    assert time.process_time() - start < 10


def test_it_looks_like_the_book():
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert dict(preview.THEME) == config["theme"]
    assert config["markdown_extensions"] == preview.EXTENSIONS
    assert [p for p in config["plugins"] if "jacobook" not in p] == []


def test_a_record_that_cannot_be_used_is_refused(tmp_path):
    (tmp_path / "r.json").write_text("{}")
    with pytest.raises(RecordError, match="not the record of a pack"):
        preview.build(tmp_path / "r.json", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_it_is_served_on_this_machine_only(hostile_file):
    code = "import sys; from pathlib import Path; from jacobook_site import preview;"
    code += "preview.serve(Path(sys.argv[1]), 0, open_browser=False)"
    served = subprocess.Popen(
        [sys.executable, "-c", code, str(hostile_file)], stdout=subprocess.PIPE, text=True
    )
    try:
        address = re.match(r"(http://127\.0\.0\.1:\d+/) ", served.stdout.readline())[1]
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert b"evil" in answer.read()
    finally:
        served.terminate()
        served.wait(20)
        served.stdout.close()

"""Sites are built from what has changed, and come out as if everything had been made anew."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from jacobook_site.building import BuildError, Site, Wishes
from jacobook_site.serving import files_of

ROOT = Path(__file__).resolve().parents[2]
CONFIGURATION = """
site_name: small
docs_dir: pages
site_dir: out
use_directory_urls: false
theme: {{name: material, font: false}}
plugins:
  - jacobook: {{checks: false, only: ["neuron.*"], memory: "{memory}"}}
markdown_extensions: [attr_list, md_in_html, tables]
nav: [index.md, second.md, rules/index.md]
not_in_nav: "*"
"""


@pytest.fixture
def place(tmp_path, known):
    """A small site of a few rules, whose records are recalled from the memory of the tests."""
    memory = ROOT / "build" / "memory.bin"
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION.format(memory=memory))
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "index.md").write_text("# First\n\n`card: neuron.affine` and `math: x**2`.\n")
    (pages / "second.md").write_text("# Second\n\n## A part\n\nWords to find.\n")
    return tmp_path


def built(place, **wishes):
    wishes = {"strict": False, **wishes}
    return Site(place / "mkdocs.yml", Wishes(**wishes)).build()


def contents(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in files if p.suffix != ".gz"}


def test_what_has_not_changed_is_kept(place):
    first = built(place)
    assert first.folder == place / "out" and first.made > 20
    before = contents(first.folder)
    assert built(place).made == 0
    assert contents(first.folder) == before


def test_one_changed_page_is_made_and_the_rest_as_in_a_clean_build(place):
    built(place)
    second = place / "pages" / "second.md"
    second.write_text(second.read_text() + "\n## Another part\n\nMore words.\n")
    assert built(place).made == 1
    after = contents(place / "out")
    assert b"Another part" in after["second.html"] and b"Another part" in after["search/pages.js"]
    assert built(place, clean=True).made > 20
    assert contents(place / "out") == after


def test_a_heading_that_the_navigation_shows_changes_all_pages(place):
    built(place)
    second = place / "pages" / "second.md"
    second.write_text(second.read_text().replace("# Second", "# Another title"))
    assert built(place).made > 20
    assert b"Another title" in contents(place / "out")["index.html"]


def test_pages_that_are_gone_are_removed_with_their_twins(place):
    built(place)
    assert {"second.html", "second.html.md"} <= contents(place / "out").keys()
    (place / "pages" / "second.md").unlink()
    text = (place / "mkdocs.yml").read_text().replace("second.md, ", "")
    (place / "mkdocs.yml").write_text(text)
    built(place)
    assert not {"second.html", "second.html.md"} & contents(place / "out").keys()


def test_what_was_deleted_from_the_site_is_made_again(place):
    built(place)
    (place / "out" / "second.html").unlink()
    assert built(place).made == 1
    assert (place / "out" / "second.html").is_file()


def test_progress_is_told(place):
    told = []
    site = Site(place / "mkdocs.yml", Wishes(strict=False))
    site.build(lambda what, count, total: told.append((what, count, total)))
    pages = [(count, total) for what, count, total in told if what == "pages"]
    assert [count for count, _ in pages] == list(range(1, pages[0][1] + 1))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: None, "a site is described by that file"),
        (lambda text: text.replace("- jacobook:", "- search:"), "mkdocs.yml"),
        (lambda text: "site_name: x\ndocs_dir: pages\n", "the plugin that makes the pages is not"),
        (lambda text: "a: [", "mkdocs.yml"),
    ],
)
def test_a_wrong_configuration_is_told(place, change, message):
    path = place / "mkdocs.yml"
    made = change(path.read_text())
    path.unlink() if made is None else path.write_text(made)
    with pytest.raises(BuildError, match=message):
        built(place)


def test_a_page_that_cannot_be_read_stops_the_build_and_is_named(place):
    (place / "pages" / "second.md").write_text("# Second\n\n`card: no.such_rule`\n")
    with pytest.raises(BuildError, match=r"second\.md.*no\.such_rule"):
        built(place)


def test_warnings_stop_a_strict_build_and_are_not_forgotten(place):
    (place / "pages" / "second.md").write_text("# Second\n\n[gone](nowhere.md)\n")
    for _ in range(2):
        with pytest.raises(BuildError, match=r"nowhere\.md"):
            built(place, strict=True)
    assert any("nowhere.md" in warning for warning in built(place).warnings)


# --------------------------------------------------------------------------------- serving


EDITS = """
import json, sys
from pathlib import Path
from jacobook_site.building import Site, Wishes
from jacobook_site.serving import Workplace

rule, page, *edits = map(str, json.loads(sys.argv[1]))
said = []
place = Workplace(
    Site(Path("mkdocs.yml"), Wishes(strict=False), command="serve"), said.append, lambda *_: None
)
whole = Path(rule).read_text()
pages = sorted(Path("out").glob("rules/neuron/*/index.html"))
told = []
for number in range(0, len(edits), 2):
    before = {str(path): path.stat().st_mtime_ns for path in pages}
    said.clear()
    Path(rule).write_text(whole.replace(edits[number], edits[number + 1]))
    place.rebuild()
    changed = [name for name in before if Path(name).stat().st_mtime_ns != before[name]]
    told.append([list(said), changed, Path(page).read_text()])
print(json.dumps(told))
"""
"""Edits a rule while its site is served: pairs of what is replaced, and by what."""


def edited(place, *edits):
    """What was said, which pages of rules were made anew, and the page of the rule, for each edit.

    The rules are a copy, since other tests read the files of the book at the same time.
    """
    rules = place / "rules"
    shutil.copytree(ROOT / "rules", rules, ignore=shutil.ignore_patterns("__pycache__"))
    given = [
        rules / "jacobook_rules/neuron/affine.py",
        "out/rules/neuron/affine/index.html",
        *edits,
    ]
    done = subprocess.run(
        [sys.executable, "-c", EDITS, json.dumps(list(map(str, given)))],
        check=False,
        capture_output=True,
        text=True,
        cwd=place,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(rules), *filter(None, sys.path)])},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_an_edited_rule_is_shown_anew_and_nothing_else(place):
    ((said, changed, page),) = edited(place, 'summary="', 'summary="Edited. ')
    assert said[0] == "Changed: neuron.affine" and "Edited. " in page
    assert changed == ["out/rules/neuron/affine/index.html"]


def test_a_rule_with_an_error_is_told_and_the_site_stays(place):
    wrong = ["title=", "titl=", "rule = ", "rule = ) "]
    *failed, mended = edited(place, *wrong, 'summary="', 'summary="Mended. ')
    for said, changed, page in failed:
        assert said[0].startswith("Not rebuilt:") and "affine" in said[0]
        assert changed == [] and "Mended. " not in page
    assert "Mended. " in mended[2]


def test_a_pack_s_files_are_found_without_importing_it(tmp_path):
    from jacobook.verification import targets_named

    path = tmp_path / "mine.py"
    path.write_text("raise SystemExit('imported')\n")
    (target,), _ = targets_named([str(path)], "0")
    assert files_of(target) == [path]


def test_the_command_serves_on_this_machine_only_and_loads_again(place, known):
    served = subprocess.Popen(
        [sys.executable, "-m", "jacobook", "serve", "--port", "0", "--no-open"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=place,
    )
    try:
        lines = iter(served.stdout.readline, "")
        address = next(
            m[1] for line in lines if (m := re.match(r"(http://127\.0\.0\.1:\d+/) ", line))
        )
        with urllib.request.urlopen(address, timeout=60) as answer:
            page = answer.read()
        assert b"First" in page and b"livereload" in page
        (place / "pages" / "second.md").write_text("# Second\n\nWritten now.\n")
        assert any("files made" in line for line in lines)
        with urllib.request.urlopen(f"{address}second.html", timeout=60) as answer:
            assert b"Written now." in answer.read()
    finally:
        served.terminate()
        served.wait()
        served.stdout.close()

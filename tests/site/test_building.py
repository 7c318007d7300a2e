"""Sites are built from what has changed, and come out as if everything had been made anew."""

import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from jacobook_site.building import BuildError, Site, Wishes
from jacobook_site.serving import Workplace, files_of

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


@pytest.fixture
def rule_file():
    """The file of a rule, which is put back."""
    path = ROOT / "rules/jacobook_rules/neuron/affine.py"
    text = path.read_text()
    yield path
    path.write_text(text)


def workplace(place, said):
    site = Site(place / "mkdocs.yml", Wishes(strict=False), command="serve")
    return Workplace(site, said.append, lambda what, count, total: None)


def test_an_edited_rule_is_shown_anew_and_nothing_else(place, rule_file):
    said = []
    at = workplace(place, said)
    said.clear()
    page = place / "out/rules/neuron/affine/index.html"
    other = place / "out/rules/neuron/relu_affine/index.html"
    stamps = {path: path.stat().st_mtime_ns for path in place.glob("out/rules/neuron/*/index.html")}
    rule_file.write_text(rule_file.read_text().replace('summary="', 'summary="Edited. '))
    at.rebuild()
    assert said[0] == "Changed: neuron.affine" and "Edited. " in page.read_text()
    unchanged = {path for path in stamps if path.stat().st_mtime_ns == stamps[path]}
    assert page not in unchanged and len(unchanged) == len(stamps) - 1, other


def test_a_rule_with_an_error_is_told_and_the_site_stays(place, rule_file):
    said = []
    at = workplace(place, said)
    before = contents(place / "out")
    whole = rule_file.read_text()
    for wrong in (whole.replace("title=", "titl="), whole + "\n)"):
        said.clear()
        rule_file.write_text(wrong)
        at.rebuild()
        assert said[0].startswith("Not rebuilt:") and "affine" in said[0]
    assert contents(place / "out") == before
    rule_file.write_text(whole.replace('summary="', 'summary="Mended. '))
    at.rebuild()
    assert "Mended. " in (place / "out/rules/neuron/affine/index.html").read_text()


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

"""`jacobook export` gives the document that the site serves."""

import json
from pathlib import Path

from click.testing import CliRunner

from jacobook.cli import main

MEMORY = Path(__file__).resolve().parents[2] / "build" / "memory.bin"


def run(*arguments):
    return CliRunner().invoke(main, ["export", "--memory", str(MEMORY), *arguments])


def test_it_is_the_document_of_the_site(pages, tmp_path):
    path = tmp_path / "new" / "catalogue.json"
    done = run("--out", str(path))
    assert done.exit_code == 0 and done.stdout == ""
    assert path.read_text(encoding="utf-8") == pages["catalogue.json"]
    assert run().stdout == pages["catalogue.json"]


def test_it_takes_packs(pages, geom_file):
    made = json.loads(run("--pack", str(geom_file)).stdout)
    own = {rule["id"]: rule["hash"] for rule in json.loads(pages["catalogue.json"])["rules"]}
    all_of_them = {rule["id"]: rule["hash"] for rule in made["rules"]}
    assert own.items() < all_of_them.items()
    assert {name.split(".")[0] for name in all_of_them.keys() - own.keys()} == {"geom"}


def test_a_record_that_cannot_be_used_is_an_error_in_words(tmp_path):
    (tmp_path / "x.json").write_text("{}")
    done = run("--pack", str(tmp_path / "x.json"))
    assert done.exit_code == 2 and "not the record of a pack" in done.stderr

"""Adding a rule costs one file: its checks, its page and its place in the indexes follow."""

from __future__ import annotations

import importlib
import pathlib
import re
import sys
from collections.abc import Iterator

import pytest

import jacobook as jb
from jacobook.testing import iter_cases
from jacobook_site.generator import generate
from jacobook_site.records import record

GUIDE = pathlib.Path(__file__).parents[2] / "site" / "pages" / "guides" / "add-a-rule.md"


def rule_of_the_guide() -> str:
    """The file that the guide tells to write, moved to the namespace of the test's pack."""
    block = re.search(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    assert block is not None
    return block[1].replace("act.squareplus", "newpack.squareplus")


@pytest.fixture
def pack(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[jb.RulePack]:
    """A pack whose folder is empty when it is made."""
    (tmp_path / "newpack_rules" / "act").mkdir(parents=True)
    (tmp_path / "newpack_rules" / "__init__.py").touch()
    (tmp_path / "newpack_rules" / "act" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield jb.RulePack("newpack").include("newpack_rules")
    for name in [n for n in sys.modules if n.startswith("newpack_rules")]:
        del sys.modules[name]


def book(pack: jb.RulePack) -> jb.Registry:
    return jb.Registry(packs=["jacobook_rules:pack", pack])


def test_a_new_file_brings_its_checks_and_its_page(
    pack: jb.RulePack, tmp_path: pathlib.Path
) -> None:
    before = book(pack)
    assert "newpack.squareplus" not in before

    (tmp_path / "newpack_rules" / "act" / "squareplus.py").write_text(rule_of_the_guide())
    importlib.invalidate_caches()
    after = book(pack)

    rule = after["newpack.squareplus"]
    cases = list(iter_cases([rule], after))
    assert len(cases) >= 12
    assert {case.run().status for case in cases} == {"passed"}

    pages = generate([record(each, after) for each in after if each.family in ("act", "newpack")])
    assert "Squareplus" in pages["rules/newpack/squareplus/index.md"]
    assert "newpack.squareplus" in pages["rules/index.md"]
    assert "newpack.squareplus" in pages["catalogue.json"]
    assert "rules/newpack/squareplus/source.txt" in pages

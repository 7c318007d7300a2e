"""Where pages say that a rule came from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from broken_packs import good, install

import jacobook as jb
from jacobook.discovery import Switch
from jacobook_site.provenance import origin


def test_the_file_of_an_installed_rule_is_told_from_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where that lies inside another project."""
    (tmp_path / "pyproject.toml").touch()
    site = tmp_path / "build" / "packs"
    install(site, good())
    monkeypatch.syspath_prepend(site)
    registry = jb.Registry(switch=Switch())
    told = origin(registry["acme.cube"], registry)
    assert (told.path, told.distribution) == ("acme_rules/rules/cube.py", "jacobook-acme 0.1.0")
    for name in [n for n in sys.modules if n.startswith("acme_rules")]:
        del sys.modules[name]


def test_the_file_of_a_built_in_rule_is_told_from_the_repository() -> None:
    registry = jb.registry()
    assert origin(registry["linalg.det"], registry).path == "rules/jacobook_rules/linalg/det.py"

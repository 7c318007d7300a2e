"""What the tests of the site share: records, generated pages, and one strict build."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import jacobook
from jacobook_site.derivations import derivations
from jacobook_site.generator import generate
from jacobook_site.memory import Memory
from jacobook_site.records import records

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "site" / "pages"


@pytest.fixture(scope="session")
def known():
    """A record per rule; derivations are remembered under a hash of all that they depend on."""
    registry = jacobook.registry()
    memory = Memory(ROOT / "build" / "records.json")
    return records(registry, derivations=derivations(registry, memory))


@pytest.fixture(scope="session")
def pages(known):
    return generate(known)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The site, built strictly into a folder of its own, without verifying the rules."""
    folder = tmp_path_factory.mktemp("site")
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config |= {"docs_dir": str(PAGES), "site_dir": str(folder / "out"), "strict": True}
    for plugin in config["plugins"]:
        if isinstance(plugin, dict) and "jacobook" in plugin:
            plugin["jacobook"]["checks"] = False
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")],
        check=False,
        cwd=ROOT,
        env=_environment(folder),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return folder / "out"


def _environment(folder):
    """The environment of the build: the sources, and the plugin's name if nothing is installed."""
    info = folder / "jacobook-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: jacobook\nVersion: 0\n")
    name = "jacobook = jacobook_site.plugin:CataloguePlugin"
    (info / "entry_points.txt").write_text(f"[mkdocs.plugins]\n{name}\n")
    sources = [str(ROOT / part) for part in ("core", "rules", "site")]
    path = os.pathsep.join([*sources, *filter(None, [os.environ.get("PYTHONPATH")]), str(folder)])
    return {**os.environ, "PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1"}

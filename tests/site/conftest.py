"""What the tests of the site share: records, generated pages, and one strict build."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml

import jacobook
from jacobook.evidence import CheckResult
from jacobook.testing import check_rule
from jacobook_site import pack_record, pack_site, record_file
from jacobook_site.generator import generate
from jacobook_site.memory import Memory
from jacobook_site.workshop import records

BOOK = jacobook.Registry(packs=["jacobook_rules:pack"])
"""The built-in rules: what is installed beside them is no part of the book."""

sys.path.insert(0, str(Path(__file__).parent / "packs"))  # the packs that tests are made with

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "site" / "pages"


@pytest.fixture(scope="session")
def known():
    """A record per rule, remembered under a hash of all that it depends on."""
    return records(BOOK, Memory(ROOT / "build" / "memory.bin"))


@pytest.fixture(scope="session")
def pages(known):
    return generate(known)


@pytest.fixture(scope="session")
def geom():
    from publication import geometry

    return geometry()


@pytest.fixture(scope="session")
def geom_file(geom, tmp_path_factory):
    path = tmp_path_factory.mktemp("records") / "geom.json"
    record_file.write(path, geom)
    return path


@pytest.fixture(scope="session")
def loud(tmp_path_factory):
    """A folder with an installed pack that leaves a trace when it is imported."""
    from publication import install_loudly

    folder = tmp_path_factory.mktemp("installed")
    install_loudly(folder)
    return folder


BUILD = """
import sys
from mkdocs.__main__ import cli
try:
    cli(["build", "-f", sys.argv[1]], standalone_mode=False)
finally:
    print("MODULES", [name for name in sys.modules if name.startswith("jacobook_geometry")])
"""


@pytest.fixture(scope="session")
def site_build(known, geom_file, loud, tmp_path_factory):
    """The site's folder, what the build said, and the file that no pack may have made.

    The build is strict, in a process of its own, with a pack's record, and without verifying the
    rules. It recalls the derivations that `known` has remembered.
    """
    folder = tmp_path_factory.mktemp("site")
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    config |= {"docs_dir": str(PAGES), "site_dir": str(folder / "out"), "strict": True}
    packs = [{"record": str(geom_file), "version": "0.1.0"}]
    for plugin in config["plugins"]:
        if isinstance(plugin, dict) and "jacobook" in plugin:
            plugin["jacobook"] = {"checks": False, "packs": packs}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder / "mkdocs.yml")],
        check=False,
        cwd=ROOT,
        env={**_environment(folder, loud), "LOUD_TRACE": str(folder / "trace")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return folder / "out", done.stdout + done.stderr, folder / "trace"


@pytest.fixture(scope="session")
def built(site_build):
    return site_build[0]


@pytest.fixture(scope="session")
def served(built):
    """The site behind a server: browsers give pages in folders no clipboard to read from."""
    handler = functools.partial(_Quiet, directory=str(built))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format, *args):
        pass


def _environment(folder, installed):
    """The environment of the build: the sources, and the plugin's name if nothing is installed."""
    info = folder / "jacobook-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: jacobook\nVersion: 0\n")
    name = "jacobook = jacobook_site.plugin:CataloguePlugin"
    (info / "entry_points.txt").write_text(f"[mkdocs.plugins]\n{name}\n")
    sources = [str(ROOT / part) for part in ("core", "rules", "site")]
    given = filter(None, [os.environ.get("PYTHONPATH")])
    path = os.pathsep.join([str(installed), *sources, *given, str(folder)])
    return {**os.environ, "PYTHONPATH": path, "NO_MKDOCS_2_WARNING": "1"}


@pytest.fixture(scope="session")
def hostile():
    """The record of a pack with hostile text in every field, as `jacobook check --record` makes it."""
    from hostile_pack import pack

    registry = jacobook.Registry(packs=["jacobook_rules:pack", pack])
    rules = registry.rules(family="evil")
    return pack_record.make(registry, "evil", {rule.id: _checks(rule, registry) for rule in rules})


def _checks(rule, registry):
    """What the kit finds; for the many rules of hostile text, results with that text in them."""
    from hostile_pack.texts import TEXTS

    name = rule.id.split(".")[-1]
    if name not in TEXTS:
        return tuple(check_rule(rule, registry))
    return (
        CheckResult(rule=rule.id, check="value", status="passed", cases=2),
        CheckResult(rule=rule.id, check="dot", status="skipped", detail=TEXTS[name]),
        CheckResult(rule=rule.id, check="linear", status=_linear(name), detail=TEXTS[name]),
    )


def _linear(name):
    return "failed" if name in ("script", "endless", "private_use") else "passed"


@pytest.fixture(scope="session")
def hostile_file(hostile, tmp_path_factory):
    path = tmp_path_factory.mktemp("records") / "evil.json"
    record_file.write(path, hostile)
    return path


@pytest.fixture(scope="session")
def hostile_site(hostile_file, tmp_path_factory):
    """The small site of that pack, built strictly."""
    return pack_site.build(hostile_file, tmp_path_factory.mktemp("pack") / "out").parent


# ------------------------------------------------------------------------------- browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser):
    from browsing import Visit

    made = []

    def start(**options):
        made.append(Visit(browser, **options))
        return made[-1]

    yield start
    for each in made:
        each.context.close()

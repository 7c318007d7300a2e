"""An author's journey: the commands of the publishing guide, run one after the other.

jacobook's wheel is built and installed into a fresh environment; then the guide's blocks marked `bash`
are run as they stand, and its blocks with a title are written as files. So the guide cannot drift
from what works. Blocks marked `sh` need an account or an earlier installation, and are not run.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "site" / "pages" / "guides" / "publish-a-pack.md"
LONGEST = 60.0
"""Seconds that the guide's commands may take together, without the installation of dependencies.

They are seconds of processors, not of a clock: on a machine with nothing else to do they are the more,
since a check uses several processes, and on a busy one they do not depend on who else is there.
"""

_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')
_STATUS = re.compile(r"\s+# status (\d)$")


@dataclass(frozen=True)
class Written:
    """A file that the guide has its reader write."""

    path: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command of the guide, with the status that it ends with."""

    line: str
    status: int


@dataclass(frozen=True)
class Done:
    """What a command did, and how long that took by the clock and in processors."""

    line: str
    status: int
    output: str
    clock: float
    seconds: float

    def __str__(self) -> str:
        """The times, the status and the command."""
        times = f"{self.seconds:5.1f} s of processors, {self.clock:5.1f} s by the clock"
        return f"{times}, status {self.status}: {self.line}"


def steps(guide: str) -> Iterator[Written | Command]:
    """The files and commands of the guide, in their order."""
    for language, options, body in _BLOCK.findall(guide):
        if title := _TITLE.search(options):
            yield Written(title[1], body)
        elif language == "bash":
            for line in body.splitlines():
                expected = _STATUS.search(line)
                yield Command(_STATUS.sub("", line), int(expected[1]) if expected else 0)


def run(line: str, where: Path, environment: dict[str, str]) -> Done:
    """A command line, timed."""
    start, before = time.perf_counter(), processors()
    done = subprocess.run(
        line,
        shell=True,
        cwd=where,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
        check=False,
    )
    clock = time.perf_counter() - start
    return Done(line, done.returncode, done.stdout, clock, processors() - before)


def processors() -> float:
    """The seconds that finished processes of this one have used so far."""
    used = os.times()
    return used.children_user + used.children_system


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """jacobook as it would be published."""
    folder = tmp_path_factory.mktemp("wheel")
    line = f'"{sys.executable}" -m pip wheel --quiet --no-deps --wheel-dir "{folder}" "{ROOT}"'
    done = run(line, folder, dict(os.environ))
    assert done.status == 0, done.output
    (found,) = folder.glob("jacobook-*.whl")
    return found


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a shell in a fresh environment with jacobook; what the guide asks for first."""
    folder = tmp_path_factory.mktemp("environment") / ".venv"
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JACOBOOK_", "PYTEST_"))}
    kept = {k: v for k, v in kept.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    made = {**kept, "VIRTUAL_ENV": str(folder), "PATH": f"{programs}{os.pathsep}{kept['PATH']}"}
    for line in (
        f'"{sys.executable}" -m venv "{folder}"',
        "python -m pip install --quiet --upgrade pip",
        f'pip install --quiet "{wheel}[site]" "pytest>=8"',
    ):
        done = run(line, folder.parent, made)
        assert done.status == 0, f"{line}\n{done.output}"
    return made


@pytest.fixture(scope="session")
def journey(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[Done]]:
    """The folder in which the journey began, and what each command of the guide did."""
    start = where = tmp_path_factory.mktemp("journey")
    everything = []
    for step in steps(GUIDE.read_text(encoding="utf-8")):
        if isinstance(step, Written):
            (where / step.path).write_text(step.text, encoding="utf-8")
        elif step.line.startswith("cd "):
            where = where / step.line.removeprefix("cd ")
        else:
            done = run(as_run(step.line), where, environment)
            print(done)
            everything.append(done)
            assert done.status == step.status, f"{step.line}\n{done.output}"
    return start, everything


def as_run(line: str) -> str:
    """A command as it is run here: a site is written into a folder, and not served."""
    name = line.removeprefix("jacobook serve ")
    return line if name == line else f"jacobook build {name} --out site"


def outputs(done: list[Done], beginning: str) -> list[str]:
    """What the commands that begin so have printed."""
    return [one.output for one in done if one.line.startswith(beginning)]


def test_the_guide_has_the_commands_of_the_journey() -> None:
    lines = [s.line for s in steps(GUIDE.read_text(encoding="utf-8")) if isinstance(s, Command)]
    beginnings = [" ".join(line.split()[:2]) for line in lines]
    assert beginnings == [
        *("jacobook check", "jacobook serve"),
        *("jacobook new-pack", "cd jacobook-acme", "pip install", "jacobook check"),
        *("jacobook add-rule", "jacobook check"),
        *("jacobook check", "pytest", "jacobook serve"),
        "jacobook check",
    ]


def test_the_machines_part_takes_less_than_a_minute(journey: tuple[Path, list[Done]]) -> None:
    _, everything = journey
    total = sum(done.seconds for done in everything)
    clock = sum(done.clock for done in everything)
    print(f"{total:5.1f} s of processors, {clock:5.1f} s by the clock in all")
    assert total < LONGEST, "\n".join(map(str, everything))


def test_a_file_of_rules_is_checked(journey: tuple[Path, list[Done]]) -> None:
    first = outputs(journey[1], "jacobook check")[0]
    assert "1 rule" in first
    assert "failed" not in first


def test_what_is_left_to_do_is_reported(journey: tuple[Path, list[Done]]) -> None:
    drafted = outputs(journey[1], "jacobook check acme")[1]
    assert drafted.count("JB207") == 3
    assert "acme.logdet" in drafted


def test_the_finished_pack_is_clean(journey: tuple[Path, list[Done]]) -> None:
    finished = outputs(journey[1], "jacobook check acme")[2]
    assert "2 rules" in finished
    assert "JB" not in finished


def test_the_packs_own_tests_ran(journey: tuple[Path, list[Done]]) -> None:
    (report,) = outputs(journey[1], "pytest")
    passed = re.search(r"(\d+) passed", report)
    assert passed is not None
    assert int(passed[1]) >= 15
    assert "failed" not in report


def test_the_sites_have_a_page_for_each_rule(journey: tuple[Path, list[Done]]) -> None:
    start, _ = journey
    for folder, id in (
        (start / "site", "local.squareplus"),
        (start / "jacobook-acme" / "site", "acme.logdet"),
        (start / "jacobook-acme" / "site", "acme.softsign"),
    ):
        page = folder.joinpath("rules", *id.split("."), "index.html")
        assert "<math" in page.read_text(encoding="utf-8"), page


def test_the_record_names_the_pack(journey: tuple[Path, list[Done]]) -> None:
    start, _ = journey
    record = json.loads((start / "jacobook-acme" / "acme.json").read_text(encoding="utf-8"))
    assert "acme.logdet" in json.dumps(record)


def test_the_built_wheel_brings_its_rules(
    journey: tuple[Path, list[Done]], environment: dict[str, str], tmp_path: Path
) -> None:
    start, _ = journey
    pack = start / "jacobook-acme"
    built = run(f'pip wheel --quiet --no-deps --wheel-dir "{tmp_path}" .', pack, environment)
    assert built.status == 0, built.output
    (wheel,) = tmp_path.glob("jacobook_acme-0.1.0-*.whl")
    place = tmp_path / "installed"
    line = f'pip install --quiet --no-deps --target "{place}" "{wheel}"'
    assert run(line, tmp_path, environment).status == 0
    assert (place / "jacobook_acme" / "py.typed").is_file()
    line = "python -c \"import jacobook_acme as a, jacobook as jb; print(a.__file__, [r.id for r in jb.Registry(packs=['jacobook_rules:pack', a.pack]).rules(family='acme')])\""
    shown = run(line, tmp_path, {**environment, "PYTHONPATH": str(place)})
    assert str(place) in shown.output
    assert "['acme.logdet', 'acme.softsign']" in shown.output


def test_the_guides_check_and_page_block_work(environment: dict[str, str], tmp_path: Path) -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    (rules,) = (s.text for s in steps(guide) if isinstance(s, Written) and s.path == "my_rules.py")
    (more,) = (body for *_, body in _BLOCK.findall(guide) if "@pack.page_blocks" in body)
    tagged = rules.replace('id="local.squareplus",', 'id="local.squareplus", tags=("monotone",),')
    pack = 'from jacobook import RulePack\n\npack = RulePack("local", contract="1.0").add(rule)\n'
    (tmp_path / "extended.py").write_text(f"{tagged}\n{pack}\n{more}", encoding="utf-8")
    done = run("jacobook check ./extended.py --record record.json --json", tmp_path, environment)
    assert done.status == 0, done.output
    assert "monotone" in (tmp_path / "record.json").read_text(encoding="utf-8")
    assert "Some values" in (tmp_path / "record.json").read_text(encoding="utf-8")

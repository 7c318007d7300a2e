"""The form of a pack's record: everything that pages show of it, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field

import jacobook
from jacobook.hookspecs import CONTRACT
from jacobook.pages import Section
from jacobook_site.block_record import BlockRecord
from jacobook_site.dependencies import engine_hash
from jacobook_site.provenance import versions
from jacobook_site.records import RuleRecord

FORMAT = 1
"""The version of the form of records; a file of another version is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Who a pack is: its own words, and what the metadata of its distribution say.

    Attributes:
        namespace: the first part of its rules' ids.
        contract: the version of the contract it was written for.
        title, summary, url: as the pack says.
        distribution, version, licence, author, home_page: as the metadata say.
        entry_point: such as `"acme = jacobook_acme:pack"`.
        origin: `installed`, `editable`, `local` (a file) or `given` (an object).
        hooks: the hooks it implements.
        hashes: by module that holds a rule, the SHA-256 of its file.
    """

    namespace: str
    contract: str
    title: str
    summary: str = ""
    url: str = ""
    distribution: str = ""
    version: str = ""
    licence: str = ""
    author: str = ""
    home_page: str = ""
    entry_point: str = ""
    origin: str = "installed"
    hooks: tuple[str, ...] = ()
    hashes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """What a record was made with, and when.

    Attributes:
        jacobook, contract, numpy, python: versions.
        engine: a hash of the engine's files and of NumPy's version.
        date: as `2026-11-21`.
    """

    jacobook: str
    contract: str
    engine: str
    numpy: str
    python: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """Something that is wrong with a pack, or worth knowing; see `jacobook.findings.Finding`."""

    code: str
    severity: str
    wrong: str
    mend: str = ""
    where: str = ""
    rule: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRecord:
    """All that pages show of a pack.

    Attributes:
        format: `FORMAT` of the jacobook that made it.
        pack: who it is.
        host: what it was made with.
        sections: the headings of its page.
        findings: what is wrong with it.
        rules: its rules, sorted by id, with their checks.
        blocks: by id of a rule, what the pack adds to its page.
    """

    format: int
    pack: About
    host: Host
    sections: tuple[Section, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    rules: tuple[RuleRecord, ...] = ()
    blocks: dict[str, tuple[BlockRecord, ...]] = field(default_factory=dict)


def this_host() -> Host:
    """What a record made now is made with."""
    now = versions()
    return Host(
        jacobook=jacobook.__version__,
        contract=CONTRACT,
        engine=engine_hash(),
        numpy=now.numpy,
        python=now.python,
        date=now.date,
    )

"""Which packs a site publishes: those whose records its configuration names, and no others."""

from __future__ import annotations

import functools
import glob
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jacobook.discovery import LOCAL, Switch, discover
from jacobook_site.dependencies import generator_hash
from jacobook_site.memory import Memory
from jacobook_site.pack_data import PackRecord
from jacobook_site.record_file import RecordError, read

EXAMPLE = "packs: [{record: build/packs/geom.json, version: 0.1.0}]"


def published(
    entries: Sequence[Any], folder: Path, memory: Memory | None = None
) -> tuple[PackRecord, ...]:
    """The records that the option `packs` names, sorted by namespace.

    Args:
        entries: paths, patterns such as `build/packs/*.json`, or mappings with the keys `record` and
            `version`, which the pack must have.
        folder: what paths are relative to.
        memory: remembers records that were validated, which takes a second for a hundred rules.

    Raises:
        RecordError: an entry has another form or names no file, a record cannot be used, has another
            version, is of a file that nobody can install, or two are of one namespace.
    """
    found: dict[str, PackRecord] = {}
    for pattern, version in map(_entry, entries):
        for path in _files(pattern, folder):
            record = _record(path, path.stat().st_mtime_ns, memory)
            _refuse_unpublishable(record, version, path)
            if record.pack.namespace in found:
                raise RecordError(f"{path}: there are two records of {record.pack.namespace!r}")
            found[record.pack.namespace] = record
    return tuple(found[name] for name in sorted(found))


@functools.lru_cache(maxsize=64)
def _record(path: Path, _: int, memory: Memory | None) -> PackRecord:
    """The record in a file, which is read again when it has another date."""
    if memory is None:
        return read(path)
    try:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return read(path)  # which says what is wrong
    key = f"{content} {generator_hash()}"
    return memory.made("packs", str(path), key, PackRecord, lambda: read(path))


def _entry(given: Any) -> tuple[str, str]:
    """A pattern and the version that is asked for, if one is."""
    if isinstance(given, str):
        return given, ""
    if isinstance(given, dict) and "record" in given and given.keys() <= {"record", "version"}:
        return str(given["record"]), str(given.get("version", ""))
    raise RecordError(f"the option `packs` has the entry {given!r}; write {EXAMPLE}")


def _files(pattern: str, folder: Path) -> Iterator[Path]:
    names = sorted(glob.glob(pattern, root_dir=folder, recursive=True))
    if not names:
        raise RecordError(f"the option `packs` names {pattern!r}, but there is no such file")
    yield from (folder / name for name in names)


def _refuse_unpublishable(record: PackRecord, version: str, path: Path) -> None:
    pack = record.pack
    if version and pack.version != version:
        raise RecordError(
            f"{path}: {pack.namespace} {pack.version}, where the option `packs` asks for {version}"
        )
    if pack.namespace == LOCAL or pack.origin in ("local", "given"):
        raise RecordError(
            f"{path}: made from a file or an object, which nobody else can install; publish a "
            "distribution"
        )


def ignored_packs() -> str:
    """The installed packs, which are no part of the site, in words; nothing of them is imported."""
    found = discover(Switch())
    return ", ".join(
        f"{offer.namespace} ({offer.origin.distribution} {offer.origin.version})".replace(" )", ")")
        for offer in (*found.offers, *found.refused)
    )

"""What a result about a rule depends on, as a hash: the key under which it is remembered.

A rule's file, the files of all rules that it names and of those that they name, the engine, the files
of this generator that records are made with, and the outline of the book, which is what any rule may look up of any other.
"""

from __future__ import annotations

import functools
import hashlib
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

import numpy as np

import jacobook
from jacobook.catalogue import Registry
from jacobook.provenance import module_of
from jacobook.rule import Rule, numpy_names

_NAME = re.compile(rb"[A-Za-z_]\w*")
GENERATOR = Path(__file__).parent


def keys(registry: Registry) -> dict[str, str]:
    """The key of every rule by its id."""
    hashes = {name: hashlib.sha256(text).digest() for name, text in _sources(registry).items()}
    base = hashlib.sha256(f"{platform.python_version()} {engine_hash()} {makers_hash()}".encode())
    base.update(_outline(registry, hashes))
    used = _closures(registry)
    return {
        name: _key(base.digest(), (hashes[other] for other in sorted(used[name])))
        for name in hashes
    }


def key_of_all(registry: Registry, files: Iterable[Path] = (), *words: str) -> str:
    """The key of a result that depends on all rules and the engine, on further files, and words."""
    hashes = [hashlib.sha256(text).digest() for text in _sources(registry).values()]
    own = [hashlib.sha256(path.read_bytes()).digest() for path in files]
    return _key(engine_hash().encode(), [*hashes, *own, *(word.encode() for word in words)])


def whole_state(registry: Registry) -> str:
    """The key of a result that depends on all rules, the engine and this generator."""
    return registry.once("whole state", lambda: key_of_all(registry, (), generator_hash()))


def _key(base: bytes, parts: Iterable[bytes]) -> str:
    return hashlib.sha256(base + b"".join(parts)).hexdigest()[:24]


def _outline(registry: Registry, hashes: Mapping[str, bytes]) -> bytes:
    """What rules look up of each other without naming it; rules that rewrite formulas wholly."""
    digest = hashlib.sha256()
    for rule in registry:
        names = (rule.id, rule.op, rule.kind, rule.title, *rule.aliases, *numpy_names(rule))
        digest.update("\0".join(names).encode())
        if rule.rewrites:
            digest.update(hashes[rule.id])
    return digest.digest()


def _named(source: bytes, registry: Registry) -> set[str]:
    """The rules of all operations whose names stand in a rule's file."""
    known = registry.once("rules by name", lambda: dict(_rules_by_name(registry)))
    return {known[word] for word in known.keys() & _words(source)}


def _rules_by_name(registry: Registry) -> Iterator[tuple[bytes, str]]:
    """The names that formulas may use, each with the rule that it stands for."""
    for name in registry.operation_names():
        rule = registry.operation_rule(registry.operation_name(name) or name)
        if rule is not None:
            yield name.encode(), rule.id


@functools.lru_cache(maxsize=4096)
def _words(source: bytes) -> frozenset[bytes]:
    """The names in a rule's file."""
    return frozenset(_NAME.findall(source))


_ARITHMETIC = b"add subtract multiply divide power negative matmul transpose"
"""Operations that formulas write without their names."""


def _closures(registry: Registry) -> Mapping[str, set[str]]:
    """What each rule names, directly or through others, and the rule itself; arithmetic is always there."""
    return registry.once("named in rules' files", lambda: _closures_of(registry))


def _closures_of(registry: Registry) -> Mapping[str, set[str]]:
    named = {name: _named(text, registry) for name, text in _sources(registry).items()}
    arithmetic = _closure(_named(_ARITHMETIC, registry), named)
    return {name: _closure({name}, named, arithmetic) for name in named}


def _closure(
    start: AbstractSet[str], named: Mapping[str, set[str]], known: AbstractSet[str] = frozenset()
) -> set[str]:
    """Some rules and all that they name, that these name, and so on.

    Args:
        start: the rules.
        named: what each rule names.
        known: rules that belong to it, with all that they name.
    """
    found, waiting = {*start, *known}, [*(start - known)]
    while waiting:
        new = named[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def dependents(rule_ids: Iterable[str], registry: Registry) -> Iterator[str]:
    """The rules that name one of the given ones, directly or through others, besides these."""
    wanted = set(rule_ids)
    for name, used in _closures(registry).items():
        if name not in wanted and wanted & used:
            yield name


def _sources(registry: Registry) -> Mapping[str, bytes]:
    """The files of all rules, as they are when first asked for."""
    return registry.once("sources", lambda: {rule.id: source_of(rule) for rule in registry})


def source_of(rule: Rule) -> bytes:
    """The file in which a rule is written, or how the rule looks if there is none."""
    module = module_of(rule)
    path = Path(module.__file__) if module and module.__file__ else None
    return path.read_bytes() if path else repr(rule).encode()


@functools.cache
def engine_hash() -> str:
    """A hash of NumPy's version and of all source files of the engine."""
    return _hash_of(Path(jacobook.__file__).parent.rglob("*.py"), np.__version__)


@functools.cache
def generator_hash() -> str:
    """A hash of all source files of this generator."""
    return _hash_of(GENERATOR.rglob("*.py"))


@functools.cache
def makers_hash() -> str:
    """A hash of the generator's files that records are made with; how pages show them is not among it."""
    return _hash_of(_imported(GENERATOR / "worker.py"))


_IMPORT = re.compile(
    r"^from (jacobook_site[\w.]*) import (\(.*?\)|[^(\n]*)", re.DOTALL | re.MULTILINE
)


def _imported(start: Path) -> set[Path]:
    """A file of the generator and all files of it that this one imports, directly or through others."""
    found, waiting = {start}, [start]
    while waiting:
        new = set(_imports(waiting.pop().read_text(encoding="utf-8"))) - found
        found |= new
        waiting += new
    return found


def _imports(text: str) -> Iterator[Path]:
    for module, names in _IMPORT.findall(text):
        place = GENERATOR.parent.joinpath(*module.split("."))
        for path in (place.parent, place, *(place / name for name in re.findall(r"\w+", names))):
            yield from filter(Path.is_file, (path.with_suffix(".py"), path / "__init__.py"))


def _hash_of(files: Iterable[Path], words: str = "") -> str:
    digest = hashlib.sha256(words.encode())
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()

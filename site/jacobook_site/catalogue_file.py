"""`catalogue.json`: the book as one document, with hashes that its readers can compute again."""

from __future__ import annotations

import functools
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from jacobook_site import catalogue_data as data
from jacobook_site.addresses import rule_path, source_path
from jacobook_site.book import Book
from jacobook_site.examples import Example, Named
from jacobook_site.kept import Kept
from jacobook_site.marks import pack_mark
from jacobook_site.numbers import Numbers
from jacobook_site.pack_data import PackRecord
from jacobook_site.records import OperandRecord, RuleRecord
from jacobook_site.redirects import short_path

DIGITS = 12
"""Significant digits of numbers: machines agree on these, not on the last ones."""


def catalogue(book: Book, kept: Kept | None = None) -> dict[str, Any]:
    """The document as plain data, with its hashes.

    Args:
        book: the rules.
        kept: what was made of the records before.
    """
    kept = kept or Kept()
    rules = [
        kept.made("entry", record, functools.partial(_hashed_entry, record, book))
        for record in book.rules.values()
    ]
    made = {
        "format": data.FORMAT,
        "hash": digest({rule["id"]: rule["hash"] for rule in rules}),
        "made_with": _made_with(book),
        "packs": _plain([_pack(pack) for pack in book.packs.values()]),
        "rules": rules,
    }
    msgspec.convert({**made, "rules": []}, data.Catalogue)  # each rule was looked at when made
    return made


def _hashed_entry(record: RuleRecord, book: Book) -> dict[str, Any]:
    made = hashed(_plain(_rule(record, book)))
    msgspec.convert(made, data.RuleEntry)
    return made


def as_text(made: Mapping[str, Any]) -> str:
    """The document as JSON with one rule on a line, so that lines can be searched and compared."""
    head = [f'"{key}":{_compact(made[key])}' for key in ("format", "hash", "made_with", "packs")]
    rules = ",\n".join(map(_compact, made["rules"]))
    return "{" + ",\n".join(head) + f',\n"rules":[\n{rules}\n]}}\n'


def _compact(value: Any) -> str:
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def digest(value: Any) -> str:
    """SHA-256 of plain data as canonical JSON: sorted keys, no spaces, UTF-8.

    >>> digest({"b": 1, "a": []})[:8] == digest({"a": [], "b": 1})[:8]
    True
    """
    return hashlib.sha256(_compact(value).encode()).hexdigest()


def hashed(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A rule's entry with its hash."""
    content = {key: value for key, value in entry.items() if key not in data.UNHASHED}
    return {**entry, "hash": digest(content)}


def _plain(value: Any) -> Any:
    """Data as a reader of the file gets it: lists where it has tuples."""
    return msgspec.json.decode(msgspec.json.encode(value))


def _made_with(book: Book) -> dict[str, str]:
    """What the built-in rules' records were made with; of a pack alone, the pack's."""
    records = list(book.rules.values())
    own = next((r for r in records if r.origin.built_in), records[0] if records else None)
    names = data.MadeWith.__dataclass_fields__
    return {name: getattr(own.versions, name) if own else "" for name in names}


def _pack(pack: PackRecord) -> data.PackEntry:
    who = pack.pack
    names = set(data.PackEntry.__dataclass_fields__) - {"url", "mark"}
    return data.PackEntry(
        **{name: getattr(who, name) for name in names},
        url=who.url or who.home_page,
        mark=pack_mark(pack),  # type: ignore[arg-type]  # one of the three words
    )


def _rule(record: RuleRecord, book: Book) -> data.RuleEntry:
    same = ("id", "title", "summary", "kind", "family", "op", "status", "since", "deprecated")
    return data.RuleEntry(
        **{name: getattr(record, name) for name in (*same, "numpy", "aliases", "tags")},
        hash="",
        statements=tuple(
            data.StatementEntry(
                form=s.form,  # type: ignore[arg-type]  # one of the words of a clause
                variable=s.variable,
                label=s.label,
                each=s.each,
                text=s.equation.text,
                latex=s.equation.latex,
            )
            for s in record.statements
        ),
        operands=tuple(map(_operand, record.operands)),
        result=_operand(record.result),
        parameters=tuple(data.ParameterEntry(name=k, default=v) for k, v in record.parameters),
        functions=tuple(data.FunctionEntry(header=f.header, body=f.body) for f in record.functions),
        conditions=record.conditions.text,
        why=record.why.text,
        pitfalls=record.pitfalls.text,
        vectors=tuple(map(_vector, record.examples)),
        special_points=tuple(map(_vector, record.special)),
        references=tuple(
            data.ReferenceEntry(source=r.source, where=r.where, url=r.url)
            for r in record.references
        ),
        addresses=addresses(record),
        origin=_origin(record),
        related=data.RelatedEntry(
            uses=record.uses, used_by=record.used_by, see_also=record.see_also
        ),
        verification=_verification(record, book),
    )


def addresses(record: RuleRecord) -> data.AddressesEntry:
    """Where a rule is on the site."""
    page = rule_path(record.id).replace(".md", ".html")
    source = source_path(record.id) if record.origin.text else ""
    return data.AddressesEntry(
        page=page, short=short_path(record.id), text=f"{page}.md", source=source
    )


def _origin(record: RuleRecord) -> data.OriginEntry:
    names = data.OriginEntry.__dataclass_fields__
    return data.OriginEntry(**{name: getattr(record.origin, name) for name in names})


def _operand(operand: OperandRecord) -> data.OperandEntry:
    return data.OperandEntry(name=operand.name, shape=operand.shape, description=operand.spoken)


def _vector(example: Example) -> data.VectorEntry:
    return data.VectorEntry(
        name=example.name,
        source=example.source,
        why=example.why,
        operands=_arrays(example.operands),
        parameters=example.parameters,
        value=None if example.value is None else _array("", example.value),
        cotangent=None if example.cotangent is None else _array("", example.cotangent),
        gradients=_arrays(example.gradients),
        raises=example.raises,
    )


def _arrays(given: Iterable[Named]) -> tuple[data.ArrayEntry, ...]:
    return tuple(_array(named.name, named.values) for named in given)


def _array(name: str, values: Numbers) -> data.ArrayEntry:
    return data.ArrayEntry(
        name=name,
        shape=values.shape,
        entries=tuple(map(number, values.flat)),
        imaginary=tuple(map(number, values.imaginary)),
    )


def number(value: float) -> data.Number:
    """A number as the file has it.

    >>> number(1 / 3), number(float("nan"))
    (0.333333333333, NotFinite(number='nan'))
    """
    if not isinstance(value, float):
        return value
    if not math.isfinite(value):
        return data.NotFinite(repr(value))  # type: ignore[arg-type]  # one of the three words
    return float(f"{value:.{DIGITS}g}")


def _verification(record: RuleRecord, book: Book) -> data.VerificationEntry:
    counts = Counter(result.status for result in record.checks)
    return data.VerificationEntry(
        grade=record.grade,  # type: ignore[arg-type]  # one of the four words
        mark=book.mark(record).word,  # type: ignore[arg-type]  # one of the four words
        passed=counts["passed"],
        failed=counts["failed"],
        skipped=counts["skipped"],
        expected=counts["expected"],
        cases=sum(result.cases for result in record.checks),
        checks=tuple(
            data.CheckEntry(
                check=r.check,
                status=r.status,  # type: ignore[arg-type]  # one of the four words
                cases=r.cases,
                error=None if r.error is None else number(r.error),
                tolerance=None if r.tolerance is None else number(r.tolerance),
                detail=r.detail,
            )
            for r in record.checks
        ),
        proofs=tuple(
            data.ProofEntry(statement=p.label, tier=p.tier, detail=p.detail)
            for p in record.derivations.proofs
        ),
        skip=dict(record.skip),
    )

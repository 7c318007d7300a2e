"""Records of packs as files: strict JSON, validated when it is read, since it comes from outside.

What is read is refused with a `RecordError` if it has another form, another version of the form, an id
outside the pack's namespace, or a word that the host keeps for itself; then it is cleaned
(`jacobook_site.cleaning`). Numbers that are not finite, for which JSON has no word, are written as
`{"number": "nan"}`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from jacobook.discovery import LOCAL
from jacobook.errors import JacobookError
from jacobook.evidence import STATUSES as RESULTS
from jacobook.namespaces import DEVICES, objection
from jacobook.rule import FORMS, KINDS, STATUSES
from jacobook_site.block_record import refuse_size
from jacobook_site.cleaning import cleaned
from jacobook_site.curves import TABLE_POINTS
from jacobook_site.flow import MOST
from jacobook_site.forms.data import VIEWS
from jacobook_site.live.soundness import without_unsound
from jacobook_site.numbers import Numbers
from jacobook_site.pack_data import FORMAT, PackRecord
from jacobook_site.records import RuleRecord

LARGEST = 64 * 2**20
"""The largest file that is read, in bytes."""


class RecordError(JacobookError, ValueError):
    """A record that cannot be used: which file, what is wrong where, and what to do."""


# ------------------------------------------------------------------------------------ writing


def write(path: Path, record: PackRecord) -> None:
    """Write a record.

    Raises:
        RecordError: it could not be read again; nothing is written.
    """
    text = as_text(record)
    _read_text(text, str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def as_text(record: PackRecord) -> str:
    """A record as JSON."""
    plain = _spelled(msgspec.to_builtins(record))
    return json.dumps(plain, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _spelled(value: Any) -> Any:
    """Data with numbers that are not finite in words."""
    if isinstance(value, dict):
        return {key: _spelled(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_spelled(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": repr(value)}
    return value


def _unspelled(value: Any) -> Any:
    """Data with numbers for the words."""
    if isinstance(value, dict):
        if value.keys() == {"number"} and value["number"] in ("nan", "inf", "-inf"):
            return float(value["number"])
        return {key: _unspelled(item) for key, item in value.items()}
    return [_unspelled(item) for item in value] if isinstance(value, list) else value


# ------------------------------------------------------------------------------------ reading


def read(path: Path) -> PackRecord:
    """The record in a file, validated and cleaned.

    Raises:
        RecordError: there is no such file, or it is no record that can be used.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise RecordError(f"{path}: larger than {LARGEST // 2**20} MiB; {_ADVICE}")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}; {_ADVICE}") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{path}: not UTF-8; {_ADVICE}") from error
    return _read_text(text, str(path))


_ADVICE = "make the record with `jacobook check NAME --record FILE`"


def _read_text(text: str, name: str) -> PackRecord:
    try:
        data = _unspelled(json.loads(text, parse_constant=_refuse_constant))
        _refuse_format(data)
        record = msgspec.convert(data, PackRecord)
        _refuse_unknown(data, msgspec.to_builtins(record), "$")
        _refuse_wrong(record)
    except (ValueError, RecursionError) as error:  # JSON's and msgspec's errors among them
        raise RecordError(f"{name}: {error}; {_ADVICE} again") from error
    return without_unsound(cleaned(record))


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is not JSON; such numbers are written as an object")


def _refuse_format(data: Any) -> None:
    if not isinstance(data, dict) or "format" not in data:
        raise ValueError("not the record of a pack, which is an object with the key `format`")
    if data["format"] != FORMAT:
        told = f"{data['format']!r:.40}"
        raise ValueError(f"written in format {told}, this jacobook reads format {FORMAT}")


def _refuse_unknown(given: Any, known: Any, place: str) -> None:
    """Refuse fields that no record has: they are what reading has dropped."""
    if isinstance(given, dict):
        for key, value in given.items():
            if key not in known:
                raise ValueError(f"unknown field {key!r:.60} - at `{place}`")
            _refuse_unknown(value, known[key], f"{place}.{key}")
    elif isinstance(given, list):
        for number, pair in enumerate(zip(given, known, strict=True)):
            _refuse_unknown(*pair, f"{place}[{number}]")


# ------------------------------------------------------------------------------------ meaning

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){1,3}")
_VERSION = re.compile(r"[0-9A-Za-z.+!_-]{0,60}")
_DISTRIBUTION = re.compile(r"[0-9A-Za-z._ -]{1,100}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_HASH = re.compile(r"[0-9a-f]{64}")
_CHECK = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}")
_MODULE = re.compile(r"[\w.]{1,200}")


def _refuse_wrong(record: PackRecord) -> None:
    """Refuse a record of the right form that says what a pack cannot say.

    Raises:
        ValueError: the first such thing, with its place.
    """
    for place, holds, advice in _claims(record):
        if not holds:
            raise ValueError(f"{advice} - at `{place}`")


Claim = tuple[str, bool, str]


def _claims(record: PackRecord) -> Iterator[Claim]:
    """What must hold: place, whether it does, and the complaint if it does not."""
    yield from _pack_claims(record)
    ids = [rule.id for rule in record.rules]
    yield "$.rules", len(set(ids)) == len(ids), "two rules have one id"
    for number, rule in enumerate(record.rules):
        for place, holds, advice in _rule_claims(rule, record):
            yield f"$.rules[{number}]{place}", holds, f"rule {rule.id!r:.80}: {advice}"
    for name, blocks in record.blocks.items():
        yield f"$.blocks.{name:.80}", name in ids, "blocks for a rule that is not in the record"
        for block in blocks:
            kinds = [block.text, block.table, block.plot, block.problem or None]
            one = sum(kind is not None for kind in kinds) == 1
            yield f"$.blocks.{name}", one, "a block is one of text, table, plot and problem"
            refuse_size(block)
    for number, finding in enumerate(record.findings):
        known = finding.severity in ("error", "warning", "information")
        yield f"$.findings[{number}].severity", known, "no such severity"


def _pack_claims(record: PackRecord) -> Iterator[Claim]:
    pack, host = record.pack, record.host
    wrong = "" if pack.namespace == LOCAL else objection(pack.namespace)
    yield "$.pack.namespace", not wrong, wrong
    for name, form, value in (
        ("pack.version", _VERSION, pack.version),
        ("pack.contract", _VERSION, pack.contract),
        ("pack.distribution", _DISTRIBUTION, pack.distribution),
        ("host.jacobook", _VERSION, host.jacobook),
        ("host.contract", _VERSION, host.contract),
        ("host.engine", _HASH, host.engine),
        ("host.numpy", _VERSION, host.numpy),
        ("host.python", _VERSION, host.python),
        ("host.date", _DATE, host.date),
    ):
        yield f"$.{name}", form.fullmatch(value) is not None, f"{value!r:.60} has another form"
    known = pack.origin in ("installed", "editable", "local", "given")
    yield "$.pack.origin", known, f"{pack.origin!r:.60} is no origin"
    for module, found in pack.hashes.items():
        plain = bool(_MODULE.fullmatch(module) and _HASH.fullmatch(found))
        yield "$.pack.hashes", plain, "not a module with its SHA-256"


def _rule_claims(rule: RuleRecord, record: PackRecord) -> Iterator[Claim]:
    space = record.pack.namespace
    parts = rule.id.split(".")
    named = bool(_ID.fullmatch(rule.id)) and len(rule.id) <= 64 and not DEVICES & set(parts)
    yield ".id", named, "the id is malformed"
    yield ".id", parts[0] == space, f"the id lies outside the pack's namespace {space!r}"
    yield ".family", rule.family == space, "the family is not the pack's namespace"
    mine = rule.origin.pack == space and not rule.origin.built_in
    yield ".origin", mine, "the origin names another pack"
    yield ".kind", rule.kind in KINDS, "no such kind"
    yield ".status", rule.status in STATUSES, "no such status"
    yield ".title", bool(rule.title.strip()), "the title is empty"
    forms = {s.form for s in rule.statements} | {rule.entry.form}
    yield ".statements", bool(rule.statements) and forms <= {"value", *FORMS}, "no such form"
    for result in rule.checks:
        known = result.status in RESULTS and _CHECK.fullmatch(result.check) is not None
        yield ".checks", known, f"no such result: {result.check!r:.60} {result.status!r:.20}"
        yield ".checks", result.rule == rule.id, "a result of another rule"
        yield ".checks", result.cases >= 0, "a negative number of cases"
    yield from _derivation_claims(rule)
    yield from _form_claims(rule)
    yield from _number_claims(rule)
    versions = (record.host.jacobook, record.host.numpy, record.host.python, record.host.date)
    told = (rule.versions.jacobook, rule.versions.numpy, rule.versions.python, rule.versions.date)
    yield ".versions", versions == told, "made with other versions than the record"


_TITLE = re.compile(
    r"(Gradient|Jacobian|Derivative|Hessian|Differential|Pullback) (by|to) [A-Za-z_]\w{0,30}"
)
_TIER = re.compile(
    r"same form|same index form|different|not derived|(equal values|holds) at \d+ random points"
)


def _derivation_claims(rule: RuleRecord) -> Iterator[Claim]:
    """What stands in headings and labels is the host's own words."""
    worked, proofs = rule.derivations.worked, rule.derivations.proofs
    titled = all(_TITLE.fullmatch(one.title) for one in worked)
    yield ".derivations.worked", titled, "no such title of a derivation"
    compared = all(_TIER.fullmatch(proof.tier) for proof in proofs)
    yield ".derivations.proofs", compared, "no such comparison"


_ANCHOR = re.compile(
    r"(function|same|also|slope|grad|jac|hess|pullback|differential|pushforward)(-[\w-]{1,60})?"
)
_MARK = re.compile(r"[a-z][a-z0-9_.]{0,80}")


def _form_claims(rule: RuleRecord) -> Iterator[Claim]:
    """Forms stand under the host's own names, one for each statement."""
    said, forms = rule.forms.statements, rule.forms.forms
    anchors = [*(item.anchor for item in said), *(form.anchor for form in forms)]
    named = all(_ANCHOR.fullmatch(name) for name in anchors)
    yield ".forms", named, "no such place of a form"
    yield ".forms", all(form.view in VIEWS for form in forms), "no such form"
    yield ".forms", len(said) in (0, len(rule.statements)), "not one for each statement"
    worked = rule.derivations.worked
    lines = [line for one in worked for line in (*one.lines, *one.backward)]
    marked = all(_MARK.fullmatch(line.mark) for line in lines if line.mark)
    yield ".derivations.worked", marked, "no such step"


def _number_claims(rule: RuleRecord) -> Iterator[Claim]:
    """Arrays have as many entries as their shape says; a plot has a point for each number."""
    fits = all(
        _fits(numbers)
        for example in (*rule.examples, *rule.special)
        for numbers in _arrays(example)
    ) and all(_fits(numbers) for mistake in rule.mistakes for numbers in mistake.arrays())
    linked = all(0 <= i < k for k, one in enumerate(rule.flow) for i in one.inputs)
    layered = all(0 <= one.layer <= len(rule.flow) for one in rule.flow)
    yield ".flow", linked and layered and len(rule.flow) <= MOST, "not a graph in layers"
    yield ".examples", fits, "an array whose shape does not fit its entries"
    curve = rule.curve
    if curve is not None:
        same = len(curve.x) == len(curve.y) == len(curve.slope) >= TABLE_POINTS
        rising = all(a < b for a, b in zip(curve.x, curve.x[1:], strict=False))
        finite = all(map(math.isfinite, curve.x))
        yield ".curve", same and rising and finite and bool(rule.operands), "not a curve"


def _arrays(example: Any) -> Iterator[Numbers]:
    named = (*example.operands, *example.gradients, *example.jacobians)
    alone = (example.value, example.cotangent)
    yield from (given.values for given in named)
    yield from (given for given in alone if given is not None)
    yield from (side for c in example.comparisons for side in (c.stated, c.computed))


def _fits(numbers: Numbers) -> bool:
    size, imaginary = len(numbers.flat), len(numbers.imaginary)
    whole = all(n >= 0 for n in numbers.shape) and math.prod(numbers.shape) == size
    return whole and imaginary in (0, size)


# ------------------------------------------------------------------------------------- schema

_NOT_FINITE = {
    "type": "object",
    "properties": {"number": {"enum": ["nan", "inf", "-inf"]}},
    "required": ["number"],
    "additionalProperties": False,
}


def schema() -> dict[str, Any]:
    """The form of the file as a JSON schema, for editors and other programs."""
    made = msgspec.json.schema(PackRecord)
    made["$defs"] = {name: _closed(_with_numbers(part)) for name, part in made["$defs"].items()}
    made["$defs"]["PackRecord"]["properties"]["format"] = {"const": FORMAT}
    named = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}
    return json.loads(json.dumps(named))  # type: ignore[no-any-return]  # lists where it has tuples


def _with_numbers(part: Any) -> Any:
    """A schema in which every number may also be one that is not finite."""
    if isinstance(part, list):
        return [_with_numbers(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "number":
        return {"anyOf": [part, _NOT_FINITE]}
    return {key: _with_numbers(item) for key, item in part.items()}


def _closed(part: Mapping[str, Any]) -> dict[str, Any]:
    """A schema of an object that has no other fields."""
    return {**part, "additionalProperties": False} if "properties" in part else dict(part)

"""`python -m jacobook_site.worker`: makes records and checks of built-in rules, one job at a time.

Jobs come as lines of JSON (`Job`), results go out packed (`Done`), each with its length before it. What
rules print goes to the standard error, which is not read.
"""

from __future__ import annotations

import os
import struct
import sys
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

import jacobook
from jacobook.catalogue import BUILT_IN, Registry
from jacobook.evidence import CheckResult
from jacobook.rule import Rule
from jacobook_site.checks import checks_of
from jacobook_site.derivations import rule_derivations
from jacobook_site.forms.build import rule_forms
from jacobook_site.records import RuleRecord, record

LENGTH = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be made of a rule."""

    rule: str
    record: bool
    checks: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What was made of a rule; `None` for what was not asked for."""

    rule: str
    record: RuleRecord | None
    checks: tuple[CheckResult, ...] | None


def done(job: Job, registry: Registry) -> Done:
    """Do a job."""
    rule = registry[job.rule]
    return Done(
        job.rule,
        _record(rule, registry) if job.record else None,
        checks_of(rule, registry) if job.checks else None,
    )


def _record(rule: Rule, registry: Registry) -> RuleRecord:
    """The record of a rule without checks."""
    derived, forms = rule_derivations(rule, registry), rule_forms(rule, registry)
    return record(rule, registry, (), derived, forms)


def receive(stream: BinaryIO) -> Done | None:
    """The next result from a worker; `None` if it has ended."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return msgspec.msgpack.decode(stream.read(LENGTH.unpack(head)[0]), type=Done)


def main() -> None:
    """Do jobs until there are none."""
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    registry = jacobook.Registry(packs=[BUILT_IN])
    for line in sys.stdin.buffer:
        packed = msgspec.msgpack.encode(done(msgspec.json.decode(line, type=Job), registry))
        results.write(LENGTH.pack(len(packed)) + packed)
        results.flush()


if __name__ == "__main__":
    main()

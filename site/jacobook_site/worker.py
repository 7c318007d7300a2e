"""`python -m jacobook_site.worker`: makes records and checks of built-in rules, one job at a time.

Jobs come packed (`Job`), and so do results go out (`Done`).
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

import jacobook
from jacobook.catalogue import BUILT_IN, Registry
from jacobook.evidence import CheckResult
from jacobook_site.checks import checks_of
from jacobook_site.child import answer
from jacobook_site.recording import whole_record
from jacobook_site.records import RuleRecord


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
        whole_record(rule, registry) if job.record else None,
        checks_of(rule, registry) if job.checks else None,
    )


def main() -> None:
    """Do jobs until there are none."""
    registry = jacobook.Registry(packs=[BUILT_IN])

    def reply(message: bytes) -> bytes:
        return msgspec.msgpack.encode(done(msgspec.msgpack.decode(message, type=Job), registry))

    answer(reply)


if __name__ == "__main__":
    main()

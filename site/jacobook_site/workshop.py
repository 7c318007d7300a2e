"""The records of the book's rules: recalled where nothing has changed, made on all cores elsewhere."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import queue
import threading
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence

import msgspec

from jacobook.catalogue import Registry
from jacobook.errors import JacobookError
from jacobook.evidence import CheckResult
from jacobook.rule import Rule
from jacobook_site import relations
from jacobook_site.child import Child, cores
from jacobook_site.dependencies import keys, whole_state
from jacobook_site.memory import Memory
from jacobook_site.records import RuleRecord, linked
from jacobook_site.relations import Relations
from jacobook_site.worker import Done, Job, done

Told = Callable[[int, int], None]
"""Is told how many of how many jobs are done."""

MANY = 200
FEW = 24
"""So many jobs take less time than starting workers, which takes a second and a half."""


class WorkshopError(JacobookError):
    """A worker ended before its work was done; the message has what it said."""


def records(
    registry: Registry,
    memory: Memory,
    rules: Iterable[Rule] | None = None,
    *,
    checks: bool = False,
    told: Told = lambda finished, total: None,
) -> tuple[RuleRecord, ...]:
    """The records of rules, in their order, with what checks found of them.

    Args:
        registry: all rules.
        memory: remembers records and results of checks between builds.
        rules: the rules that are wanted; all of them by default.
        checks: verify the rules; without it records say that this was not done.
        told: is told of progress.

    Raises:
        WorkshopError: a worker broke down.
    """
    wanted = list(registry if rules is None else rules)
    desk = _Desk(memory, keys(registry), checks)
    jobs = [job for rule in wanted if (job := desk.missing(rule.id)) is not None]
    finished = (
        _together(jobs) if len(jobs) >= FEW and _is_book(registry) else _alone(jobs, registry)
    )
    with contextlib.closing(finished):
        for count, result in enumerate(finished, 1):
            desk.take(result)
            told(count, len(jobs))
            if count % MANY == 0:  # what is done is not lost if somebody loses patience
                memory.save()
    for section in ("records", "checks"):
        memory.forget_others(section, registry, msgspec.Raw)
    relations.known(registry, lambda: _relations(registry, memory))
    memory.save()
    return linked([desk.record(rule.id) for rule in wanted], registry)


def _relations(registry: Registry, memory: Memory) -> Relations:
    """How all rules are related."""
    make = functools.partial(relations.related, registry)
    return memory.made("relations", "all", whole_state(registry), Relations, make)


def _is_book(registry: Registry) -> bool:
    """Whether a registry has the rules that workers have: all built-in ones, and no others."""
    packs = [pack.namespace for pack in registry.packs()]
    return packs == ["core"] and len(registry) == len(registry.loaded[0].rules)


class _Desk:
    """Where finished work lies."""

    def __init__(self, memory: Memory, known: Mapping[str, str], checks: bool) -> None:
        """Start with nothing."""
        self.memory, self.keys, self.checks = memory, known, checks
        self._records: dict[str, RuleRecord] = {}
        self._results: dict[str, tuple[CheckResult, ...]] = {}

    def missing(self, name: str) -> Job | None:
        """What has to be made of a rule; what is remembered is taken."""
        key = self.keys[name]
        found = self.memory.recall("records", name, key, RuleRecord)
        results = self.memory.recall("checks", name, key, tuple[CheckResult, ...])
        if found is not None:
            self._records[name] = found
        if self.checks and results is not None:
            self._results[name] = results
        job = Job(name, record=found is None, checks=self.checks and results is None)
        return job if job.record or job.checks else None

    def take(self, result: Done) -> None:
        """Keep what was made."""
        key = self.keys[result.rule]
        if result.record is not None:
            self._records[result.rule] = result.record
            self.memory.keep("records", result.rule, key, result.record)
        if result.checks is not None:
            self._results[result.rule] = result.checks
            self.memory.keep("checks", result.rule, key, result.checks)

    def record(self, name: str) -> RuleRecord:
        """The record of a rule with the results of its checks."""
        return dataclasses.replace(self._records[name], checks=self._results.get(name, ()))


def _alone(jobs: Iterable[Job], registry: Registry) -> Generator[Done, None, None]:
    """Work done in this process."""
    for job in jobs:
        yield done(job, registry)


# ----------------------------------------------------------------------------------- workers


def _together(jobs: Sequence[Job]) -> Generator[Done, None, None]:
    """Work done by a process for each core, in the order in which it is finished."""
    waiting: queue.SimpleQueue[Job] = queue.SimpleQueue()
    for job in jobs:
        waiting.put(job)
    finished: queue.SimpleQueue[Done | WorkshopError] = queue.SimpleQueue()
    workers = [_Worker(waiting, finished) for _ in range(min(cores(), len(jobs)))]
    try:
        for _ in jobs:
            result = finished.get()
            if isinstance(result, WorkshopError):
                raise result
            yield result
    finally:
        for worker in workers:
            worker.end()


class _Worker:
    """A process, and the thread that gives it jobs."""

    def __init__(
        self,
        waiting: queue.SimpleQueue[Job],
        finished: queue.SimpleQueue[Done | WorkshopError],
    ) -> None:
        """Start both."""
        self._waiting, self._finished = waiting, finished
        self._child = Child("jacobook_site.worker")
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        """Hand over jobs and results until there are no more jobs, or the process has died."""
        with contextlib.suppress(queue.Empty):
            while True:
                job = self._waiting.get_nowait()
                made = self._child.ask(msgspec.msgpack.encode(job))
                self._finished.put(_done(made) if made else WorkshopError(f"{job.rule}: {_BROKEN}"))

    def end(self) -> None:
        """Stop at once; what was begun is lost."""
        self._child.end()
        self._thread.join()
        self._child.close()


def _done(made: bytes) -> Done:
    return msgspec.msgpack.decode(made, type=Done)


_BROKEN = (
    "the process that makes its record ended; run `jacobook check` on it to see what it does "
    "(a crash in native code, or too little memory)"
)

"""The hooks of packs: which a pack implements, and what each implementation gives.

Each implementation is called by itself, with the arguments that it names, and read to the end inside
the guard: pluggy's own calls lose the answers of all packs if one raises.
"""

from __future__ import annotations

import functools
import inspect
import threading
from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import Any

import pluggy

from jacobook import hookspecs
from jacobook.discovery import Offer
from jacobook.findings import Finding
from jacobook.guard import Refused, guarded, told
from jacobook.packs import RulePack
from jacobook.rule import Rule
from jacobook.spelling import close_to

SPECS = {name: spec for name, spec in vars(hookspecs).items() if name.startswith("jacobook_")}
"""The hooks of the contract by name."""


def implementations(pack: object, offer: Offer) -> dict[str, list[pluggy.HookImpl]]:
    """The implementations of each hook, after a look at their names and arguments."""
    if pack is None or inspect.isclass(pack):
        raise Refused(no_pack(pack, offer))
    with _hosts_lock:
        manager = _manager()
        for name in _hook_names(pack, manager):
            _refuse_signature(name, getattr(pack, name), offer)
        guarded(offer, "JB106", "could not be registered", lambda: manager.register(pack))
        found = {name: getattr(manager.hook, name).get_hookimpls() for name in SPECS}
        manager.unregister(pack)  # the next pack is called by itself, too
    return found


_hosts_lock = threading.RLock()


@functools.cache
def _manager() -> pluggy.PluginManager:
    """A manager that knows the hooks; one pack at a time is registered with it."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def no_pack(pack: object, offer: Offer) -> Finding:
    """What an entry point names instead of a pack."""
    kind = "a class" if inspect.isclass(pack) else f"{pack!r:.60}"
    name = offer.origin.entry_point or offer.value
    wrong = f"the entry point {name} names {kind}; it must name a RulePack or a module"
    mend = 'name an instance: pack = jacobook.RulePack("acme", ...)'
    return offer.finding("JB116", wrong, mend)


def _hook_names(pack: object, manager: pluggy.PluginManager) -> list[str]:
    """The names that a pack marks as hooks, and those that only look like hooks."""
    if isinstance(pack, RulePack) and type(pack) is RulePack:
        return []  # the host's own class, whose hooks are right
    return [
        name
        for name in (vars(pack) if isinstance(pack, ModuleType) else dir(pack))
        if name.startswith("jacobook_") or manager.parse_hookimpl_opts(pack, name) is not None
        if callable(getattr(pack, name, None))
    ]


def _refuse_signature(name: str, function: Any, offer: Offer) -> None:
    """Refuse a hook that does not exist, is not marked, or has other arguments.

    Raises:
        Refused: it is.
    """
    marker = getattr(function, f"{hookspecs.PROJECT}_impl", None)
    if name not in SPECS:
        meant = close_to(name, SPECS)
        known = ", ".join(SPECS)
        raise Refused(offer.finding("JB105", f"unknown hook {name!r}{meant}", f"hooks: {known}"))
    if marker is None:
        wrong = f"{name} is not marked as a hook"
        raise Refused(offer.finding("JB105", wrong, "write @jacobook.hookimpl above it"))
    if marker.get("wrapper") or marker.get("hookwrapper"):
        wrong = f"{name} is a wrapper; hooks that give data cannot be wrapped"
        raise Refused(offer.finding("JB106", wrong, "write @jacobook.hookimpl without options"))
    available = list(inspect.signature(SPECS[name]).parameters)
    for argument in inspect.signature(function).parameters.values():
        if wrong := _wrong_argument(argument, available):
            told = ", ".join(available) or "none"
            shown = f"{name}{inspect.signature(function)}: {wrong}; available: {told}"
            raise Refused(offer.finding("JB106", f"hook {shown}", "take the hook's arguments"))


def _wrong_argument(argument: inspect.Parameter, available: Sequence[str]) -> str:
    if argument.kind in (argument.VAR_KEYWORD, argument.VAR_POSITIONAL):
        return f"{argument} receives nothing"
    if argument.kind is argument.KEYWORD_ONLY:
        return f"{argument.name!r} is taken by keyword only"
    return "" if argument.name in available else f"no argument {argument.name!r}"


def asked(
    short: str,
    hooks: Mapping[str, Sequence[pluggy.HookImpl]],
    offer: Offer,
    *kinds: type[Any],
    **available: Any,
) -> tuple[Any, ...]:
    """What the implementations of one hook give, each called by itself and read to the end.

    Raises:
        Refused: one raises, or gives something else.
    """
    name = f"jacobook_{short}"
    return tuple(
        item
        for implementation in hooks[name]
        for item in _given(name, implementation, offer, kinds, available)
    )


def _given(
    name: str,
    implementation: pluggy.HookImpl,
    offer: Offer,
    kinds: tuple[type[Any], ...],
    available: Mapping[str, Any],
) -> list[Any]:
    """What one implementation gives."""
    items: list[Any] = []
    try:
        returned = implementation.function(*(available[a] for a in implementation.argnames))
        if isinstance(returned, str | bytes) or not isinstance(returned, Iterable):
            raise other_kind(name, f"returned {kind_of(returned)}", offer, kinds)
        for item in returned:
            if not isinstance(item, kinds):
                wrong = f"gave {kind_of(item)} as item {len(items)}"
                raise other_kind(name, wrong, offer, kinds)
            items.append(item)
    except Refused:
        raise
    except (Exception, SystemExit) as error:
        doing = f"hook {name} raised{_after(items)}"
        raise Refused(told(offer, "JB117", doing, error)) from error
    return items


def other_kind(name: str, wrong: str, offer: Offer, kinds: tuple[type[Any], ...]) -> Refused:
    """What a hook gave instead of what it promises."""
    wanted = " or ".join(kind.__name__ for kind in kinds)
    mend = f"give an iterable of {wanted}"
    return Refused(offer.finding("JB118", f"hook {name} {wrong}", mend))


def kind_of(value: object) -> str:
    """A value with its type, in a few words."""
    return f"{type(value).__name__} {value!r:.40}"


def _after(items: Sequence[Any]) -> str:
    """The last good item, for errors in the middle."""
    last = next((item.id for item in reversed(items) if isinstance(item, Rule)), "")
    return f" after the rule {last}" if last else ""

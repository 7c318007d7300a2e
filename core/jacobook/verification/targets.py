"""Which packs are meant by names, without importing any of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from jacobook.discovery import LOCAL, Offer, Switch, discover
from jacobook.errors import PackError
from jacobook.findings import Finding
from jacobook.spelling import close_to
from jacobook.verification.protocol import Target

CORE = "core"


def targets_named(names: Sequence[str], version: str) -> tuple[list[Target], list[Finding]]:
    """The packs of these names, and what is wrong with distributions.

    Args:
        names: namespaces, names of distributions, or files of rules; all packs if none is given.
        version: of jacobook, for the built-in pack.

    Raises:
        PackError: there is no such pack, or no such file.
    """
    found = discover(None if not names else Switch())
    core = Target(name=CORE, namespace=CORE, distribution="jacobook", version=version)
    if not names:
        return [core, *map(_target, found.offers)], list(found.findings)
    known = [*found.offers, *found.refused]
    chosen = [t for name in names for t in _named(name, core, known)]
    about = {target.namespace for target in chosen} | {t.distribution for t in chosen}
    return chosen, [f for f in found.findings if {f.pack, f.distribution} & about]


def _named(name: str, core: Target, offers: Iterable[Offer]) -> list[Target]:
    if name == CORE:
        return [core]
    if name.endswith(".py") or "/" in name:
        return [_file(Path(name))]
    chosen = [o for o in offers if name in (o.namespace, o.origin.distribution)]
    if not chosen:
        known = [CORE, *(offer.namespace for offer in offers)]
        raise PackError(
            f"no rule pack named {name!r} is installed{close_to(name, known)}; there are: "
            f"{', '.join(known)}. A folder with a pack is installed with: pip install -e ."
        )
    return [_target(offer) for offer in chosen]


def _target(offer: Offer) -> Target:
    origin = offer.origin
    return Target(
        name=offer.namespace,
        namespace=offer.namespace,
        distribution=origin.distribution,
        version=origin.version,
        file=offer.value if offer.namespace == LOCAL else "",
    )


def _file(path: Path) -> Target:
    """A file of rules as a pack.

    Raises:
        PackError: there is no such file.
    """
    if not path.is_file():
        raise PackError(f"there is no file {str(path)!r}; give a namespace or a file of rules")
    return Target(name=str(path), namespace=LOCAL, distribution=path.name, file=str(path))

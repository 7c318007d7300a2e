"""Finding packs: which distributions offer one, read from their metadata alone; nothing is imported.

Distributions are read one by one, each inside a guard, since one unreadable file would otherwise hide
all packs from everybody.
"""

from __future__ import annotations

import configparser
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jacobook.errors import PackError
from jacobook.findings import Finding
from jacobook.spelling import close_to

if TYPE_CHECKING:
    from importlib.metadata import Distribution, PackageMetadata

GROUP = "jacobook.packs"
SWITCH = "JACOBOOK_PLUGINS"
LOCAL_FILES = "JACOBOOK_LOCAL"
LOCAL = "local"
"""The namespace of packs in single files, which are never published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What brought a pack; told by the host from metadata, never by the pack itself.

    Attributes:
        distribution: its name; the name of the metadata's folder where that gives none.
        version, licence, author, url: as the distribution's metadata say.
        entry_point: such as `"acme = jacobook_acme:pack"`.
        origin: `core`, `installed`, `editable`, `local` (a file) or `given` (an object).
        location: the folder it is installed in, or the file.
    """

    distribution: str
    version: str = ""
    licence: str = ""
    author: str = ""
    url: str = ""
    entry_point: str = ""
    origin: str = "installed"
    location: str = ""

    @property
    def title(self) -> str:
        """The distribution with its version: `jacobook-acme 0.1.0`."""
        return f"{self.distribution} {self.version}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A pack that may be loaded.

    Attributes:
        namespace: the entry point's name.
        value: where the object is: `"jacobook_acme:pack"`, or a file of rules.
        origin: what brought it.
    """

    namespace: str
    value: str
    origin: Origin

    def finding(self, code: str, wrong: str, mend: str = "", where: str = "") -> Finding:
        """A finding about this pack."""
        return Finding(
            code=code,
            wrong=wrong,
            mend=mend,
            where=where,
            pack=self.namespace,
            distribution=self.origin.distribution,
            version=self.origin.version,
        )


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found.

    Attributes:
        offers: packs to be loaded, sorted by namespace.
        refused: packs that are not loaded, for which `findings` has the reason.
        disabled: packs that the switch leaves out.
        findings: what is wrong with distributions.
    """

    offers: tuple[Offer, ...]
    refused: tuple[Offer, ...]
    disabled: tuple[Offer, ...]
    findings: tuple[Finding, ...]


# ------------------------------------------------------------------------------------- switch


@dataclass(frozen=True, slots=True)
class Switch:
    """Which packs are wanted: all of them, only some, or all but some.

    Attributes:
        only: names of packs or distributions; `None` for all.
        without: names to leave out.
    """

    only: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()

    def wants(self, offer: Offer) -> bool:
        """Whether a pack is to be loaded."""
        names = {offer.namespace, offer.origin.distribution}
        chosen = self.only is None or not names.isdisjoint(self.only)
        return chosen and names.isdisjoint(self.without)


def read_switch(text: str | None) -> Switch:
    """A switch as text: `None` for all packs, empty for none, `acme,beta` for only these,
    `-acme` for all but this one.

    Raises:
        PackError: names with and without a minus sign stand side by side.
    """
    if text is None:
        return Switch()
    names = [name.strip() for name in text.split(",") if name.strip()]
    without = tuple(name[1:] for name in names if name.startswith("-"))
    if without and len(without) < len(names):
        raise PackError(
            f"{SWITCH}={text!r} names packs with and without a minus sign; write either those to "
            "load, or those to leave out"
        )
    return Switch(None, without) if without else Switch(tuple(names))


def _unknown_names(switch: Switch, offers: Sequence[Offer]) -> list[Finding]:
    """A finding for each name of the switch that no pack and no distribution has."""
    known = sorted({n for o in offers for n in (o.namespace, o.origin.distribution)})
    verb = "blocks" if switch.without else "names"
    return [
        Finding(
            code="JB110",
            wrong=f"{SWITCH} {verb} {name!r}, but no such pack is installed{close_to(name, known)}",
            mend=f"installed packs: {', '.join(sorted({o.namespace for o in offers})) or 'none'}",
        )
        for name in (*(switch.only or ()), *switch.without)
        if name not in known
    ]


# ------------------------------------------------------------------------------- distributions


def discover(switch: Switch | None = None) -> Discovery:
    """The packs that installed distributions and local files offer.

    Args:
        switch: which are wanted; by default what the environment says.

    Raises:
        PackError: the environment variable cannot be read.
    """
    chosen = read_switch(os.environ.get(SWITCH)) if switch is None else switch
    findings: list[Finding] = []
    everything = [*_installed(findings), *local_offers()]
    findings += _unknown_names(chosen, everything)
    disabled = tuple(o for o in everything if not chosen.wants(o))
    wanted = [o for o in everything if chosen.wants(o)]
    nameless = [o for o in wanted if not o.origin.version and o.namespace != LOCAL]
    refused = [*_claimed_twice([o for o in wanted if o.origin.version], findings), *nameless]
    findings += map(_no_metadata, nameless)
    offers = sorted((o for o in wanted if o not in refused), key=lambda o: o.namespace)
    return Discovery(tuple(offers), tuple(refused), disabled, tuple(findings))


def _no_metadata(offer: Offer) -> Finding:
    return Finding(
        code="JB111",
        pack=offer.namespace,
        wrong=(
            f"distribution {offer.origin.distribution!r} offers the pack {offer.namespace!r}, but "
            "its METADATA is missing or gives no name and version"
        ),
        mend="install the distribution again",
    )


def _claimed_twice(offers: Sequence[Offer], findings: list[Finding]) -> list[Offer]:
    """The offers of namespaces that several distributions claim."""
    by_namespace: dict[str, list[Offer]] = {}
    for offer in offers:
        by_namespace.setdefault(offer.namespace, []).append(offer)
    refused = []
    for namespace, rivals in by_namespace.items():
        if len(rivals) > 1:
            rivals = sorted(rivals, key=lambda o: o.origin.distribution)
            refused += rivals
            told = " and ".join(o.origin.title for o in rivals)
            names = " or ".join(f"{SWITCH}={o.origin.distribution}" for o in rivals)
            findings.append(
                Finding(
                    code="JB104",
                    pack=namespace,
                    wrong=f"namespace {namespace!r} is claimed by {told}: neither was loaded",
                    mend=f"uninstall one, or choose by distribution: {names}",
                )
            )
    return refused


def _installed(findings: list[Finding]) -> list[Offer]:
    """What installed distributions offer, each distribution once."""
    found: dict[str, list[tuple[Origin, list[tuple[str, str]]]]] = {}
    for distribution in _distributions():
        points = _entry_points(distribution, findings)
        if points:
            origin = origin_of(distribution)
            found.setdefault(_normal(origin.distribution), []).append((origin, points))
    kept = (_one_of(copies, findings) for copies in found.values())
    return [
        Offer(namespace=name, value=value, origin=replace(origin, entry_point=f"{name} = {value}"))
        for origin, points in kept
        for name, value in points
    ]


def _distributions() -> Iterator[Distribution]:
    from importlib import metadata  # half of the time that importing jacobook would take

    return iter(metadata.distributions())


def _normal(name: str) -> str:
    """A distribution's name as names are compared (PEP 503)."""
    return name.lower().replace("_", "-").replace(".", "-")


def _one_of(
    copies: list[tuple[Origin, list[tuple[str, str]]]], findings: list[Finding]
) -> tuple[Origin, list[tuple[str, str]]]:
    """The copy of a distribution that is used: the first on the path, there the newest."""
    first = copies[0][0]
    beside = [copy for copy in copies if copy[0].location == first.location]
    chosen = max(beside, key=lambda copy: _release(copy[0].version))
    for other, _ in (copy for copy in copies if copy is not chosen):
        findings.append(_second_copy(chosen[0], other))
    return chosen


def _release(version: str) -> tuple[int, ...]:
    """The numbers of a version, for choosing the newer of two."""
    numbers = "".join(c if c.isdigit() else " " for c in version).split()
    return tuple(map(int, numbers))


def _second_copy(used: Origin, other: Origin) -> Finding:
    if used.location == other.location:
        return Finding(
            code="JB113",
            distribution=used.distribution,
            version=used.version,
            wrong=f"two versions are recorded in {used.location}: {used.version}, {other.version}",
            mend=f"pip uninstall {used.distribution}, until it says that there is none; install again",
        )
    return Finding(
        code="JB112",
        distribution=used.distribution,
        version=used.version,
        wrong=f"installed at two places: {used.location} (used) and {other.location}",
        mend="uninstall one of them",
    )


def _entry_points(distribution: Distribution, findings: list[Finding]) -> list[tuple[str, str]]:
    """The names and values in the packs' group; none if the file cannot be read."""
    try:
        text = distribution.read_text("entry_points.txt") or ""
        broken = _broken_line(text)
        if broken:
            raise ValueError(f"line {broken} has no '='")
        if GROUP not in text:
            return []
        parser = configparser.ConfigParser(delimiters=("=",), interpolation=None, strict=False)
        parser.optionxform = str  # type: ignore[assignment, method-assign]  # names keep their case
        parser.read_string(text)
        return [(n.strip(), v.strip()) for n, v in parser.items(GROUP)] if GROUP in parser else []
    except Exception as error:  # noqa: BLE001 - whatever the file holds, the others are read
        findings.append(
            Finding(
                code="JB108",
                wrong=(
                    f"distribution {_folder_name(distribution)!r} has an unreadable "
                    f"entry_points.txt ({_reason(error)}); skipped"
                ),
                mend="install that distribution again",
            )
        )
        return []


def _broken_line(text: str) -> int:
    """The number of the first line that is neither a heading, a comment nor an entry; 0 if none is."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith(("[", "#", ";")) and "=" not in line:
            return number
    return 0


def _reason(error: Exception) -> str:
    return "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error).splitlines()[0]


def _folder_name(distribution: Distribution) -> str:
    """The name in the metadata's folder: `other` for `other-1.0.dist-info`."""
    path = getattr(distribution, "_path", None)
    folder = path.name if path is not None else "?"
    return str(folder).rsplit(".", 1)[0].split("-")[0] or str(folder)


def origin_of(distribution: Distribution) -> Origin:
    """What a distribution's metadata say of it."""
    try:
        told = distribution.metadata
        name, version = _field(told, "Name"), _field(told, "Version")
    except Exception:  # noqa: BLE001 - unreadable metadata count as missing
        told, name, version = None, "", ""
    if told is None or not name or not version:
        return Origin(distribution=_folder_name(distribution), location=_location(distribution))
    return Origin(
        distribution=name,
        version=version,
        licence=_field(told, "License-Expression", "License"),
        author=_field(told, "Author", "Author-Email"),
        url=_home_page(list(told.get_all("Project-URL") or ()), _field(told, "Home-Page")),
        origin="editable" if _is_editable(distribution) else "installed",
        location=_location(distribution),
    )


def _field(told: PackageMetadata, *names: str) -> str:
    """The first of some fields that says something; a missing one may not be asked for."""
    values = (told[name] for name in names if name in told)
    return next((str(value) for value in values if value), "")


def _home_page(urls: Sequence[str], fallback: str) -> str:
    """The home page among `Label, https://...` lines, or the first of them."""
    pairs = [tuple(part.strip() for part in url.split(",", 1)) for url in urls if "," in url]
    named = [url for label, url in pairs if label.lower().replace("-", "") in ("homepage", "home")]
    others = [url for _, url in pairs]
    return next(iter([*named, *others]), fallback)


def _is_editable(distribution: Distribution) -> bool:
    try:
        told = json.loads(distribution.read_text("direct_url.json") or "{}")
        return bool(told.get("dir_info", {}).get("editable"))
    except Exception:  # noqa: BLE001 - a file that cannot be read says nothing
        return False


def _location(distribution: Distribution) -> str:
    return str(distribution.locate_file(""))


# ----------------------------------------------------------------------------------- local files


def local_offers(paths: Sequence[Path] | None = None) -> list[Offer]:
    """The packs in single files, by default those which the environment names."""
    named = os.environ.get(LOCAL_FILES, "").split(os.pathsep) if paths is None else paths
    return [
        Offer(
            namespace=LOCAL,
            value=str(path),
            origin=Origin(
                distribution=Path(path).name, origin="local", location=str(Path(path).resolve())
            ),
        )
        for path in named
        if str(path)
    ]

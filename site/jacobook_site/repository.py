"""Links into the repository of the book: the lines of a rule, an editor, a report of a mistake.

A site says where its sources are with the plugin's option `repository`, such as
`https://github.com/owner/name`. The forms of the addresses are GitHub's, GitLab's where the host's
name has `gitlab` in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from jacobook_site.markup import element
from jacobook_site.prose import REL
from jacobook_site.records import RuleRecord

BRANCH = "HEAD"
"""The newest state of the main branch, whatever its name."""


@dataclass(frozen=True, slots=True)
class Forms:
    """How a host writes addresses; the path, the line and the title of a report are filled in."""

    view: str
    edit: str
    report: str


GITHUB = Forms(
    view="/blob/{branch}/{path}#L{line}",
    edit="/edit/{branch}/{path}#L{line}",
    report="/issues/new?title={title}&body={body}",
)
GITLAB = Forms(
    view="/-/blob/{branch}/{path}#L{line}",
    edit="/-/edit/{branch}/{path}#L{line}",
    report="/-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={body}",
)


def is_repository(url: str) -> bool:
    """Whether a URL can be the address of a repository."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not parts.query


def repository_links(record: RuleRecord, repository: str) -> str:
    """Links to view, to edit and to report a built-in rule; empty without a repository.

    Rules of packs have repositories of their own, which the provenance on their pages names.
    """
    if not (repository and record.origin.built_in and record.origin.path):
        return ""
    forms = GITLAB if "gitlab" in urlsplit(repository).netloc else GITHUB
    given = {
        "branch": BRANCH,
        "path": quote(record.origin.path),
        "line": record.origin.line,
        "title": quote(f"{record.id}: ", safe=""),
        "body": quote(_report(record), safe=""),
    }
    base = repository.rstrip("/")
    links = (
        ("view in the repository", forms.view),
        ("edit", forms.edit),
        ("report a mistake", forms.report),
    )
    return ", ".join(
        element("a", text, href=base + form.format(**given), rel=REL) for text, form in links
    )


def _report(record: RuleRecord) -> str:
    """What a report begins with."""
    return f"Rule {record.id} ({record.title}), {record.versions.spoken}.\n\nWhat is wrong: "

"""Findings: everything that is wrong with a pack, as data with a stable code.

Warnings, errors, the tables of the command line, `--json` and the pages are renderings of the same
object. What each code means stands in `jacobook.codes`.
"""

from __future__ import annotations

from dataclasses import dataclass

from jacobook.codes import CODES
from jacobook.errors import DuplicateRuleError, PackError, RuleDefinitionError

ERROR, WARNING, INFORMATION = "error", "warning", "information"

_INDENT = "\n      "
_DECLARATIONS = ("JB201", "JB203", "JB204", "JB205")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, or worth knowing.

    Attributes:
        code: stable, such as `"JB203"`; `jacobook explain JB203` tells more.
        wrong: what was wrong, with what was there.
        mend: what to do next.
        where: the file and line, and how it was reached.
        pack: the namespace of the pack; empty where it has none.
        distribution, version: what brought the pack.
        rule: the id of the rule it is about.
        field: the field of the rule.
        trace: the traceback, shown on demand.

    Example:
        >>> import jacobook as jb
        >>> found = jb.Finding(code="JB207", wrong="a TODO is left", mend="write it", rule="acme.f")
        >>> found.severity
        'error'
    """

    code: str
    wrong: str
    mend: str = ""
    where: str = ""
    pack: str = ""
    distribution: str = ""
    version: str = ""
    rule: str = ""
    field: str = ""
    trace: str = ""

    @property
    def severity(self) -> str:
        """`error`, `warning` or `information`; it belongs to the code."""
        return CODES[self.code].severity

    @property
    def line(self) -> str:
        """The code, what it is about and what is wrong, in one line."""
        about = ", ".join(filter(None, [self._source, self.rule, self._field]))
        return f"{self.code} {about}: {self.wrong}" if about else f"{self.code} {self.wrong}"

    @property
    def text(self) -> str:
        """The whole finding: a line, then where it is and how to mend it."""
        more = [f"at {self.where}"] if self.where else []
        more += [f"mend: {self.mend}"] if self.mend else []
        return _INDENT.join([self.line, *more])

    @property
    def _source(self) -> str:
        """The distribution with its version, or the namespace of a pack that has none."""
        return f"{self.distribution} {self.version}".strip() or self.pack

    @property
    def _field(self) -> str:
        return f"field {self.field}" if self.field else ""


def exception_of(finding: Finding) -> Exception:
    """The exception to raise where a finding cannot be passed over."""
    if finding.code == "JB202":
        return DuplicateRuleError(finding.text)
    if finding.code in _DECLARATIONS:
        return RuleDefinitionError(finding.text)
    return PackError(finding.text)

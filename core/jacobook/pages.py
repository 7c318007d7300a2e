"""What a pack may add to pages: sections of its own page, and blocks on its rules' pages.

All of it is data. The host draws it: text as inert Markdown, tables with escaped cells, plots in the
theme's colours. A pack cannot bring markup, scripts or pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from jacobook.book import Registry
    from jacobook.evidence import CheckResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading on the pack's page, with the rules below it.

    Attributes:
        id: the first words of the ids of its rules: `"geom.rotation"` gathers
            `geom.rotation.rodrigues` and its like.
        title: the heading.
        text: a few sentences of Markdown; formulas in backticks.
        rules: ids of further rules, whose words do not say where they belong.

    Example:
        >>> import jacobook as jb
        >>> jb.Section(id="geom.rotation", title="Rotations", text="Turning `x`.").title
        'Rotations'
    """

    id: str
    title: str
    text: str = ""
    rules: tuple[str, ...] = ()

    def holds(self, rule_id: str) -> bool:
        """Whether a rule stands under this heading."""
        return rule_id == self.id or rule_id.startswith(f"{self.id}.") or rule_id in self.rules


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Sentences on a rule's page, in Markdown that is rendered inert.

    Example:
        >>> import jacobook as jb
        >>> jb.TextBlock(title="History", text="Found by `x`.").title
        'History'
    """

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table on a rule's page; cells are numbers or plain text.

    Attributes:
        title: the heading above it.
        head: the names of the columns.
        rows: as many cells as the head has.
        note: a sentence below it.

    Example:
        >>> import jacobook as jb
        >>> jb.TableBlock(title="Values", head=("x", "y"), rows=((0.0, 1.0), (1.0, 2.0))).rows[1]
        (1.0, 2.0)
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[float | str, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse rows of another length than the head.

        Raises:
            ValueError: one is.
        """
        for number, row in enumerate(self.rows):
            if len(row) != len(self.head):
                raise ValueError(
                    f"row {number} has {len(row)} cells, the head has {len(self.head)}"
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotCurve:
    """One line of a plot: its name, and numbers of the same length; NaN interrupts the line.

    Example:
        >>> import jacobook as jb
        >>> jb.PlotCurve(label="slope", x=(0.0, 1.0), y=(2.0, 3.0)).label
        'slope'
    """

    label: str
    x: tuple[float, ...]
    y: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse lists of different lengths.

        Raises:
            ValueError: they are.
        """
        if len(self.x) != len(self.y):
            raise ValueError(f"curve {self.label!r}: {len(self.x)} x and {len(self.y)} y")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotBlock:
    """A plot on a rule's page.

    Attributes:
        title: the heading above it.
        curves: at most six lines, told apart by dashes as well as by colour.
        x_label, y_label: what the axes show.
        description: what one sees, for readers who do not see it.

    Example:
        >>> import jacobook as jb
        >>> line = jb.PlotCurve(label="slope", x=(0.0, 1.0), y=(2.0, 3.0))
        >>> jb.PlotBlock(title="Slope", curves=(line,), x_label="x", y_label="slope",
        ...     description="A rising line.").curves[0].label
        'slope'
    """

    title: str
    curves: tuple[PlotCurve, ...]
    x_label: str
    y_label: str
    description: str

    def __post_init__(self) -> None:
        """Refuse a plot that cannot be read.

        Raises:
            ValueError: no curve, more than six, or no description.
        """
        if not 1 <= len(self.curves) <= 6:
            raise ValueError(f"a plot has one to six curves, not {len(self.curves)}")
        if not self.description.strip():
            raise ValueError("a plot needs a description")


PageBlock: TypeAlias = TextBlock | TableBlock | PlotBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """What is known of a rule when its page is made.

    Attributes:
        registry: all rules, with `grad` and its relatives as methods.
        checks: what the checks found.
    """

    registry: Registry
    checks: tuple[CheckResult, ...] = ()

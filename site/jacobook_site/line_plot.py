"""Plots that packs add to pages: up to six lines, told apart by dashes as well as by colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jacobook.pages import PlotBlock, PlotCurve
from jacobook_site.markup import element, escape
from jacobook_site.plot import HEIGHT, MARGIN, WIDTH, Frame, axes

BESIDE, BELOW = 66, 48
LARGEST = 1e150
"""Numbers beyond this are left out like those that are not finite: their differences overflow."""


def line_plot(block: PlotBlock) -> str:
    """The plot with its axes and a legend."""
    frame = _frame(block.curves)
    if frame is None:
        return element("p", "No point of this plot is finite.", class_="jb-note")
    lines = (_line(frame, curve, number) for number, curve in enumerate(block.curves, 1))
    picture = element(
        "svg",
        element("title", escape(block.title or block.y_label)),
        element("desc", escape(block.description)),
        axes(frame),
        *lines,
        _name((BESIDE + WIDTH - MARGIN) / 2, HEIGHT - 10, "middle", block.x_label),
        _name(8, 16, "start", block.y_label),
        class_="jb-plot",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        xmlns="http://www.w3.org/2000/svg",
    )
    return picture + _legend(block.curves)


def _points(curve: PlotCurve) -> Iterator[tuple[float, float] | None]:
    """The points of a curve; `None` where it is interrupted."""
    for x, y in zip(curve.x, curve.y, strict=True):
        yield (x, y) if abs(x) < LARGEST and abs(y) < LARGEST else None  # false for NaN


def _frame(curves: Sequence[PlotCurve]) -> Frame | None:
    """The window in which all points lie; `None` if there are none."""
    found = [point for curve in curves for point in _points(curve) if point]
    if not found:
        return None
    left, right = _widened([x for x, _ in found], 0.0)
    bottom, top = _widened([y for _, y in found], 0.06)
    return Frame(left, right, bottom, top, BESIDE, BELOW)


def _widened(values: Sequence[float], share: float) -> tuple[float, float]:
    """An interval around numbers with some room; one that has a length even around a single number."""
    low, high = min(values), max(values)
    size = max(abs(low), abs(high))
    if high - low <= 1e-9 * size or high == low:
        return low - (0.1 * size or 0.5), high + (0.1 * size or 0.5)
    room = share * (high - low)
    return low - room, high + room


def _line(frame: Frame, curve: PlotCurve, number: int) -> str:
    """A path that breaks where the curve is interrupted; a point alone is a dot."""
    commands, start = [], True
    for point in _points(curve):
        if point is not None:
            x, y = frame.at(*point)
            commands.append(f"M{x:.1f} {y:.1f}h0" if start else f"L{x:.1f} {y:.1f}")
        start = point is None
    return element("path", d="".join(commands), class_=f"jb-line jb-line-{number}")


def _name(x: float, y: float, anchor: str, text: str) -> str:
    return element("text", escape(text), x=x, y=y, text_anchor=anchor)


def _legend(curves: Sequence[PlotCurve]) -> str:
    """What each line stands for."""
    return element("p", *(_key(c, n) for n, c in enumerate(curves, 1)), class_="jb-keys")


def _key(curve: PlotCurve, number: int) -> str:
    sample = element("path", d="M0 4H28", class_=f"jb-line jb-line-{number}")
    drawn = element("svg", sample, viewBox="0 0 28 8", class_="jb-key", aria_hidden="true")
    return element("span", drawn, escape(curve.label))

"""Plots of a function of one number and its derivative, as SVG in the theme's colours."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from jacobook_site.markup import element, escape

WIDTH, HEIGHT, MARGIN = 440, 260, 34


@dataclass(frozen=True, slots=True)
class Curve:
    """A function and its derivative at the same points.

    Attributes:
        x: the points, increasing.
        y: the function's values; not finite where there is none.
        slope: the derivative's values.
        kinks: points where the function has no derivative, with value and chosen slope.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    slope: tuple[float, ...]
    kinks: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The window of a plot, and the room beside and below it for numbers."""

    left: float
    right: float
    bottom: float
    top: float
    beside: float = MARGIN
    below: float = MARGIN

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the plot in the picture's coordinates."""
        across = (x - self.left) / (self.right - self.left)
        up = (y - self.bottom) / (self.top - self.bottom)
        inner_width, inner_height = WIDTH - self.beside - MARGIN, HEIGHT - self.below - MARGIN
        return self.beside + across * inner_width, HEIGHT - self.below - up * inner_height


def curve_plot(curve: Curve, title: str, description: str) -> str:
    """A plot with the function solid and its derivative dashed."""
    frame = _frame(curve)
    parts = [
        element("title", escape(title)),
        element("desc", escape(description)),
        axes(frame),
        _line(frame, curve.x, curve.slope, "jb-plot-slope"),
        _line(frame, curve.x, curve.y, "jb-plot-value"),
        *(_kink(frame, kink) for kink in curve.kinks),
    ]
    return element(
        "svg",
        *parts,
        class_="jb-plot",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        data_frame=" ".join(f"{v:.8g}" for v in (frame.left, frame.right, frame.bottom, frame.top)),
        role="img",
        xmlns="http://www.w3.org/2000/svg",
    )


def _frame(curve: Curve) -> Frame:
    """The window: all of x, and of y what most points need."""
    values = sorted(v for v in (*curve.y, *curve.slope) if math.isfinite(v)) or [0.0, 1.0]
    cut = len(values) // 25
    low, high = values[cut], values[-1 - cut]
    spread = max(high - low, 1.0)
    low = values[0] if low - values[0] < 0.3 * spread else low
    high = values[-1] if values[-1] - high < 0.3 * spread else high
    bottom, top = min(low, 0.0) - 0.08 * spread, max(high, 0.0) + 0.08 * spread
    return Frame(curve.x[0], curve.x[-1], bottom, top)


def _ticks(low: float, high: float) -> list[float]:
    """About five round numbers between two numbers."""
    rough = (high - low) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= rough)
    first = math.ceil(low / step)
    return [float(f"{k * step:.12g}") for k in range(first, math.floor(high / step) + 1)]


def axes(frame: Frame) -> str:
    """Lines at round numbers, with the numbers."""
    parts = []
    for tick in _ticks(frame.left, frame.right):
        x, _ = frame.at(tick, frame.bottom)
        parts.append(_segment(x, MARGIN, x, HEIGHT - frame.below, _axis_class(tick)))
        parts.append(_label(x, HEIGHT - frame.below + 16, tick, "middle"))
    for tick in _ticks(frame.bottom, frame.top):
        _, y = frame.at(frame.left, tick)
        parts.append(_segment(frame.beside, y, WIDTH - MARGIN, y, _axis_class(tick)))
        parts.append(_label(frame.beside - 6, y + 4, tick, "end"))
    return element("g", *parts)


def _axis_class(tick: float) -> str:
    return "jb-plot-axis" if tick == 0 else "jb-plot-grid"


def _segment(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="{style}"></line>'


def _label(x: float, y: float, value: float, anchor: str) -> str:
    text = f"{value:g}".replace("-", "\N{MINUS SIGN}")
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'


def _line(frame: Frame, xs: Sequence[float], ys: Sequence[float], style: str) -> str:
    """A path that is cut at the window, and breaks where values are not finite or jump."""
    commands: list[str] = []
    end = None
    points = list(zip(xs, ys, strict=True))
    for start, stop in itertools.pairwise(points):
        part = _visible(frame, start, stop)
        if part is None:
            continue
        if part[0] != end:
            commands.append("M{:.1f} {:.1f}".format(*frame.at(*part[0])))
        commands.append("L{:.1f} {:.1f}".format(*frame.at(*part[1])))
        end = part[1]
    return f'<path d="{"".join(commands)}" class="{style}"></path>'


_Point: TypeAlias = tuple[float, float]


def _visible(frame: Frame, start: _Point, stop: _Point) -> tuple[_Point, _Point] | None:
    """The part of a segment inside the window; `None` if there is none, or the segment is a jump."""
    if not (math.isfinite(start[1]) and math.isfinite(stop[1])):
        return None
    low, high = _cut(frame, start, stop), _cut(frame, stop, start)
    jump = abs(high[1] - low[1]) > 0.35 * (frame.top - frame.bottom)
    outside = low[1] == high[1] and not frame.bottom <= start[1] <= frame.top
    return None if jump or outside else (low, high)


def _cut(frame: Frame, point: _Point, other: _Point) -> _Point:
    """The point, moved along the segment to the window's edge if it is above or below."""
    edge = min(max(point[1], frame.bottom), frame.top)
    if edge == point[1] or point[1] == other[1]:
        return point[0], edge
    share = min((edge - point[1]) / (other[1] - point[1]), 1.0)
    return point[0] + share * (other[0] - point[0]), edge


def _kink(frame: Frame, kink: tuple[float, float, float]) -> str:
    x, y, slope = kink
    circles = []
    for value, style in ((y, "jb-plot-kink"), (slope, "jb-plot-chosen")):
        if math.isfinite(value) and frame.bottom <= value <= frame.top:
            px, py = frame.at(x, value)
            circles.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="4" class="{style}"></circle>')
    return "".join(circles)

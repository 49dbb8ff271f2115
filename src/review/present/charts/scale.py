"""Scales of charts: round ends and ticks, and room for the arrows of one-sided bounds."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from review.present.theme import WIDTH

ARROW = 30


@dataclass(frozen=True)
class Scale:
    """The ends and ticks of an axis, and whether it is logarithmic."""

    low: float
    high: float
    ticks: tuple[float, ...]
    log: bool = False

    def shifted(self, value: float, pixels: float) -> float:
        """Return the value that stands *pixels* to the right of *value*, within the axis."""
        if self.log:
            span = math.log(self.high / self.low)
            moved = value * math.exp(span * pixels / WIDTH)
        else:
            moved = value + (self.high - self.low) * pixels / WIDTH
        return min(max(moved, self.low), self.high)


def linear_scale(values: Iterable[float], *, arrows: Iterable[float] = ()) -> Scale:
    """Return a scale from zero to a round end; the bounds in *arrows* have room for an arrow to the right."""
    top = max(values, default=1) or 1
    reach = max([top, *(value * WIDTH / (WIDTH - ARROW - 6) for value in arrows)])
    step = _round_step(reach / 4)
    count = math.ceil(reach / step - 1e-9)
    return Scale(0, step * count, tuple(step * index for index in range(count + 1)))


def log_scale(values: Iterable[float]) -> Scale:
    """Return a logarithmic scale of powers of ten that holds *values*. Raises ValueError for none above 0."""
    positive = [value for value in values if value > 0]
    if not positive:
        raise ValueError("a logarithmic axis needs a value above zero")
    first = math.floor(math.log10(min(positive) * 0.8))
    last = math.ceil(math.log10(max(positive) * 1.2))
    return Scale(10.0**first, 10.0**last, tuple(10.0**power for power in range(first, last + 1)), log=True)


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= least * (1 - 1e-9))
    return step if step >= 1 else max(step, 1)

"""The renderer by which Altair shows charts as the book does, in the book's theme."""

from __future__ import annotations

from typing import Any

from review.present.look.figure import Spec, figure_html
from review.present.look.theme import theme

# Whoever asks Altair for the renderer gets the theme with it.
__all__ = ["render", "theme"]


def render(spec: Spec, **metadata: Any) -> dict[str, str]:
    """Return the MIME bundle of a Vega-Lite specification; its *description* is the alternative text."""
    alternative = str(spec.get("description", ""))
    return {"text/html": figure_html(spec, alternative).text, "text/plain": f"Chart: {alternative}"}

"""Text that nothing measures: lines that fit, words that stay whole."""

from __future__ import annotations

from review.present.look.sizes import text_width, wrap


def test_lines_fit_the_width() -> None:
    text = "Persons whom agencies say that they rescued or recovered " * 3
    assert all(text_width(line) <= 200 for line in wrap(text.strip(), 200))
    assert wrap("unbreakable" * 9, 50) == ["unbreakable" * 9]

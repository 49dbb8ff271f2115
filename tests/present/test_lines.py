"""Rows on lines under each other: long texts take lines of their own, and a heading stands once."""

from __future__ import annotations

import pandas as pd

from review.present.frames.lines import in_rows


def test_every_text_has_lines_of_its_own() -> None:
    texts = ["short", "a text that is much too long for one line of this width", "end"]
    frame = pd.DataFrame({"link": ["first", "first", "last"], "who": ["one", "two", "two"], "text": texts})
    rows, lines = in_rows(frame, "text", width=100, headings=["link", "who"])
    taken = [
        row[f"{name}at_line"] + place
        for _, row in rows.iterrows()
        for name in ("link_", "who_", "")
        for place in range(len((row[name.rstrip("_") or "text"] or "").splitlines()))
    ]
    assert taken == sorted(set(taken)) and max(taken) == lines[-1]
    assert rows["link"].tolist() == ["first", "", "last"]
    assert rows["who"].tolist() == ["one", "two", "two"]  # under another heading it is said again
    assert [" ".join(text.split()) for text in rows["text"]] == texts
    assert set(lines) - set(taken) == {rows["link_at_line"].iloc[-1] - 1}

"""`review check` on what strangers send: all of it told at once, with file and line, by the reviewer's own code."""

from __future__ import annotations

from bicycle_project import Run, Small

LEAVE_OUT = "Leave it out; src/review/book/untrusted/allowlist.py lists what may be written."


def test_pages_and_rows_are_told_together_and_in_order(bicycles: Small, review: Run) -> None:
    (bicycles.root / "book").mkdir()
    (bicycles.root / "book" / "page.md").write_text("# A page\n\n```{include} /etc/passwd\n```\n", encoding="utf-8")
    source_id = bicycles.rows("sources")[0]["source_id"]
    bicycles.change("sources", source_id, title="A <b>title")
    line = bicycles.line("sources", source_id)
    status, out, complaints = review("check")
    assert (status, out) == (1, "")
    assert complaints.splitlines() == [
        "book/page.md:3: the directive {include} may not be used (it copies any file into the page). " + LEAVE_OUT,
        f"data/evidence/sources.csv:{line}:title: the cell has markup (got '<b'). Write plain text.",
    ]


def test_a_link_among_the_files_is_told_and_not_followed(bicycles: Small, review: Run) -> None:
    (bicycles.root.parent / "secret.txt").write_text("a secret", encoding="utf-8")
    (bicycles.root / "data" / "more.csv").symlink_to(bicycles.root.parent / "secret.txt")
    for command in ("check", "fmt"):
        status, out, complaints = review(command)
        assert (status, out) == (1, "")
        assert complaints.startswith("data/more.csv: this is a link (to ") and "a secret" not in complaints

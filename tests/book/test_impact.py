"""`review impact`: what came since a commit or a release, in lines and as JSON."""

from __future__ import annotations

import json
import subprocess

from bicycle_project import Run, Small


def committed(bicycles: Small) -> None:
    """Keep the small project as a commit."""
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "As it was")):
        subprocess.run(["git", "-C", str(bicycles.root), *command], check=True, capture_output=True)


def test_it_says_what_came_since_a_commit(bicycles: Small, review: Run) -> None:
    committed(bicycles)
    had = len(bicycles.rows("figures"))
    lines = review("impact", "--since", "HEAD")[1].splitlines()
    assert (lines[0], lines[2]) == ("Since HEAD:", f"figures: {had} → {had}")
    cells = {"quote": "200 frames", "printed": "200", "low": "200", "high": "200"}
    bicycles.add("figures", like="gazette2014-frames", figure_id="gazette2014-again", **cells)
    bicycles.change("findings", "thefts-1", rests_on=f"{bicycles.rows('findings')[0]['rests_on']} gazette2014-again")
    status, out, _ = review("impact", "--since", "HEAD")
    assert status == 0 and f"figures: {had} → {had + 1}" in out
    assert "finding thefts-1 rests on 1 more: gazette2014-again" in out
    [moved] = [line for line in out.splitlines() if line.startswith("new relation same-event-")]
    assert "(not read; by the rows alone inconsistent)" in moved and "gazette2014-again" in moved
    told = json.loads(review("impact", "--since", "HEAD", "--format", "json")[1])
    assert told["counts"]["figures"] == [had, had + 1] and told["findings_that_rest_on_more"] == {
        "thefts-1": ["gazette2014-again"]
    }


def test_a_table_that_a_commit_did_not_have_yet_had_no_rows(bicycles: Small, review: Run) -> None:
    bicycles.file("weighings").unlink()
    committed(bicycles)
    bicycles.write("weighings", [])
    assert review("impact", "--since", "HEAD")[0] == 0


def test_what_is_neither_version_nor_commit_is_refused(bicycles: Small, review: Run) -> None:
    status, _, err = review("impact")
    assert status == 2 and "no release is kept yet. Name a commit" in err
    committed(bicycles)
    for name in ("nope", "--output=x", "0.1.0"):
        status, _, err = review("impact", f"--since={name}")
        assert status == 2 and "neither a version that is kept nor a commit" in err, name
    assert not (bicycles.root / "x").exists()

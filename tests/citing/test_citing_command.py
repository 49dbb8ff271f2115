"""`review cite`: the reference of one thing, a list of all, and the nearest where there is none."""

from __future__ import annotations

from bicycle_project import Run, Small
from releasing import CITATION


def test_one_thing_is_printed_and_all_are_listed(review: Run, bicycles: Small) -> None:
    (bicycles.root / "CITATION.cff").write_text(CITATION, "utf-8")
    status, listed, _ = review("cite", "--list")
    lines = [line.split("\t") for line in listed.splitlines()]
    assert status == 0 and all(len(line) == 3 and all(line) for line in lines)
    assert lines[0] == ["book", "book", "Thefts"]
    names = [name for name, _, _ in lines]
    assert {*bicycles.corpus().figures, *bicycles.corpus().claims} <= {*names} and len(names) == len({*names})
    status, printed, _ = review("cite", "gazette2014-frames", "--style", "mla")
    assert status == 0 and "Thefts" in printed and "\nIn the text: " in printed


def test_an_unknown_id_is_told_with_the_nearest(review: Run, bicycles: Small) -> None:
    (bicycles.root / "CITATION.cff").write_text(CITATION, "utf-8")
    status, out, err = review("cite", "gazette2014-frame")
    assert (status, out) == (2, "")
    assert "'gazette2014-frame' can't be cited: nothing has this id (nearest: gazette2014-frames" in err
    assert "`review cite --list` shows all." in err

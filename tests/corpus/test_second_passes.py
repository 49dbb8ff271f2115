"""A source that one pass alone coded, and one that credits a pass which never saw it, are named."""

from __future__ import annotations

from bicycle_project import Small

from review.corpus.workflow.release_gaps import pass_gaps


def told(bicycles: Small) -> list[str]:
    return [str(problem) for problem in pass_gaps(bicycles.corpus())]


def twice(bicycles: Small, *sources: str) -> None:
    """Have the appraisals of *sources* from two passes."""
    bicycles.write("passes", [*bicycles.rows("passes"), *([] if len(bicycles.rows("passes")) > 1 else [SECOND])])
    names = [row["pass_id"] for row in bicycles.rows("passes")]
    rows = [row for row in bicycles.rows("appraisals") if row["source_id"] in sources]
    kept = [
        {"coded_id": f"{name}-{row['source_id']}-{row['domain']}", "pass_id": name}
        | {key: row[key] for key in ("source_id", "domain", "judgement", "reason")}
        for name in names
        for row in rows
    ]
    bicycles.write("pass_appraisals", kept)


SECOND = {"pass_id": "second", "label": "Second", "how": "Read again.", "checked": "Compared."}


def test_nothing_is_asked_of_what_no_source_has_twice(bicycles: Small) -> None:
    assert told(bicycles) == []


def test_a_source_without_a_second_pass_is_named(bicycles: Small) -> None:
    both = sorted({row["source_id"] for row in bicycles.rows("appraisals")})
    twice(bicycles, *both)
    assert told(bicycles) == []
    twice(bicycles, both[0])
    [few, unseen] = told(bicycles)
    line = bicycles.line("sources", both[1])
    assert few.startswith(f"data/evidence/sources.csv:{line}:source_id: {both[1]}: its appraisals are of 0 passes")
    assert "its appraisals name the pass first, which kept none of it" in unseen
    assert "data/evidence/passes/appraisals.csv" in few and ":coding_pass: " in unseen

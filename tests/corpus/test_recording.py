"""What a run reads is recorded by itself: cell by cell, key by key, and by question where the library says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from bicycle_project import Small, make_bicycles

from review.corpus.corpus import Corpus, freeze, read_tables
from review.corpus.tracing.digests import AS_USED, Answers, Reads, function_named, named
from review.corpus.tracing.recorder import Recorder, declared, recorder
from review.corpus.verification.receipt import read_receipt, receipt_of
from review.errors import UsageError
from review.synthesis.conclusions.certainty import certainty
from review.synthesis.register.register import about

Look = Callable[[Corpus], object]


@pytest.fixture
def look(bicycles: Small) -> Callable[[Look], Reads]:
    """Return a function that looks at the small project, and gives what was read."""

    def look(at: Look) -> Reads:
        recorder = Recorder(bicycles.root)
        at(recorder.watch(bicycles.corpus()))
        return recorder.reads()

    return look


def changed(bicycles: Small, reads: Reads) -> list[str]:
    """Return what has changed of *reads* in the small project, also where its rows have problems now."""
    corpus = freeze(tuple(read_tables(bicycles.descriptor, "data")), bicycles.descriptor)
    return Answers(bicycles.root, corpus).changed(reads)


def test_only_the_cells_that_were_read_count(bicycles: Small, look: Callable[[Look], Reads]) -> None:
    reads = look(lambda corpus: corpus.figures["ward2014-thefts"].low)
    assert list(reads) == [("row", AS_USED, "ward2014-thefts", "low")]
    bicycles.change("figures", "ward2014-thefts", note="Another remark.")
    bicycles.change("figures", "gazette2014-thefts", note="Another remark.")
    assert changed(bicycles, reads) == []
    read = look(lambda corpus: corpus.figures["ward2014-thefts"].note)
    bicycles.change("figures", "ward2014-thefts", note="A third remark.")
    assert changed(bicycles, read) == [f"{AS_USED} ward2014-thefts"]


def test_a_key_that_was_looked_for_in_vain_counts(bicycles: Small, look: Callable[[Look], Reads]) -> None:
    reads = look(lambda corpus: ("rain" in corpus.events, corpus.events.get("rain")))
    assert changed(bicycles, reads) == []
    bicycles.add("events", like="raid-2014-03", event_id="rain", label="Rain", words="rain")
    assert changed(bicycles, reads) == ["events rain"]


def test_going_through_a_table_counts_its_keys(bicycles: Small, look: Callable[[Look], Reads]) -> None:
    lists: list[Look] = [len, list, lambda events: [event.label for event in events.values()]]
    for going in lists:
        reads = look(lambda corpus, going=going: going(corpus.events))
        assert changed(bicycles, reads) == []
        bicycles.add("events", like="raid-2014-03", event_id="rain", label="Rain", words="rain")
        assert changed(bicycles, reads) == ["which events there are"]
        bicycles.remove("events", "rain")


def test_a_query_counts_by_what_it_finds(bicycles: Small, look: Callable[[Look], Reads]) -> None:
    reads = look(lambda corpus: [figure.low for figure in corpus.figures_where(source_id={"ward2014"})])
    assert 'figures_where(source_id=["ward2014"])' in map(named, reads)
    assert ("keys", AS_USED) not in reads
    figures = bicycles.rows("figures")
    bicycles.write("figures", [row for row in figures if row["figure_id"] != "gazette2014-thefts"])
    assert changed(bicycles, reads) == []
    bicycles.write("figures", [row for row in figures if row["figure_id"] != "ward2014-thefts"])
    assert changed(bicycles, reads)[0].startswith("figures_where")


def test_what_the_library_computes_is_the_same_when_it_is_recorded(bicycles: Small) -> None:
    plain, recorder = bicycles.corpus(), Recorder(bicycles.root)
    watched = recorder.watch(plain)
    assert list(watched.figures) == list(plain.figures)
    for key, figure in plain.figures.items():
        assert certainty(watched, watched.figures[key]) == certainty(plain, figure)
        assert asdict(watched.figures[key]) == asdict(figure)
        for one, other in zip(about(watched, [key]), about(plain, [key]), strict=True):
            assert (one.relation.relation_id, one.verdict) == (other.relation.relation_id, other.verdict)
            assert one.figures[0] is watched.figures[one.figures[0].figure_id], "what comes back is watched, too"
    assert recorder.answers.changed(recorder.reads()) == []


def test_a_watched_row_is_a_row(bicycles: Small) -> None:
    plain = bicycles.corpus()
    watched = Recorder(bicycles.root).watch(plain)
    figure = watched.figures["ward2014-thefts"]
    assert isinstance(figure, type(plain.figures["ward2014-thefts"]))
    assert figure == plain.figures["ward2014-thefts"] and figure != watched.figures["gazette2014-thefts"]
    assert len({figure, watched.figures["ward2014-thefts"]}) == 1
    other = replace(figure, note="Mine.")
    assert type(other) is type(plain.figures["ward2014-thefts"]) and other != figure
    with pytest.raises(AttributeError):
        figure.low = None


def test_the_receipt_counts_by_its_rows(bicycles: Small) -> None:
    recorder = Recorder(bicycles.root)
    corpus = recorder.watch(bicycles.corpus())
    receipt = receipt_of(corpus, bicycles.root / "data")
    assert not receipt.is_verified(corpus, "figures", "ward2014-thefts")
    assert receipt.lengths.get("ward2014", 0) == 0
    tables = read_receipt(bicycles.root / "data").tables()
    reads = recorder.reads()
    assert Answers(bicycles.root, bicycles.corpus(), **tables).changed(reads) == []
    tables["verified lengths"] = {"ward2014": 7}
    assert Answers(bicycles.root, bicycles.corpus(), **tables).changed(reads) == ["verified lengths ward2014"]


def test_a_declared_file_counts_as_a_whole(bicycles: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Recorder(bicycles.root.resolve())
    monkeypatch.setattr("review.corpus.tracing.recorder._active", [mine])
    assert recorder() is mine
    with declared(bicycles.root / "notes.txt"):
        pass
    assert Answers(bicycles.root).changed(mine.reads()) == []
    (bicycles.root / "notes.txt").write_text("something", "utf-8")
    assert Answers(bicycles.root).changed(mine.reads()) == ["notes.txt"]


def test_a_run_reads_one_project(bicycles: Small, tmp_path: Path) -> None:
    recorder = Recorder(bicycles.root)
    recorder.watch(bicycles.corpus())
    recorder.watch(bicycles.corpus())
    with pytest.raises(UsageError, match="a notebook reads one project"):
        recorder.watch(make_bicycles(tmp_path / "other").corpus())


@pytest.mark.parametrize("name", ["os:system", "review.corpus.corpus:check", "review.corpus.corpus:Corpus.frame", "x"])
def test_a_cache_can_only_ask_for_recorded_functions(name: str) -> None:
    with pytest.raises(ValueError, match="is no recorded function"):
        function_named(name)

"""What a run reads is recorded by itself: cell by cell, and key by key."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from bicycle_project import Small, make_bicycles
from edits import Edit, an_edit, made

from review.corpus.corpus import Corpus, freeze
from review.corpus.tables.project import Project
from review.corpus.tables.reading import read_tables
from review.corpus.tables.records import RECORDS
from review.corpus.tracing import AS_USED, Held, Reads, Recorder, declared_read, recorder
from review.corpus.verification.receipt import read_receipt, receipt_of
from review.corpus.vocabulary import typed
from review.errors import UsageError
from review.synthesis.conclusions.certainty import certainty
from review.synthesis.register.register import constraints, constraints_about, verdicts

Look = Callable[[Corpus], object]


def held(bicycles: Small) -> Held:
    """Return what the small project holds, also where its rows have problems now."""
    return Held(bicycles.root, freeze(tuple(read_tables(bicycles.descriptor, "data")), bicycles.descriptor))


def is_held(edit: Edit) -> bool:
    """Return whether a record can hold what is written: of a closed vocabulary, its words alone."""
    try:
        typed(RECORDS[edit.table], edit.column, edit.text)
    except ValueError:
        return False
    return True


@pytest.fixture
def look(bicycles: Small) -> Callable[[Look], Reads]:
    """Return a function that looks at the small project, and gives what was read."""

    def look(at: Look) -> Reads:
        recorder = Recorder(bicycles.root)
        at(recorder.watch(bicycles.corpus()))
        assert held(bicycles).changed(recorder.reads()) == []
        return recorder.reads()

    return look


def test_only_the_cells_that_were_read_count(bicycles: Small, look: Callable[[Look], Reads]) -> None:
    reads = look(lambda corpus: corpus.figures["ward2014-thefts"].low)
    assert list(reads) == [("row", AS_USED, "ward2014-thefts", "low")]
    read = look(lambda corpus: corpus.figures["ward2014-thefts"].note)
    bicycles.change("figures", "ward2014-thefts", note="Another remark.")
    bicycles.change("figures", "gazette2014-thefts", note="Another remark.")
    assert held(bicycles).changed(reads) == []
    assert held(bicycles).changed(read) == [f"{AS_USED} ward2014-thefts"]


def test_of_other_sources_nothing_counts_where_one_was_asked_for(
    bicycles: Small, look: Callable[[Look], Reads]
) -> None:
    asked = (
        lambda corpus: [row.note for row in corpus.of_source("claims", "ward2014")],
        lambda corpus: [row.note for row in corpus.claims_where(source_id="ward2014")],
    )
    reads = [look(at) for at in asked]
    bicycles.change("claims", "gazette2014-plague", note="Another remark.")
    bicycles.add("claims", like="gazette2014-plague", claim_id="gazette2014-other")
    assert [held(bicycles).changed(read) for read in reads] == [[], []]
    bicycles.add("claims", like="ward2014-unreported", claim_id="ward2014-another")
    told = "which claims of ward2014 there are"
    assert [held(bicycles).changed(read) for read in reads] == [[told], [told]]


def test_keys_that_were_looked_for_or_listed_count(bicycles: Small, look: Callable[[Look], Reads]) -> None:
    listed: list[Look] = [len, list, lambda events: [event.label for event in events.values()]]
    sought: list[Look] = [lambda events: "rain" in events, lambda events: events.get("rain")]
    for at in (*listed, *sought):
        reads = look(lambda corpus, at=at: at(corpus.events))
        bicycles.add("events", like="raid-2014-03", event_id="rain", label="Rain", words="rain")
        assert held(bicycles).changed(reads) == ["which events there are" if at in listed else "events rain"]
        bicycles.remove("events", "rain")


def test_a_search_counts_by_the_keys_and_what_it_compares(bicycles: Small, look: Callable[[Look], Reads]) -> None:
    reads = look(lambda corpus: [figure.low for figure in corpus.figures_where(event_id={"rain"})])
    bicycles.change("figures", "gazette2014-thefts", low="7", note="Another remark.")
    assert held(bicycles).changed(reads) == []
    bicycles.remove("figures", "gazette2014-thefts")
    assert f"which {AS_USED} there are" in held(bicycles).changed(reads)


def test_the_register_counts_by_what_it_found_for_a_row(bicycles: Small) -> None:
    key, mine = "ward2014-thefts", Recorder(bicycles.root)
    verdicts(mine.watch(bicycles.corpus()), key)
    reads = mine.reads()
    assert list(reads) == [("row", "constraints", key, "value")]
    bicycles.change("figures", key, note="Another remark.")
    corpus = bicycles.corpus()
    assert Held(bicycles.root, corpus, constraints=constraints(corpus)).changed(reads) == []
    other = {key: constraints(corpus)[key][1:]}
    assert Held(bicycles.root, corpus, constraints=other).changed(reads) == [f"constraints {key}"]


def test_what_is_kept_after_an_edit_reads_the_same(bicycles: Small) -> None:
    """Random edits of cells; a cell that was read is another only where what was read is."""
    chance, corpus = random.Random(1), bicycles.corpus()
    tables = sorted(name for name, rows in corpus.tables.items() if rows)
    for _ in range(100):
        mine = Recorder(bicycles.root)
        watched, name = mine.watch(corpus), chance.choice(tables)
        key = chance.choice(list(corpus.tables[name]))
        columns = corpus.descriptor.table(name).column_names
        column = chance.choice(columns)
        was = getattr(watched.tables[name][key], column)
        edit = an_edit(chance, Project(bicycles.root), [name])
        while not is_held(edit):
            edit = an_edit(chance, Project(bicycles.root), [name])
        with made(Project(bicycles.root), edit):
            now = held(bicycles)
            row = now.tables[name].get(key)
            if row is None or getattr(row, column) != was:
                assert now.changed(mine.reads()), (key, column, edit)


def test_what_the_library_computes_is_the_same_when_it_is_recorded(bicycles: Small) -> None:
    plain, recorder = bicycles.corpus(), Recorder(bicycles.root)
    watched = recorder.watch(plain)
    assert list(watched.figures) == list(plain.figures)
    for key, figure in plain.figures.items():
        assert certainty(watched, watched.figures[key]) == certainty(plain, figure)
        assert asdict(watched.figures[key]) == asdict(figure)
        for one, other in zip(constraints_about(watched, [key]), constraints_about(plain, [key]), strict=True):
            assert (one.relation.relation_id, one.verdict) == (other.relation.relation_id, other.verdict)
            assert one.figures[0] is watched.figures[one.figures[0].figure_id], "what comes back is watched, too"
    assert Held(bicycles.root, plain, constraints=constraints(plain)).changed(recorder.reads()) == []


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
    assert Held(bicycles.root, bicycles.corpus(), **tables).changed(reads) == []
    tables["verified lengths"] = {"ward2014": 7}
    assert Held(bicycles.root, bicycles.corpus(), **tables).changed(reads) == ["verified lengths ward2014"]


def test_a_declared_file_counts_as_a_whole(bicycles: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Recorder(bicycles.root.resolve())
    monkeypatch.setattr("review.corpus.tracing._active", [mine])
    assert recorder() is mine
    with declared_read(bicycles.root / "notes.txt"):
        pass
    assert Held(bicycles.root).changed(mine.reads()) == []
    (bicycles.root / "notes.txt").write_text("something", "utf-8")
    assert Held(bicycles.root).changed(mine.reads()) == ["notes.txt"]


def test_a_run_reads_one_project(bicycles: Small, tmp_path: Path) -> None:
    recorder = Recorder(bicycles.root)
    recorder.watch(bicycles.corpus())
    recorder.watch(bicycles.corpus())
    with pytest.raises(UsageError, match="a notebook reads one project"):
        recorder.watch(make_bicycles(tmp_path / "other").corpus())


def test_a_corpus_can_be_pickled(bicycle_corpus: Corpus) -> None:
    assert bicycle_corpus.figures  # what is computed of it stays behind
    copy: Corpus = pickle.loads(pickle.dumps(bicycle_corpus))
    assert (copy.tables, copy.lines, copy.descriptor) == (
        bicycle_corpus.tables,
        bicycle_corpus.lines,
        bicycle_corpus.descriptor,
    )
    assert copy.figures == bicycle_corpus.figures
    with pytest.raises(TypeError):
        copy.tables["figures"]["new"] = None  # type: ignore[index]


def test_a_copy_whose_reads_nobody_would_record_is_not_made(bicycles: Small) -> None:
    with pytest.raises(pickle.PicklingError):
        pickle.dumps(Recorder(bicycles.root).watch(bicycles.corpus()))

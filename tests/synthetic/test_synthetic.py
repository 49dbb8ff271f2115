"""An invented review is a review: it is checked, verified and built by the commands that build any other."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest
from approving import approve
from bicycle_project import Run

from review.book.requirements import REQUIREMENTS
from review.corpus.corpus import Corpus, open_corpus
from review.corpus.requirement import BEFORE_RUNS, problems_of
from review.corpus.snapshot import Snapshot
from review.corpus.tables.project import Project
from review.corpus.verification.verification import verify
from review.corpus.vocabulary import Verdict
from review.errors import UsageError
from review.synthesis.register.register import register
from review.synthetic.review import make_review
from review.synthetic.writing import counts


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return make_review(tmp_path_factory.mktemp("invented") / "review", sources=8, figures=25, seed=1)


@pytest.fixture(scope="module")
def corpus(invented: Project) -> Corpus:
    return open_corpus(invented)


def contents(project: Project) -> dict[str, bytes]:
    files = (path for path in project.root.rglob("*") if path.is_file())
    return {path.relative_to(project.root).as_posix(): path.read_bytes() for path in files}


def test_it_has_as_many_rows_as_were_asked_and_every_numeral_is_accounted_for(
    invented: Project, corpus: Corpus
) -> None:
    assert len(corpus.tables["sources"]) == 8
    assert all(len(corpus.figures_where(source_id=name)) == 25 for name in corpus.tables["sources"])
    assert not verify(corpus, invented.root / "texts").problems


def test_nothing_that_a_build_asks_for_is_missing(invented: Project) -> None:
    assert not problems_of(REQUIREMENTS, Snapshot(invented), BEFORE_RUNS)


def test_the_same_numbers_give_the_same_bytes_and_another_seed_gives_others(invented: Project, tmp_path: Path) -> None:
    again = make_review(tmp_path / "again", sources=8, figures=25, seed=1)
    other = make_review(tmp_path / "other", sources=8, figures=25, seed=2)
    assert contents(again) == contents(invented)
    assert contents(other) != contents(invented)


def test_what_is_written_is_what_was_approved(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    written = contents(make_review(tmp_path / "small", sources=2, figures=5, seed=1))
    shown = [name for name in sorted(written) if name.startswith("texts/") or name.endswith((".csv", ".bib", ".cff"))]
    filled = [name for name in shown if written[name].count(b"\n") > 1]
    approve("synthetic/two-sources.txt", "\n".join(f"## {name}\n{written[name].decode()}" for name in filled), request)


def test_no_number_is_drawn_that_the_office_before_has_lent() -> None:
    """A phrase that stands twice in a text cannot be quoted; it took three thousand sources to come up."""
    for lent in range(200, 10_200, 10):
        assert lent not in {counted.low for counted in counts(Random(lent), ["Bedom"], 2000, 30, lent)}


def test_a_source_may_have_a_thousand_numbers_and_none_twice() -> None:
    assert len({counted.low for counted in counts(Random(1), ["Bedom"], 2000, 1000, 0)}) == 1000


def test_one_pair_of_offices_in_four_contradicts_the_other(corpus: Corpus) -> None:
    verdicts = [entry.verdict for entry in register(corpus) if entry.relation.relation_id.count("-and-")]
    assert sorted(verdicts) == sorted([Verdict.INCONSISTENT, *[Verdict.CONSISTENT] * 3])


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        make_review(tmp_path, sources=2, figures=3, seed=1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("book/_toc.yml", "book/_toc.yml: the file with the contents"),
        ("book/_config.yml", "book/_config.yml: the file with the settings"),
        ("notebooks/source.ipynb", "notebooks/source.ipynb: the notebook that makes a page of each source"),
        ("book/index.md", "book/_toc.yml: the page 'index' is named and missing"),
        ("CITATION.cff", "CITATION.cff: the citation file cannot be read"),
        ("data/references.bib", "data/references.bib: the bibliography cannot be read"),
        ("book", "lacks book/: the prose and the contents are missing"),
        ("requirements.lock", "lacks requirements.lock: it is missing"),
        ("texts/faz2022.txt", "lacks texts/faz2022.txt: the text is missing"),
    ],
)
def test_doctor_names_each_part_that_is_missing(
    review: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, told: str
) -> None:
    assert review("new", str(tmp_path / "new"), "--example")[0] == 0
    monkeypatch.chdir(tmp_path / "new")
    status, out, err = review("doctor", "--texts", "texts")
    assert (status, "lacks" in out, err) == (0, False, "")
    gone = Path(name)
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    status, out, err = review("doctor", "--texts", "texts")
    assert told in out + err
    assert (status == 0) == (name in ("requirements.lock", "texts/faz2022.txt"))


@pytest.mark.parametrize(("sources", "figures"), [(0, 3), (3, 0), (20_001, 3), (3, 10_001)])
def test_numbers_out_of_bounds_are_refused(tmp_path: Path, sources: int, figures: int) -> None:
    with pytest.raises(UsageError, match="out of bounds"):
        make_review(tmp_path / "new", sources=sources, figures=figures, seed=1)
    assert not (tmp_path / "new").exists()


def test_the_command_says_what_to_do_next(review: Run, tmp_path: Path) -> None:
    status, out, _ = review("synth", str(tmp_path / "new"), "--sources", "2", "--figures", "3")
    assert status == 0
    assert [line.split()[:2] for line in out.splitlines()[-1].split("&&")] == [
        ["review", command] for command in ("check", "verify", "book")
    ]
    assert "review verify --texts texts" in out
    status, _, err = review("synth", str(tmp_path / "new"))
    assert (status, "Name a new one." in err) == (2, True)

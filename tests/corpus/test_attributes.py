"""What a figure is about is what its phrases say, and the phrases stand where they may."""

from __future__ import annotations

from typing import Any

import pytest
from bicycle_project import Small

from review.corpus.text.citations import citations, marks, note_text
from review.corpus.text.date_phrases import lies_within, read_dates
from review.corpus.text.lexicon import nearest, says
from review.corpus.text.source_text import SourceText

THEFTS, STATION, DEALER, HELD = "ward2014-thefts", "ward2014-station", "ward2014-dealer-price", "gazette2014-held"
HINT = "Mend it, give a phrase that says it, or add the source's words to the vocabulary."
MEASURES = {
    "thefts": "thefts", "bicycles-found": "bicycles were found", "bicycle-price": "euros", "frames-found": "frames",
    "persons-held": "held",
}  # fmt: skip


@pytest.fixture
def worded(bicycles: Small) -> Small:
    """The small project with words for its measures and its one event."""
    for name, words in MEASURES.items():
        bicycles.change("measures", name, words=words)
    for row in bicycles.rows("figures"):
        phrase = {"found": "bi-\ncycles were found", "elsewhere": "thefts", "station": "thefts", "painted": "frames"}
        basis = " ".join(phrase.get(row["figure_id"].partition("-")[2], "").split())
        bicycles.change("figures", row["figure_id"], measure_basis=basis)
        if row["event_id"]:
            bicycles.change("figures", row["figure_id"], event_basis="raid on Harbour Street")
    bicycles.change("figures", "ward2014-found", measure_basis="bicycles were found")
    bicycles.change("figures", "gazette2014-station", measure_basis="thefts of bicycles")
    bicycles.change("events", "raid-2014-03", words="raid")
    assert bicycles.problems() == []
    assert bicycles.verification_problems() == []
    return bicycles


CHECKED: dict[str, Any] = {
    "another measure": (
        THEFTS, {"measure_id": "persons-held", "unit": "person"},
        f"measure_id: 'persons-held' is not what its phrases say ('recorded 1,204 thefts', expected thefts). {HINT}",
    ),
    "another currency": (
        DEALER, {"unit": "GBP"},
        "unit: 'GBP' is not what stands nearest to 'up to 40' (expected EUR). Mend the unit, or quote its word.",
    ),
    "another place": (
        STATION, {"place": "The town"},
        f"place: 'The town' is not what its phrases say ('main station', expected Main station). {HINT}",
    ),
    "a place of the source": (
        STATION, {"place_basis": "implied: source; it is a note on the town"},
        "place_basis: the description of the source has no place ('source' needs it: data/evidence/sources.csv, "
        "row ward2014, column place). Give it there, or name another basis.",
    ),
    "a place implied from what cannot be checked": (
        STATION, {"place_basis": "implied: one knows; it is so"},
        "place_basis: what it is implied from cannot be checked (got 'one knows', expected source or same as FIGURE). "
        "Write one of these, then a semicolon and the reason.",
    ),
    "another year": (
        DEALER, {"period_start": "2011", "period_end": "2011"},
        "period_end: '2011' is not what its basis says ('in 2012', expected '2012'). Mend it, or name another basis.",
        "period_start: '2011' is not what its basis says ('in 2012', expected '2012'). Mend it, or name another basis.",
    ),
    "another end": (
        DEALER, {"period_end": "2014", "period_basis": "in 2012 | in 2013"},
        "period_end: '2014' is not what its basis says ('in 2013', expected '2013'). Mend it, or name another basis.",
    ),
    "the date of publication": (
        DEALER, {"period_start": "2013", "period_end": "2014-05", "period_basis": "implied: published; it is so"},
        "period_start: '2013' is not what its basis says ('implied: published; it is so', expected '2014-05'). "
        "Mend it, or name another basis.",
    ),
    "a month in the year before the source": (
        DEALER, {"period_start": "2014-06", "period_end": "2014-06", "period_basis": "in June + implied: published"},
        *(f"period_{end}: '2014-06' is not what its basis says ('in June + implied: published', expected '2013-06'). "
          "Mend it, or name another basis." for end in ("end", "start")),
    ),
    "a measure of another figure": (
        DEALER, {"measure_basis": "implied: same as ward2014-thefts; the text goes on"},
        "measure_id: 'bicycle-price' is not what its basis says ('same as ward2014-thefts', expected 'thefts'). "
        "Mend it, or name another basis.",
    ),
    "an origin of another figure": (
        DEALER, {"origin_basis": "implied: same as ward2014-thefts; the text goes on"},
        "origin_id: 'office' is not what its basis says ('same as ward2014-thefts', expected 'police-gazette'). "
        "Mend it, or name another basis.",
    ),
    "the period of no figure": (
        DEALER, {"period_basis": "implied: same as ward2014-nothing; it is so"},
        "period_basis: it names no other figure (got 'same as ward2014-nothing'). Name one that exists.",
    ),
    "the period of another source": (
        DEALER, {"period_end": "", "period_basis": "implied: same as gazette2014-thefts; it is so"},
        "period_basis: 'same as gazette2014-thefts' leads to another source. Name one of this source.",
    ),
    "an event that its phrase does not say": (
        HELD, {"event_basis": "Harbour Street"},
        "event_id: 'raid-2014-03' is not what its phrases say ('Harbour Street', expected words that name it). "
        + HINT,
    ),
    "an event of another time": (
        HELD, {"period_start": "2013", "period_end": "2013", "period_basis": "In 2013"},
        "event_id: the period lies outside that of raid-2014-03 (got 2013 to 2013, expected within 2014-03-07 to "
        "2014-03-07). Name another event, or mend the dates of one of them.",
    ),
    "an event of another place": (
        HELD, {"place": "Main station", "place_basis": "main station"},
        "event_id: the place does not agree with that of raid-2014-03 (got 'Main station', expected part of "
        "'Harbour Street'). Name another event, or mend the place of one of them.",
    ),
    "another origin": (
        THEFTS, {"origin_id": "locksmiths"},
        f"origin_id: 'locksmiths' is not what its phrases say ('Police Gazette', expected police-gazette). {HINT}",
    ),
    "an origin that nothing says": (
        DEALER, {"origin_id": "police-gazette"},
        f"origin_id: 'police-gazette' is not what its phrases say ('', expected words that name it). {HINT}",
    ),
    "what is implied without a reason": (
        THEFTS, {"origin_basis": "implied: footnote 7"},
        "origin_basis: the reason of what is implied is missing (got 'implied: footnote 7'). "
        "Write it after a semicolon.",
    ),
    "a phrase that is long with what stands around it": (
        THEFTS, {"measure_basis": "[Officers recorded] thefts [of bicycles in the town and all that was found again]"},
        "measure_basis: the phrase and what stands around it have 14 words (expected 12 at most). Keep less.",
    ),
    "an origin implied from what cannot be checked": (
        THEFTS, {"origin_basis": "Police Gazette | implied: one knows; it is so"},
        "origin_basis: what it is implied from cannot be checked (got 'one knows', expected footnote NUMBER or same as "
        "FIGURE). Write one of these, then a semicolon and the reason.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "cells"),
    [
        (DEALER, {"period_start": "2014-05", "period_end": "2014-05", "period_basis": "May + implied: published"}),
        (DEALER, {"period_start": "", "period_end": "2014-04", "period_basis": "by April + implied: published"}),
        (THEFTS, {"measure_basis": "implied: same as ward2014-elsewhere; the text goes on"}),
    ],
)
def test_what_is_implied_may_stand(worded: Small, key: str, cells: dict[str, str]) -> None:
    worded.change("figures", key, **cells)
    assert worded.problems() == []


def test_a_source_without_a_date_gives_none(worded: Small) -> None:
    worded.change("sources", "ward2014", published="")
    for basis in ("implied: published; it is so", "in May + implied: published"):
        worded.change("figures", DEALER, period_basis=basis)
        (problem,) = worded.problems()
        assert "the source has no date of publication" in problem and "sources.csv, row ward2014" in problem


@pytest.mark.parametrize("rule", CHECKED)
def test_a_figure_is_what_its_phrases_say(worded: Small, rule: str) -> None:
    key, cells, *messages = CHECKED[rule]
    worded.change("figures", key, **cells)
    place = f"data/evidence/figures.csv:{worded.line('figures', key)}"
    own = [problem for problem in worded.problems() if problem.startswith(f"{place}:")]
    assert own == [f"{place}:{message}" for message in messages]


def test_a_population_that_the_quote_names_is_coded(bicycles: Small) -> None:
    bicycles.change("populations", "persons", words="persons")
    bicycles.change("figures", HELD, population_id="")
    assert any("'nothing' is not what its phrases say ('held nine persons', expected persons)" in problem
               for problem in bicycles.problems())  # fmt: skip


VERIFIED: dict[str, Any] = {
    "a phrase of another paragraph": (
        "gazette2014-thefts", {"measure_basis": "thefts | workshop that nobody"},
        "measure_basis: the phrase stands in another paragraph (got 'workshop that nobody'). "
        "Copy one of the same paragraph, or write implied: same as FIGURE; WHY.",
    ),
    "a phrase that stands there twice": (
        STATION, {"measure_basis": "thefts | bicycles"},
        "measure_basis: the phrase stands 2 times there (got 'bicycles', expected once). "
        "Add what stands before or after it, in square brackets.",
    ),
    "a phrase without what is said to stand around it": (
        STATION, {"measure_basis": "thefts | [stolen] bicycles"},
        "measure_basis: the phrase does not stand in ward2014 (got 'bicycles'). "
        "Copy it again, or write implied: same as FIGURE; WHY.",
    ),
    "a note that there is not": (
        STATION, {"origin_basis": "Police Gazette | implied: footnote 7; the next note"},
        "origin_basis: it is not the next note after the numeral (got footnote 7, expected no note). "
        "Name the next one.",
    ),
    "another date between": (
        "ward2014-buyer-price",
        {"period_start": "2013", "period_end": "2013", "period_basis": "in 2013"},
        "period_basis: another date stands between '50 to 120' and its phrase (got 'in 2013', nearer is 2012). "
        "Name the nearer, or a phrase that is nearer.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", VERIFIED)
def test_a_phrase_stands_where_it_may(worded: Small, rule: str) -> None:
    key, cells, message = VERIFIED[rule]
    worded.change("figures", key, **cells)
    line = worded.line("figures", key)
    assert f"data/evidence/figures.csv:{line}:{message}" in worded.verification_problems()


def test_a_phrase_that_stands_twice_is_told_by_what_stands_around_it(worded: Small) -> None:
    worded.change("figures", STATION, measure_basis="thefts | [thefts of] bicycles [in]")
    assert worded.verification_problems() == []


def test_the_next_work_cited_is_the_origin(bicycles: Small) -> None:
    bicycles.change_text("ward2014", "elsewhere 894.", "elsewhere 894 (Smith 2010). All else is old (Brown 2011).")
    for name in ("smith", "brown"):
        year = {"smith": "2010", "brown": "2011"}[name]
        cells = {"name": f"{name} {year}", "words": f"{name.title()} {year}", "kind": "scholar"}
        bicycles.add("origins", origin_id=f"{name}-{year}", **cells)
    for key in (STATION, "ward2014-elsewhere"):
        bicycles.change("figures", key, origin_id="smith-2010", origin_basis="(Smith 2010)")
    assert [problem for problem in bicycles.verification_problems() if "origin_basis" in problem] == []
    bicycles.change("figures", STATION, origin_id="brown-2011", origin_basis="(Brown 2011)")
    assert any(
        "it is not the next work cited after the numeral (got '(Brown 2011)', expected '(Smith 2010)')" in problem
        for problem in bicycles.verification_problems()
    )


@pytest.mark.parametrize(("phrase", "start", "end"), [
    ("In April 2009", "2009-04", "2009-04"),
    ("as of October 27, 2009", "2009-10-27", "2009-10-27"),
    ("At midnight on 7 March 2012", "2012-03-07", "2012-03-07"),
    ("From January–October 2009", "2009-01", "2009-10"),
    ("During 2001–2005", "2001", "2005"),
    ("On July 20th + In February 2011", "2011-07-20", "2011-07-20"),
    ("As of October 28", "????-10-28", "????-10-28"),
    ("1–10 June 2011", "2011-06-01", "2011-06-10"),
    ("between 1 and 10 June", "????-06-01", "????-06-10"),
    ("June 1-10, 2011", "2011-06-01", "2011-06-10"),
    ("on 5 and 10 June", "????-06-10", "????-06-10"),
])  # fmt: skip
def test_dates_are_read_as_they_are_printed(phrase: str, start: str, end: str) -> None:
    assert read_dates(phrase) == (start, end)
    assert read_dates("more than 30,000 yuan") is None


def test_a_period_lies_within_another_as_precise_as_both_are() -> None:
    assert lies_within("2010", "2010", "2009-04", "2011-12")
    assert lies_within("2012-03-07", "", "2012-03-07", "2012-03-07")
    assert not lies_within("2008", "2010", "2009-04", "2011-12")


def test_the_entry_that_says_most_is_meant() -> None:
    words = {"girls": "girl | girls", "infants": "infants", "female-infants": "female infants"}
    assert says(words, "Female infants were sold") == ("female-infants",)
    assert says(words, "girlish") == ()
    units = {"EUR": "euros | €", "GBP": "pounds"}
    assert nearest(units, "6,000", "40,000 pounds (6,000 euros)") == ("EUR",)


def test_citations_and_notes_are_found() -> None:
    words = "so it is (Smith and Lee 2010; Li 2002), (600 US$) in 2008 (2008-2012), 3,138 offenders.22 in 2010.7 So"
    assert [words[a:b] for a, b in citations(words)] == ["(Smith and Lee 2010; Li 2002)"]
    assert [note for _, note in marks(words)] == ["22", "7"]
    assert note_text(SourceText("a", "1 first\n22 2011 Report of it\n"), "22") == "2011 Report of it"

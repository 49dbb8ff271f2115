"""Rows proposed for numerals that wait: what is filled in, how sure it is said to be, and that `check` agrees."""

from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType

import pytest
from bicycle_project import Run, Small

from review.corpus.proposing.candidates import Sureness
from review.corpus.proposing.progress import progress_of
from review.corpus.proposing.proposals import Proposal, choice, proposal_for, waiting
from review.corpus.seeded_errors.bench import Bench
from review.corpus.tables.csv_format import parse
from review.corpus.verification.trial import Trial
from review.corpus.verification.verification import text_of


def proposals(small: Small, planted: str) -> list[Proposal]:
    """Return what is proposed for the numerals of words *planted* into a text."""
    small.change_text("ward2014", "Weak locks are", f"{planted} Weak locks are")
    corpus = small.corpus()
    text = text_of(corpus, small.texts, "ward2014")
    trial, found = Trial(corpus), list[Proposal]()
    for entry in waiting(corpus, text):
        found.append(proposal_for(trial, text, entry, taken=[one.figure["figure_id"] for one in found]))
    return found


def first(small: Small, planted: str) -> Proposal:
    return proposals(small, planted)[0]


def test_a_proposal_that_is_sure_of_all_is_a_row_that_check_and_verify_take(bicycles: Small) -> None:
    planted = "In May 2014, the Police Gazette reports, 412 frames were found at the main station."
    row = next(one for one in proposals(bicycles, planted) if one.entry.printed == "412")
    assert row.faults == ()
    bicycles.add("figures", **row.figure)
    assert bicycles.problems() == []
    assert not [problem for problem in bicycles.verification_problems() if "412" in problem]
    assert row.figure["period_start"] == "2014-05"
    assert (row.figure["place"], row.figure["origin_id"]) == ("Main station", "police-gazette")
    assert (row.figure["measure_id"], row.figure["unit"]) == ("frames-found", "frame")


# Of each the quote and the numeral, as they are proposed, pass `check` and `verify`.
TOUCHED = {
    "It was hot, at 46.3C.": ("46.3C", "46.3", "46.3"),
    "It was hot, at 46.3°C.": ("46.3°C", "46.3", "46.3"),
    "They took 5kg of frames.": ("5kg of frames", "5", "5"),
    "It was about 12km away.": ("about 12km away", "about 12", "12"),
    "It cost €5m in all.": ("€5m", "€5m", "5000000"),
    "They lost 20% of it.": ("20% of it", "20%", "20"),
    "They lost $1.5bn, and more.": ("$1.5bn", "$1.5bn", "1500000000"),
    "It lasted 30hrs and more.": ("30hrs", "30", "30"),
    # What the reader does not know is read by eye.
    "A lane 5m wide was painted.": ("5m wide", "5", "5"),
    "He said (7kg) was much.": ("7kg", "7", "7"),
}


@pytest.mark.parametrize("planted", TOUCHED)
def test_a_numeral_that_a_unit_touches_is_taken_as_it_is_proposed(bicycles: Small, planted: str) -> None:
    found = first(bicycles, planted)
    quote, printed, low = TOUCHED[planted]
    assert (found.figure["quote"], found.figure["printed"]) == (quote, printed)
    copied = ("section_id", "paragraph", "quote", "printed", "note", "low", "high", "qualifier")
    cells = {name: found.figure.get(name, "") for name in copied}
    if found.entry.unread:
        cells |= {"note": "read by eye: it is a length", "low": low, "high": low, "qualifier": "exact"}
    about = {"measure_id": "thefts", "unit": "case", "origin_id": "office", "coding_pass": "first"}
    bicycles.add("figures", figure_id="ward2014-more", source_id="ward2014", **about, **cells)
    assert bicycles.problems() == []
    assert [
        problem for problem in bicycles.verification_problems() if "printed" in problem or "quote:" in problem
    ] == []
    assert bicycles.row("figures", "ward2014-more", bicycles.rows("figures"))["low"] == low


@pytest.mark.parametrize(
    ("planted", "printed", "low", "high"),
    [
        ("About two-thirds of owners reported it.", "About two-thirds", "66.7", "66.7"),
        ("One in five owners reported it.", "One in five", "20", "20"),
        ("More than half of owners reported it.", "More than half", "50", ""),
        ("Between half and two-thirds of owners reported it.", "Between half and two-thirds", "50", "66.7"),
        ("Half a per cent of owners reported it.", "Half", "0.5", "0.5"),
        ("A share of 0.5 per cent of owners reported it.", "0.5 per cent", "0.5", "0.5"),
    ],
)
def test_a_fraction_is_per_cent_in_a_share(bicycles: Small, planted: str, printed: str, low: str, high: str) -> None:
    bicycles.change("units", "percent", kind="share")
    bicycles.add("counted_things", counted="part")
    of = {"counted": "part", "units": "percent", "label": "Owners who reported it"}
    bicycles.add("measures", "thefts", measure_id="reported", **of)
    found = first(bicycles, planted).figure
    assert (found["printed"], found["low"], found.get("high", "")) == (printed, low, high)
    copied = ("section_id", "paragraph", "quote", "printed", "qualifier", "measure_basis")
    cells = {name: found.get(name, "") for name in copied} | {"origin_id": "office", "coding_pass": "first"}
    cells |= {"figure_id": "ward2014-more", "source_id": "ward2014", "measure_id": "reported", "unit": "percent"}
    bicycles.add("figures", **cells, low=low, high=high)
    assert bicycles.problems() == []
    assert [problem for problem in bicycles.verification_problems() if "printed" in problem] == []
    bicycles.change("figures", "ward2014-more", low="0.667")
    assert any("0.667 is not what the quote says" in problem for problem in bicycles.problems())


@pytest.mark.parametrize(
    ("planted", "quote"),
    [
        ("Thieves left 77 frames there.", "77 frames"),
        # It ends with the noun, or before a word that begins something else.
        ("It rose from 77 in the same weeks.", "77"),
        ("They opened 77 extra stands, and more.", "77 extra stands"),
        # The word behind the numeral is in the quote, idle words before it as well.
        ("They took 77 of the better bicycles.", "77 of the better"),
        # What stands twice is told apart by what goes on.
        ("They saw 77 frames here and 77 frames gone.", "77 frames here"),
        ("They took more than 77, and no more.", "more than 77"),
        ("They broke 77 bi-\ncycles.", "77 bicycles"),
    ],
)
def test_the_quote_is_the_shortest_that_stands_once(bicycles: Small, planted: str, quote: str) -> None:
    assert first(bicycles, planted).figure["quote"] == quote


@pytest.mark.parametrize(
    ("planted", "number", "period", "sure"),
    [
        ("In May 2011 they took 77 frames.", 1, ("2011-05", "2011-05"), Sureness.SAID),
        ("From May 2010 to June 2011 they took 77 frames.", 2, ("2010-05", "2011-06"), Sureness.SAID),
        ("Between 1 June and 31 August 2010 they took 77 frames.", 3, ("2010-06-01", "2010-08-31"), Sureness.SAID),
        # The nearest date of the sentence, and not for sure.
        ("In 2010 they took 66 frames, and 77 frames in 2011.", 2, ("2011", "2011"), Sureness.LIKELY),
        ("It was in 2011. They took 77 frames.", 1, ("2011", "2011"), Sureness.LIKELY),
        ("They may have taken 77 frames.", 0, ("", ""), Sureness.LIKELY),
        # Of a day without a year, the latest by the day of publication: never one of a clause beside it.
        ("By 25 March they took 77 frames, already more than in all of 2011.", 2, ("", "2014-03-25"), Sureness.LIKELY),
        ("In June they took 77 frames.", 0, ("2013-06", "2013-06"), Sureness.LIKELY),
        # Two days without a year are one period, which may begin in the year before.
        ("Between 1 June and 10 September they took 77 frames.", 2, ("2013-06-01", "2013-09-10"), Sureness.LIKELY),
        ("From 1 December to 10 March they took 77 frames.", 2, ("2013-12-01", "2014-03-10"), Sureness.LIKELY),
        ("They took 77 frames on 1–10 June.", 1, ("2013-06-01", "2013-06-10"), Sureness.LIKELY),
        ("They took 77 frames in June last year.", 0, ("2013-06", "2013-06"), Sureness.LIKELY),
        # The day of a report is none.
        ("A May 2 Herald article said that they took 77 frames.", 1, ("", ""), Sureness.LIKELY),
        # A work that is cited dates no number.
        ("They took 77 frames (Smith 2011).", 0, ("", ""), Sureness.LIKELY),
    ],
)
def test_the_period_is_that_of_the_paragraph(
    bicycles: Small, planted: str, number: int, period: tuple[str, str], sure: Sureness
) -> None:
    found = next(one for one in proposals(bicycles, planted) if one.entry.printed == "77")
    cells = tuple(found.figure.get(name, "") for name in ("period_start", "period_end"))
    assert (cells, found.candidates["period_basis"][0].sure) == (period, sure)


@pytest.mark.parametrize(
    ("planted", "origin", "basis"),
    [
        ("The Police Gazette says that 77 frames were found.", "police-gazette", "Police Gazette"),
        ("According to the police, 77 frames were found.", "police", ""),
        # Who is named in a later sentence alone is not credited.
        ("They found 77 frames. The Police Gazette is a paper.", "locksmiths", ""),
    ],
)
def test_the_origin_is_whom_the_sentence_credits(bicycles: Small, planted: str, origin: str, basis: str) -> None:
    for name in ("ward2014-dealer-price", "ward2014-found"):
        bicycles.change("figures", name, origin_id="locksmiths")
    found = first(bicycles, planted)
    best = found.candidates["origin_id"][0]
    assert best.value == origin
    assert basis in best.basis


@pytest.mark.parametrize(
    ("planted", "printed", "reason"),
    [
        ("It was on 5 May 2011.", "5", "date"),
        ("It is known (Smith 2011).", "2011", "citation"),
        ("It is so.12 And on.", "12", "note mark"),
        ("Each one was seen.", "one", "idiom"),
        ("The file AB-12 is lost.", "AB-12", "name"),
        ("Jo Smith, 47, a locksmith, saw it.", "47", "individual case detail"),
        ("“It was mine,” said Jo Smith, 47.", "47", "individual case detail"),
        ("Some were ill with Covid-19.", "19", "name"),
        ("It was hot in the third week of it.", "third", "date"),
    ],
)
def test_a_numeral_that_is_no_figure_is_proposed_with_its_reason(
    bicycles: Small, planted: str, printed: str, reason: str
) -> None:
    found = next(one for one in proposals(bicycles, planted) if one.entry.printed == printed)
    assert (found.is_figure, found.exclusion["reason"]) == (False, reason)


def test_a_number_that_is_said_again_to_be_denied_counts_nothing(bicycles: Small) -> None:
    path = bicycles.root / "data" / "datapackage.json"
    declared = json.loads(path.read_bytes())
    declared["vocabularies"]["exclusions.reason"]["said again"] = "It repeats a number."
    path.write_text(json.dumps(declared), "utf-8")
    found = next(one for one in proposals(bicycles, "They do not believe in 1,204.") if one.entry.printed == "1,204")
    assert (found.is_figure, found.exclusion["reason"]) == (False, "said again")
    bicycles.change_text("ward2014", "They do not believe in 1,204.", "They believe in 1,204.")
    corpus = bicycles.corpus()
    text = text_of(corpus, bicycles.texts, "ward2014")
    (entry,) = waiting(corpus, text)
    assert proposal_for(Trial(corpus), text, entry).is_figure


def test_a_part_and_a_change_count_nothing(bicycles: Small) -> None:
    sure = {}
    for number in ("300", "a fifth more", "300 more"):
        planted = f"They saw {number} thefts than in May."
        found = first(bicycles, planted).candidates["measure_id"][0]
        assert found.value == "thefts"
        sure[number] = found.sure
        bicycles.change_text("ward2014", f"{planted} ", "")
    assert sure == {"300": Sureness.LIKELY, "a fifth more": Sureness.GUESS, "300 more": Sureness.GUESS}


def test_a_clause_of_another_number_fills_no_place_in(bicycles: Small) -> None:
    """The nearer place of the same clause wins, and where it names none that is known, none is filled in."""
    planted = "The main station accounts for 66 frames, while Harbour Street, mostly quiet, has lost 77 frames."
    near = next(one for one in proposals(bicycles, planted) if one.entry.printed == "77")
    assert near.figure["place"] == "Harbour Street"
    bicycles.change_text("ward2014", "while Harbour Street, mostly", "while Bridge Road, mostly")
    corpus = bicycles.corpus()
    text = text_of(corpus, bicycles.texts, "ward2014")
    unknown = next(proposal_for(Trial(corpus), text, entry) for entry in waiting(corpus, text) if entry.printed == "77")
    assert unknown.figure.get("place", "") == ""


def assert_no_guess_is_filled_in(one: Proposal) -> None:
    for column, candidates in one.candidates.items():
        if candidates and candidates[0].sure is Sureness.GUESS and column != "reason":
            assert one.figure.get(column, "") == "", (one.entry.printed, column)


def test_a_guess_is_never_filled_in(bicycles: Small) -> None:
    for one in proposals(bicycles, "They ate 77 pies, and 78 of 79 pears were 80 euros."):
        assert_no_guess_is_filled_in(one)


def test_what_fails_its_trial_is_a_guess_and_not_filled_in(bicycles: Small) -> None:
    """The label of a measure speaks for it, and its words, which a row must have, do not stand there."""
    bicycles.change_text("ward2014", "Weak locks are", "Of frames found again, 77 frames were old. Weak locks are")
    corpus = bicycles.corpus()
    named = replace(corpus.measures["frames-found"], label="Frames found again", words="frames seen")
    measures = MappingProxyType({**corpus.measures, "frames-found": named})
    corpus = replace(corpus, tables={**corpus.tables, "measures": measures})
    text = text_of(corpus, bicycles.texts, "ward2014")
    (entry,) = waiting(corpus, text)
    found = proposal_for(Trial(corpus), text, entry)
    assert found.candidates["measure_id"][0][:2] == ("frames-found", Sureness.GUESS)
    assert_no_guess_is_filled_in(found)
    assert "frames-found" not in found.figure["figure_id"]
    assert [column for column, *_ in found.faults] == ["measure_id"]


def test_a_number_with_a_noun_of_its_own_is_not_what_words_beside_it_count(bicycles: Small) -> None:
    planted = "Of 77 thefts in the third week, 78 lamps and 79 extra stands came of thefts, and 80 were told."
    sure = {one.entry.printed: one.candidates["measure_id"][0] for one in proposals(bicycles, planted)}
    assert {one.value for one in sure.values()} == {"thefts"}
    assert [sure[number].sure for number in ("third", "78", "79")] == [Sureness.GUESS] * 3
    assert Sureness.GUESS not in (sure["77"].sure, sure["80"].sure)


def test_a_number_without_its_sign_is_no_share(bicycles: Small) -> None:
    bicycles.change("units", "percent", kind="share")
    bicycles.add("counted_things", counted="part")
    of = {"counted": "part", "units": "percent", "label": "Owners who reported it"}
    bicycles.add("measures", "thefts", measure_id="reported", **of)
    found = proposals(bicycles, "Of owners 71 per cent reported it, and of them reported it between 90 and 120.")
    sure = [(one.candidates["measure_id"][0].value, one.candidates["measure_id"][0].sure) for one in found]
    assert sure[0][0] == "reported" and sure[0][1] is not Sureness.GUESS
    assert sure[1][1] is Sureness.GUESS and found[1].figure.get("unit", "") == ""


def test_a_place_is_not_that_of_the_number_behind_a_name_of_its_own(bicycles: Small) -> None:
    planted = "Harbour Street lost 66 frames and Bridge Road 77, and Harbour Street lost 88 frames and 99 locks."
    found = {one.entry.printed: one.figure.get("place", "") for one in proposals(bicycles, planted)}
    assert found == {"66": "Harbour Street", "77": "", "88": "Harbour Street", "99": "Harbour Street"}


def test_what_another_figure_of_the_source_has_is_offered_with_its_reason(bicycles: Small) -> None:
    bicycles.change_text("ward2014", "Weak locks are", "In May 2011 they took between 70 and 90 frames. Weak locks are")
    row = {"figure_id": "ward2014-first", "source_id": "ward2014", "section_id": "ward2014-why", "paragraph": "1"}
    row |= {"quote": "between 70 and 90 frames", "printed": "between 70 and 90", "low": "70", "high": "90"}
    row |= {"measure_id": "frames-found", "unit": "frame", "qualifier": "range", "period_start": "2011-05"}
    bicycles.add(
        "figures", **row, period_end="2011-05", period_basis="May 2011", origin_id="office", coding_pass="first"
    )
    found = first(bicycles, "The mean was 77 frames.")
    like = {column: [one for one in ones if "same as" in one.basis] for column, ones in found.candidates.items()}
    reason = "implied: same as ward2014-first; the paragraph goes on"
    assert (like["period_basis"][0].value, like["period_basis"][0].basis) == ("2011-05 2011-05", reason)
    assert all(one.sure is Sureness.GUESS for ones in like.values() for one in ones)
    # What is like one elsewhere, its coder has to say.
    assert {one.basis.partition(";")[2] for one in like["place"]} == {""}
    fills = choice(bicycles.corpus(), "period_basis", like["period_basis"][0])
    assert fills == {"period_start": "2011-05", "period_end": "2011-05", "period_basis": reason}


def test_two_proposals_have_two_ids(bicycles: Small) -> None:
    found = proposals(bicycles, "Of 412 frames and 413 frames they kept 414 frames.")
    assert len({one.figure["figure_id"] for one in found}) == 3


def test_a_blind_proposal_knows_no_row(bicycles: Small) -> None:
    bicycles.change_text("ward2014", "Weak locks are", "They found 412 frames. Weak locks are")
    corpus = bicycles.corpus()
    text = text_of(corpus, bicycles.texts, "ward2014")
    (entry,) = waiting(corpus, text)
    seen, blind = (proposal_for(Trial(corpus), text, entry, blind=is_blind) for is_blind in (False, True))
    assert "other figures" in str(seen.candidates) and "other figures" not in str(blind.candidates)
    assert (seen.figure["coding_pass"], blind.figure["coding_pass"]) == ("first", "")


def test_every_row_that_stands_passes_its_trial(bicycles: Small) -> None:
    corpus = bicycles.corpus()
    trial = Trial(corpus)
    texts = {name: text_of(corpus, bicycles.texts, name) for name in corpus.sources}
    for table in ("figures", "claims", "exclusions", "measures", "units", "events", "origins", "places"):
        schema = corpus.descriptor.table(table)
        for row in parse(schema, bicycles.file(table).read_bytes(), table):
            key = row[schema.primary_key[0]]
            assert trial.faults(table, row, texts.get(row.get("source_id", "")), key) == [], key


def test_what_a_trial_refuses_check_or_verify_would_catch(bicycles: Small) -> None:
    bench, refused = Bench(bicycles.corpus(), bicycles.texts), 0
    trial = Trial(bench.corpus)
    rows = {name: {next(iter(row.values())): row for row in bicycles.rows(name)} for name in ("figures", "claims")}
    for slip in bench.slips():
        row = rows[slip.table][slip.row_id]
        cells = {**row, **slip.cells}
        if trial.faults(slip.table, cells, bench.texts[row["source_id"]], slip.row_id):
            refused += 1
            assert bench.outcome(slip).caught_by, slip
    assert refused


def test_a_second_row_with_a_key_or_a_place_that_is_taken_is_refused(bicycles: Small) -> None:
    trial = Trial(bicycles.corpus())
    row = bicycles.row("exclusions", "ward2014-x1", bicycles.rows("exclusions"))
    assert [column for column, _, _ in trial.faults("exclusions", row)] == ["exclusion_id", "occurrence"]
    assert [column for column, _, _ in trial.faults("exclusions", {**row, "exclusion_id": "ward2014-y"})] == [
        "occurrence"
    ]


def test_quotes_beyond_the_limit_are_refused_before_they_are_written(bicycles: Small) -> None:
    """Of the short text so much is quoted already that a few words more are too many."""
    corpus = bicycles.corpus()
    text, trial = text_of(corpus, bicycles.texts, "gazette2014"), Trial(corpus)
    quotes = ["have lost a bicycle themselves, agree with every word of that", "the editors of this paper, who"]
    quotes += ["would add a few of their own", "a workshop that nobody had asked about, although the whole street"]
    row = bicycles.row("claims", "gazette2014-plague", bicycles.rows("claims"))
    claims = [{**row, "claim_id": f"gazette2014-more-{n}", "quote": quote} for n, quote in enumerate(quotes)]
    claims[3]["paragraph"] = "3"
    for claim in claims[:3]:
        assert trial.faults("claims", claim, text) == []
        bicycles.add("claims", **claim)
    kept = progress_of(bicycles.corpus(), text)
    assert kept.allowed - 11 < kept.kept <= kept.allowed
    (fault,) = Trial(bicycles.corpus()).faults("claims", claims[3], text)
    assert fault[0] == "quote" and "words less" in fault[2]


def test_what_can_be_read_is_explained_while_a_row_has_a_fault(bicycles: Small, review: Run) -> None:
    texts = ("--texts", str(bicycles.texts))
    whole = review("coverage", "ward2014", *texts)[1]
    bicycles.change("figures", "gazette2014-held", low="nine")
    assert review("check")[0] == 1
    status, out, err = review("explain", "figures", "period_basis")
    assert (status, "by 25 August + implied: published" in out, "`review check` finds" in err) == (0, True, True)
    assert review("explain", "figures", "origin_id")[1].count("police-gazette: The Police Gazette") == 1
    # The source without that row counts as before, and of the other one the row is not counted.
    assert review("coverage", "ward2014", *texts)[:2] == (0, whole)
    assert " 1 left;" in review("coverage", "gazette2014", *texts)[1]
    assert review("propose", "ward2014", *texts)[0] == 1


def test_what_bounds_whom_and_when_a_figure_is_about_is_accounted_for_by_it(bicycles: Small) -> None:
    planted = "In the second summer of 2011, about 77 thefts were of those over 80, and 78 of those over 65."
    bicycles.add("populations", "adults", population_id="old", label="The old", age_min="81", part_of="adults")
    bicycles.change_text("ward2014", "Weak locks are", f"{planted} Weak locks are")
    row = {"figure_id": "ward2014-old", "source_id": "ward2014", "section_id": "ward2014-why", "paragraph": "1"}
    row |= {"quote": "about 77 thefts", "printed": "about 77", "low": "77", "high": "77", "qualifier": "about"}
    row |= {"measure_id": "thefts", "unit": "case", "population_id": "old", "population_basis": "over 80"}
    row |= {"period_start": "2011", "period_end": "2011", "period_basis": "second summer of 2011"}
    bicycles.add("figures", **row, origin_id="office", coding_pass="first")
    assert bicycles.problems() == []
    corpus = bicycles.corpus()
    left = waiting(corpus, text_of(corpus, bicycles.texts, "ward2014"))
    assert [entry.printed for entry in left] == ["78", "65"]
    # Who excludes one of them all the same may do so.
    place = {"section_id": "ward2014-why", "paragraph": "1", "printed": "80", "occurrence": "1", "reason": "vague"}
    bicycles.add("exclusions", exclusion_id="ward2014-x80", source_id="ward2014", **place)
    assert not [problem for problem in bicycles.verification_problems() if "'80'" in problem or "x80" in problem]


def test_it_is_told_how_many_numerals_wait(bicycles: Small, review: Run) -> None:
    asked = ("propose", "ward2014", "--texts", str(bicycles.texts))
    for words, told in (("Of 412 frames some were sold.", "1 numeral waits."), ("And 77 not.", "2 numerals wait.")):
        bicycles.change_text("ward2014", "Weak locks are", f"{words} Weak locks are")
        assert f"ward2014: {told}" in review(*asked)[1]

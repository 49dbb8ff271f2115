"""What is wrong with a number that was taken for one of the review's: time, qualifier, caution, comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Event, Figure
from review.corpus.text.date_phrases import lies_within
from review.corpus.text.numerals.values import Interval
from review.corpus.vocabulary import BasisKind, Qualifier
from review.documents.fitting import Fit, ValueFit, names_event
from review.documents.known import Hand, Known
from review.documents.readings import Reading
from review.documents.wordings import evened
from review.present.words.wording import list_text
from review.synthesis.comparing.comparison import differences

#: Words with which a text says who says it.
_CREDIT = re.compile(
    r"\b(?:according to|report(?:s|ed|edly|ing)?|says?|said|saying|estimat\w+|claim\w*|cit(?:e[sd]?|ing)|told|tells"
    r"|spoke|announc\w+|project\w*|survey\w*|relay\w*|quot\w+|credit\w*|puts?|figures (?:from|of|by)|had it"
    r"|ha[ds] experts|counted|counts|writes?|wrote|by (?:its|their|his|her) own|memo|article|page)\b"
    r"|\([^()]*\b(?:19|20)[0-9]{2}[a-z]?\b[^()]*\)"
)
#: Who is said to have found what those whom nobody names are credited with.
_FOUND = re.compile(
    r"\b(?:stud(?:y|ies)|research(?:ers)?|[A-Z][\w.]*) (?:itself )?(?:has |have )?(?:found|finds?|estimates?|estimated"
    r"|calculat\w+|counted|counts|shows?|showed|shown|established|proved|discovered|documented)\b"
)
_RELAYED = re.compile(
    r"\b(?:relay\w*|quot\w+|experts?|media reports?|unnamed|not named?|naming|nobody|no one|cit(?:es|ing)|credit\w*"
    r"|second.hand|does not say|without saying|unsaid|pass(?:ed|es) on)\b"
)
#: What sets numbers against each other.
_CHANGE = re.compile(
    r"\b(?:rose|risen|rises?|rising|gr[eo]wn?|grows?|fell|fallen|falls?|drop\w*|doubl\w+|tripl\w+|halv\w+|increas\w+"
    r"|climb\w*|decreas\w+|declin\w+|jump\w*|surg\w+|soar\w*|up from|down from|compared (?:with|to)|more than in"
    r"|fewer than in)\b"
)
_WITHIN = re.compile(r"\b(?:in|during|for|over|throughout)\s(?:(?:the (?:year|whole)(?: of)?|all of|early|late)\s)?\Z")
_BEGUN = re.compile(r"\b(?:beg[aiu]n|start|launch|open|set up)\w*\s(?:\w+\s)?\Z")
_BOUNDED = (Qualifier.AT_MOST, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.FEWER_THAN)


class Judgement(StrEnum):
    """What is said of a number of a document; the first that holds is the judgement, the rest is told as well."""

    STALE = "corrected or withdrawn since"
    OTHER = "another thing counted"
    QUALIFIER = "a qualifier is missing"
    INTERVAL = "another interval"
    CAUTION = "caution missing"
    RIGHT = "as the source has it"
    ABSENT = "not in this review"
    UNSURE = "unsure"


Fault = tuple[Judgement, str]


def faults_of(reading: Reading, best: Fit) -> list[Fault]:
    """Return what is wrong with a statement that was taken for a number of the review, the gravest first."""
    faults = [(Judgement.STALE, best.known.reason)] if best.known.hand is Hand.GIVEN_UP else []
    faults += [(Judgement.OTHER, reason) for reason in best.unlike]
    if best.known.measure_id and best.known.hand is not Hand.COMPUTED:
        faults += [*_rates(reading, best.known), *_periods(reading, best.known)]
    faults += [*_qualifiers(reading, best), *_intervals(reading, best.known)]
    if best.known.figure and all(kind is not Judgement.OTHER for kind, _ in faults):
        faults += _credits(reading, best.known, best.known.figure)
    return sorted(faults, key=lambda fault: list(Judgement).index(fault[0]))


def _rates(reading: Reading, known: Known) -> Iterator[Fault]:
    """What is said of every year is no total, and the other way round."""
    yearly = reading.wordings.is_yearly(known.measure_id)
    if yearly and not reading.is_yearly and "year" not in evened(reading.statement.paragraph):
        yield Judgement.OTHER, "the source says it of every year"
    if not yearly and (known.start or known.end) and reading.is_rate:
        yield Judgement.OTHER, f"the source says it of a period ({known.period}), not of every year"


def _periods(reading: Reading, known: Known) -> Iterator[Fault]:
    """A time within which things are said to have happened is the one that the source gives."""
    statement = reading.statement
    text, (left, right), more = statement.text, statement.around, len(statement.dates) > 1
    beside = sum(left <= place < right for place, _, _ in statement.dates)
    for place, end, dates in statement.dates:
        within = _WITHIN.search(text[:place]) if left <= place < right else None
        if not within or _BEGUN.search(text[: within.start()]):
            continue
        # "Reported in May", "in May a paper had 70": a date of telling, where somebody told it then.
        told = _CREDIT.search(text[max(0, within.start() - 30) : within.start()]) or _CREDIT.search(
            text[end : statement.start]
        )
        if told and _is_of_a_report(reading, known, dates.start):
            continue
        inside = lies_within(dates.start, dates.end, known.start, known.end)
        if event := _dated_by(reading, known):
            if not (lies_within("", dates.start, "", event.end) and lies_within(dates.end, "", event.start, "")):
                yield Judgement.OTHER, f"the source's number is of another time (of “{event.label}”)"
        elif not known.start and not known.end:
            yield Judgement.CAUTION, "the source gives no period"
        elif not lies_within(known.start, known.end, dates.start, dates.end) and not (inside and beside > 1):
            yield Judgement.OTHER, f"the source counts another period ({known.period})"
        elif len(dates.start) == 4 and not more and _is_part(known):
            yield Judgement.CAUTION, f"the source counts a part of that year ({known.period})"
        return


def _dated_by(reading: Reading, known: Known) -> Event | None:
    """Return the event that dates a number whose source gives no period, or a doubtful one."""
    figure = known.figure
    undated = figure and (figure.period_doubt or not (known.start or known.end))
    return reading.wordings.corpus.events.get(figure.event_id) if figure and undated else None


def _is_part(known: Known) -> bool:
    """Say whether the period of a number is several months of one year, and not all."""
    start, end = known.start, known.end
    return start[:4] == end[:4] and start[:7] != end[:7] and (start[5:7], end[5:7]) not in (("01", "12"), ("", ""))


def _is_of_a_report(reading: Reading, known: Known, date: str) -> bool:
    """Say whether a date is that of the source, of whom it credits, or of an announcement, and not what is counted."""
    corpus = reading.wordings.corpus
    if not known.figure or (known.start and lies_within(date, date, known.start, known.end)):
        return False
    source, chain = corpus.sources[known.figure.source_id], corpus.origin_chain(known.figure.origin_id)
    days = [source.published, *re.findall(r"[0-9]{4}", source.dated), *(origin.date for origin in chain)]
    announced = {event.start for event in corpus.events.values() if event.start == event.end}
    return date in announced - {date[:4]} or any(day and (day.startswith(date) or date.startswith(day)) for day in days)


def _qualifiers(reading: Reading, best: Fit) -> Iterator[Fault]:
    said, ours, shown = reading.statement.interval.qualifier, best.known.interval.qualifier, best.known.shown
    if best.value is ValueFit.PART:
        yield Judgement.QUALIFIER, f"the source gives a range ({shown})"
    elif best.value is ValueFit.ROUNDED:
        if said in (Qualifier.EXACT, Qualifier.RANGE):
            yield Judgement.QUALIFIER, f"rounded without a word that says so (the source has {shown})"
    elif ours in (*_BOUNDED, Qualifier.ABOUT) and _bound(reading.statement.interval) != _bound(best.known.interval):
        yield Judgement.QUALIFIER, f"the source says “{shown}”"
    elif ours is Qualifier.EXACT and said in _BOUNDED:
        yield Judgement.QUALIFIER, f"the source has the number without such a word ({shown})"


def _intervals(reading: Reading, known: Known) -> Iterator[Fault]:
    """An interval that is printed with a number is the one that its source prints with it."""
    said, figure = reading.statement.printed, known.figure
    if said is None or figure is None:
        return
    if None in known.interval_ends:
        yield Judgement.CAUTION, "no interval of it is in this review: compare it with the source"
    elif known.interval_ends != said[:2] or (said.level and figure.interval_level not in (None, said.level)):
        yield Judgement.INTERVAL, f"the source prints another interval with it ({known.interval_shown})"


def _bound(interval: Interval) -> tuple[bool, bool, bool]:
    """Return what makes two values say the same: "over" and "at least" do here, as writers use them."""
    return interval.low is None, interval.high is None, interval.qualifier.ends.approximate


def _credits(reading: Reading, known: Known, figure: Figure) -> Iterator[Fault]:
    """An estimate or a price, and a count without its period, are told with who says so, and with nobody else."""
    corpus, text, sentence = reading.wordings.corpus, reading.statement.text, reading.statement.sentence
    chain = corpus.origin_chain(figure.origin_id)
    names = [[name in text for name in reading.wordings.origin_names(origin)] for origin in chain]
    basis, counted = corpus.basis(figure).treated_as, corpus.counted(figure)
    if not any(map(any, names)) and not _is_credited(reading, figure.measure_id):
        dated = reading.statement.dates or names_event(reading, known)
        undated = bool(known.start and (counted.extent or counted.response)) and not dated
        if undated or basis in (BasisKind.ESTIMATED, BasisKind.PRICE):
            yield Judgement.CAUTION, f"it does not say who says so ({known.credit})"
    elif corpus.is_unnamed(figure) and not (any(names[-1]) or _RELAYED.search(text)) and _FOUND.search(sentence):
        yield Judgement.CAUTION, f"nobody is known to have found it ({known.credit})"
    named = reading.named_beside
    if named and figure.source_id not in reading.sources and not any(map(any, names)):
        yield Judgement.CAUTION, f"the source that is named does not have it ({known.credit})"


def _is_credited(reading: Reading, measure_id: str) -> bool:
    """Say whether the sentence or the one before it says who says so. "Reported missing" says what is counted."""
    statement, wordings = reading.statement, reading.wordings
    words = wordings.of_measure(measure_id)
    text = re.sub(
        r"\breported (?:as )?(\w+)",
        lambda match: " " if wordings.says(words, match[1]) else match[0],
        evened(statement.before_it) + statement.text,
    )
    return bool(reading.sources or statement.links or _CREDIT.search(text) or "[^" in statement.paragraph)


def against(corpus: Corpus, first: Fit, second: Fit, text: str) -> str:
    """Return why two numbers may not be set against each other, as a sentence does; empty where they may."""
    one, other = first.known.figure, second.known.figure
    if not one or not other or not _CHANGE.search(text):
        return ""
    wrong = differences(corpus, one, other, "a difference")
    # What is a count of other things altogether stands beside it, and is not set against it.
    if not wrong or "group" in wrong or "unit" in wrong or one.period_start == other.period_start:
        return ""
    return f"not to be set against {first.known.shown}: they differ in {list_text(sorted(wrong))}"

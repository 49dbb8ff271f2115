"""The judgement of each number of a document: what the review has for it, what is wrong, and how to write it right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from review.book.prose.roles import printed_text
from review.corpus.corpus import Corpus
from review.corpus.tables.judgement_records import Quotable
from review.corpus.text.date_phrases import lies_within
from review.corpus.vocabulary import Basis, Qualifier
from review.documents.fitting import MAYBE, OURS, Fit, Value, fit
from review.documents.known import Hand, Known
from review.documents.readings import Reading
from review.documents.wordings import plain
from review.present.words.wording import list_text, number
from review.synthesis.comparing.comparison import differences

#: Words with which a text says who says it; what they are part of is taken out before.
_CREDIT = re.compile(
    r"\b(?:according to|report(?:s|ed|edly|ing)?|says?|said|saying|estimat\w+|claim\w*|cit(?:e[sd]?|ing)|told|tells"
    r"|spoke|announc\w+|project\w*|survey\w*|relay\w*|quot\w+|credit\w*|puts?|figures (?:from|of|by)|had it|ha[ds] experts"
    r"|counted|counts|by (?:its|their|his|her) own|memo|article|page)\b|\([^()]*\b(?:19|20)[0-9]{2}[a-z]?\b[^()]*\)"
)
#: Who is said to have found what those whom nobody names are credited with.
_FOUND = re.compile(
    r"\b(?:stud(?:y|ies)|research(?:ers)?|([A-Z][\w.]*)) (?:itself )?(?:found|finds?|estimates?|calculat\w+|counted|counts|shows?|showed"
    r"|established|proved|has (?:found|shown|counted)|discovered|documented)\b"
)
_RELAYED = re.compile(
    r"\b(?:relay\w*|quot\w+|experts?|media reports?|unnamed|not named?|naming|whom it|nobody|no one|cit(?:es|ing)|credit\w*"
    r"|second.hand|does not say|without saying|unsaid|passed on)\b"
)
#: What sets numbers against each other.
_CHANGE = re.compile(
    r"\b(?:rose|risen|rises?|rising|grew|grown|grows?|fell|fallen|falls?|drop\w*|doubl\w+|tripl\w+|halv\w+|increas\w+"
    r"|decreas\w+|declin\w+|jump\w*|surg\w+|soar\w*|up from|down from|compared (?:with|to)|in all|altogether|combined"
    r"|together|a total of|adding|plus|more than in|fewer than in)\b"
)
_BEGUN = re.compile(r"\b(?:beg[aiu]n|start|launch|open|set up)\w*\s(?:\w+\s)?\Z")
_WITHIN = re.compile(
    r"\b(?:in|during|for|over|throughout)\s(?:the (?:year|whole)(?: of)?\s|all of\s|early\s|late\s)?\Z"
)


class Judgement(StrEnum):
    """What is said of a number of a document; the first that holds is the judgement, the rest is told as well."""

    STALE = "corrected or withdrawn since"
    OTHER = "another thing counted"
    QUALIFIER = "a qualifier is missing"
    CAUTION = "caution missing"
    RIGHT = "as the source has it"
    ABSENT = "not in this review"
    UNSURE = "unsure"


#: What an author has to correct, whatever was meant.
CONTRADICTIONS = frozenset({Judgement.STALE, Judgement.OTHER, Judgement.QUALIFIER})


@dataclass(frozen=True)
class Judged:
    """A number of a document with its judgement, the *reasons*, what the review has (*known*), and how to write it."""

    line: int
    column: int
    phrase: str
    judgement: Judgement
    also: tuple[Judgement, ...] = ()
    reasons: tuple[str, ...] = ()
    known: tuple[Known, ...] = ()
    write: str = ""
    is_contradiction: bool = False


def judge(reading: Reading, known: Iterable[Known]) -> tuple[Judged | None, Fit | None]:
    """Return what is to be said of a statement, and the number of the review that it was taken for.

    None is said of a number that counts nothing that the review counts.
    """
    fits = sorted(
        filter(None, (fit(reading, each) for each in known)),
        key=lambda f: (-f.points + 2 * bool(f.unlike), f.known.hand, f.known.name),
    )
    ours = [each for each in fits if each.known.hand is not Hand.ELSEWHERE and each.points >= MAYBE]
    if not ours:
        return _absent(reading, fits, known), None
    best = ours[0]
    if best.points < OURS or not best.is_told or _is_doubtful(reading, ours):
        if (
            best.known.hand is Hand.FIGURE
            and max(reading.statement.ends) >= 13
            and best.points >= MAYBE
            and (best.is_told or best.points >= OURS)
        ):
            alike = tuple(each.known for each in ours[:3] if each.points == best.points)
            return _judged(reading, Judgement.UNSURE, ["its words do not say which number it is"], alike), None
        return _absent(reading, fits, known), None
    faults = _faults(reading, best)
    kinds = tuple(dict.fromkeys(kind for kind, _ in sorted(faults, key=lambda f: list(Judgement).index(f[0]))))
    first = kinds[0] if kinds else Judgement.RIGHT
    return _judged(reading, first, [reason for _, reason in faults], (best.known,), kinds[1:]), best


def _judged(
    reading: Reading,
    judgement: Judgement,
    reasons: Sequence[str],
    known: tuple[Known, ...],
    also: tuple[Judgement, ...] = (),
    contradicts: bool = False,
) -> Judged:
    statement = reading.statement
    write = (
        right_words(reading.wordings.corpus, known[0])
        if known and judgement not in (Judgement.RIGHT, Judgement.UNSURE, Judgement.ABSENT)
        else ""
    )
    return Judged(
        *(statement.line, statement.column, statement.phrase, judgement, also, tuple(reasons), known, write),
        contradicts or judgement in CONTRADICTIONS,
    )


def right_words(corpus: Corpus, known: Known) -> str:
    """Return a sentence in which a number of the review may be written."""
    quotables: dict[str, Quotable] = {row.figure_id: row for row in corpus.tables["quotables"].values()}
    if known.name in quotables:
        return printed_text(corpus, quotables[known.name].may).replace("\u00a0", " ")
    return f"{known.told}."


def _is_doubtful(reading: Reading, ours: list[Fit]) -> bool:
    """Say whether numbers of several events fit equally well."""
    best = ours[0]
    equal = [each for each in ours if each.points == best.points and each.known.hand is best.known.hand]
    figures = [each.known.figure for each in equal if each.known.figure]
    told = {(figure.measure_id, figure.population_id, figure.event_id, figure.stage) for figure in figures}
    return len(told) > 1


def _absent(reading: Reading, fits: list[Fit], known: Iterable[Known]) -> Judged | None:
    """Return that a number is not the review's, where it counts what the review does; else nothing."""
    kind = set(reading.kind)
    if not kind or not _counts(reading) or reading.elsewhere:
        return None
    near = [each for each in known if each.figure and each.measure_id in kind]
    alike = [each for each in near if each.population_id in reading.populations] or near
    seen = [each.known for each in fits if each.known.hand is Hand.ELSEWHERE and each.points >= MAYBE][:1]
    reasons = [f"pages outside the sources print it: {each.told}" for each in seen]
    if alike:
        reasons.append(f"for “{alike[0].counts}” the review has {list_text([each.shown for each in alike[:4]])}")
    cited = reading.sources & {each.figure.source_id for each in near if each.figure}
    linked = any(each.name in link for each in near for link in reading.statement.links)
    return _judged(reading, Judgement.ABSENT, reasons, tuple(seen), contradicts=bool(cited) or linked)


def _counts(reading: Reading) -> bool:
    """Say whether a number counts something: persons or things that the review counts, or an amount with its unit."""
    interval = reading.statement.interval
    small = all(end < 13 for end in reading.statement.ends) and reading.unit != "percent"
    if interval.qualifier is Qualifier.MULTIPLE or small:
        return False
    return bool(reading.unit or reading.populations)


def _faults(reading: Reading, best: Fit) -> list[tuple[Judgement, str]]:
    known = best.known
    faults = [(Judgement.OTHER, reason) for reason in best.unlike]
    if known.hand is Hand.GIVEN_UP:
        faults.append((Judgement.STALE, known.reason))
    faults += [*_time_faults(reading, best), *_qualifier_faults(reading, best)]
    if not any(kind is Judgement.OTHER for kind, _ in faults):
        faults += _caution_faults(reading, best)
    return faults


def _time_faults(reading: Reading, best: Fit) -> Iterable[tuple[Judgement, str]]:
    known, statement = best.known, reading.statement
    if not known.measure_id or known.hand is Hand.COMPUTED:
        return
    yearly = reading.wordings.is_yearly(known.measure_id)
    if yearly and not reading.is_yearly and "year" not in plain(statement.paragraph):
        yield Judgement.OTHER, "the source says it of every year"
    if not yearly and reading.is_yearly and (known.start or known.end) and best.is_told:
        if re.search(r"\b(?:every|each|a|per) year|yearly|annually", statement.window):
            yield Judgement.OTHER, f"the source says it of a period ({known.period}), not of every year"
    own = [(place, dates) for place, _, dates in statement.dates if not _is_of_a_report(reading, known, dates.start)]
    for place, dates in own:
        within = _WITHIN.search(statement.text[:place])
        if not within or _BEGUN.search(statement.text[: within.start()]):
            continue
        if not known.start and not known.end:
            yield Judgement.CAUTION, "the source gives no period"
        elif not lies_within(known.start, known.end, dates.start, dates.end) and not (
            len(own) > 1 and lies_within(dates.start, dates.end, known.start, known.end)
        ):
            yield Judgement.OTHER, f"the source counts another period ({known.period})"
        return


def _is_of_a_report(reading: Reading, known: Known, date: str) -> bool:
    """Say whether a date is that of the source, of whom it credits, or of an announcement, and not what is counted."""
    corpus = reading.wordings.corpus
    if not known.figure or known.start and lies_within(date, date, known.start, known.end):
        return False
    source, chain = corpus.sources[known.figure.source_id], corpus.origin_chain(known.figure.origin_id)
    days = [source.published, *re.findall(r"[0-9]{4}", source.dated), *(origin.date for origin in chain)]
    announced = {event.start for event in corpus.events.values() if event.start == event.end}
    return date in announced - {date[:4]} or any(day and (day.startswith(date) or date.startswith(day)) for day in days)


def _qualifier_faults(reading: Reading, best: Fit) -> Iterable[tuple[Judgement, str]]:
    said, ours = reading.statement.interval.qualifier, best.known.interval.qualifier
    shown = best.known.shown
    if best.value is Value.PART:
        bounded = said in (Qualifier.AT_MOST, Qualifier.FEWER_THAN, Qualifier.AT_LEAST, Qualifier.MORE_THAN)
        yield (
            Judgement.QUALIFIER,
            f"the source gives a range: {shown}" + (", of which this is one end" if bounded else ""),
        )
    elif best.value is Value.ROUNDED:
        if said in (Qualifier.EXACT, Qualifier.RANGE):
            yield Judgement.QUALIFIER, f"rounded without a word that says so (the source has {shown})"
    elif _bound(said) != _bound(ours) and ours not in (Qualifier.EXACT, Qualifier.RANGE, Qualifier.MULTIPLE):
        yield Judgement.QUALIFIER, f"the source says “{shown}”"
    elif (
        said in (Qualifier.AT_MOST, Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.FEWER_THAN)
        and ours is Qualifier.EXACT
    ):
        yield Judgement.QUALIFIER, f"the source has the number without such a word ({shown})"


def _bound(qualifier: Qualifier) -> tuple[bool, bool, bool]:
    ends = qualifier.ends
    return ends.open_below, ends.open_above, ends.approximate


def _caution_faults(reading: Reading, best: Fit) -> Iterable[tuple[Judgement, str]]:
    corpus, figure = reading.wordings.corpus, best.known.figure
    if not figure:
        return
    text = reading.statement.text
    estimated = corpus.measures[figure.measure_id].basis in (Basis.ESTIMATED, Basis.PRICE)
    if not _is_credited(reading, figure.measure_id):
        dated = not (figure.period_start or figure.period_end) or reading.statement.dates
        if estimated or not dated:
            what = "an estimate" if estimated else "a count of one period"
            yield Judgement.CAUTION, f"told without saying who says so ({best.known.credit}), though it is {what}"
    elif corpus.is_uncounted(figure) and not _RELAYED.search(text):
        found = _FOUND.search(reading.statement.sentence)
        end = corpus.origin_chain(figure.origin_id)[-1]
        if found and not any(name in text for name in reading.wordings.origin_names(end)):
            yield Judgement.CAUTION, f"nobody is known to have found it ({best.known.credit})"
    if reading.sources and figure.source_id not in reading.sources and not _names_origin(reading, best.known):
        yield Judgement.CAUTION, f"the source that is named does not have it ({best.known.credit})"


def _names_origin(reading: Reading, known: Known) -> bool:
    corpus = reading.wordings.corpus
    chain = corpus.origin_chain(known.figure.origin_id) if known.figure else ()
    return any(n in reading.statement.text for origin in chain for n in reading.wordings.origin_names(origin))


def _is_credited(reading: Reading, measure_id: str) -> bool:
    """Say whether the sentence or the one before it says who says so. The words of a measure are no credit."""
    statement, words = reading.statement, reading.wordings.of_measure(measure_id)
    text = plain(statement.before_it) + statement.text
    text = re.sub(r"reported missing|reported rescued|reported stolen", " ", text) if words else text
    names = [*reading.sources, *statement.links]
    return bool(names or _CREDIT.search(text) or "[^" in statement.sentence)


def comparison_faults(corpus: Corpus, first: Fit, second: Fit, reading: Reading) -> str:
    """Return why two numbers of one sentence may not be set against each other there; empty where they may."""
    one, other = first.known.figure, second.known.figure
    if not one or not other or one.figure_id == other.figure_id or not _CHANGE.search(reading.statement.text):
        return ""
    group = corpus.measures[one.measure_id].comparable_within
    if (
        group != corpus.measures[other.measure_id].comparable_within
        or one.population_id != other.population_id
        and (one.period_start == other.period_start)
    ):
        return ""
    fields = differences(corpus, one, other, "a ratio") | differences(corpus, one, other, "a sum")
    told = sorted(set(fields) - {"group"})
    number_of = number(one.low or one.high or 0)
    return f"not to be set against {number_of}: they differ in {list_text(told)}" if told else ""

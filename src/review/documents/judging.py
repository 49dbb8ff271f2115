"""The judgement of each number of a document: what the review has for it, what is wrong, and how to write it right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import combinations

from review.book.prose.roles import printed_text
from review.corpus.corpus import Corpus
from review.corpus.tables.judgement_records import Quotable
from review.corpus.text.date_phrases import lies_within
from review.corpus.vocabulary import Qualifier, RelationKind
from review.documents.faults import Judgement, faults_of
from review.documents.fitting import MAYBE, OURS, Fit, fit, is_linked
from review.documents.known import Hand, Known
from review.documents.readings import Reading
from review.present.words.wording import NBSP, list_text
from review.synthesis.comparing.comparison import differences

#: What an author has to correct, whatever was meant.
CONTRADICTIONS = frozenset({Judgement.STALE, Judgement.OTHER, Judgement.QUALIFIER, Judgement.INTERVAL})
#: What two numbers are to each other that count some of the same.
_INCLUDING = {
    RelationKind.CUMULATIVE: "each total includes the one before",
    RelationKind.CONTAINS: "one is counted in another",
    RelationKind.SUM: "one is counted in another",
    RelationKind.OVERLAP: "they count some of the same",
    RelationKind.SAME_EVENT: "they tell of one event",
    RelationKind.SAME_THING: "they tell of one thing",
}
#: Numbers up to this one are too frequent to be told where it is not clear what they count.
SMALL = 12
#: From here on a number of "people" may be one of those whom the review counts.
MANY = 1000


@dataclass(frozen=True)
class JudgedNumber:
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


def judge_number(reading: Reading, known: Iterable[Known]) -> tuple[JudgedNumber | None, Fit | None]:
    """Return what is to be said of a statement, and the number of the review that it was taken for.

    None is said of a number that counts nothing that the review counts.
    """
    fits = sorted(filter(None, (fit(reading, each) for each in known)), key=_rank)
    likely = [each for each in fits if each.points >= MAYBE and each.known.hand is not Hand.ELSEWHERE]
    if not likely:
        return _absent(reading, fits, known), None
    best = likely[0]
    if best.points >= OURS and best.is_told and not _is_doubtful(likely) and not (best.unlike and _is_small(reading)):
        faults = faults_of(reading, best)
        kinds = [*dict.fromkeys(kind for kind, _ in faults), *([] if faults else [Judgement.RIGHT])]
        return _judged(reading, kinds, [reason for _, reason in faults], [best.known]), best
    may_be = best.is_told or best.known.population_id in reading.populations
    if best.known.hand in (Hand.FIGURE, Hand.CONTEXT) and not _is_small(reading) and may_be:
        alike = [each.known for each in likely[:3] if each.points == best.points]
        return _judged(reading, [Judgement.UNSURE], ["its words do not say which number it is"], alike), None
    return _absent(reading, fits, known), None


def _rank(found: Fit) -> tuple[int, Hand, str]:
    """Put what fits best first. What counts another thing has to fit better by two points than what counts the same."""
    return 2 * bool(found.unlike) - found.points, found.known.hand, found.known.name


def _judged(
    reading: Reading,
    kinds: Sequence[Judgement],
    reasons: Iterable[str],
    known: Sequence[Known],
    cited: bool = False,
) -> JudgedNumber:
    statement, (first, *also) = reading.statement, kinds
    wrong = first in CONTRADICTIONS or first is Judgement.CAUTION
    return JudgedNumber(
        *(statement.line, statement.column, statement.phrase, first, tuple(also), tuple(reasons), tuple(known)),
        write=right_words(reading.wordings.corpus, known[0]) if wrong else "",
        is_contradiction=cited or not CONTRADICTIONS.isdisjoint(kinds),
    )


def right_words(corpus: Corpus, known: Known) -> str:
    """Return a sentence in which a number of the review may be written: the reviewers' own, or what its row says."""
    quotables: Iterable[Quotable] = corpus.tables["quotables"].values()
    words = {row.figure_id: row.may for row in quotables}
    if known.name in words:
        return printed_text(corpus, words[known.name]).replace(NBSP, " ")
    beside = filter(None, (known.interval_shown, known.counts, known.period))
    return f"{known.credit}: {known.shown} ({'; '.join(beside)})."


def _is_doubtful(likely: Iterable[Fit]) -> bool:
    """Say whether numbers of several measures, populations, events or stages fit equally well."""
    best, *others = likely
    figures = [each.known.figure for each in (best, *others) if each.points == best.points and each.known.figure]
    return len({(row.measure_id, row.population_id, row.event_id, row.stage) for row in figures}) > 1


def _absent(reading: Reading, fits: Iterable[Fit], known: Iterable[Known]) -> JudgedNumber | None:
    """Return that a number is not the review's, where it counts what the review does; else nothing.

    Where the sentence names the source of such a number, or leads to its card, it is a contradiction.
    """
    measures = reading.measures
    if not measures or not _counts(reading) or reading.elsewhere:
        return None
    near = [each for each in known if each.figure and each.measure_id in measures]
    alike = [each for each in near if _same_persons(reading, each)]
    if not alike:
        return None
    seen = [each.known for each in fits if each.known.hand is Hand.ELSEWHERE and each.points >= MAYBE][:1]
    cited = [e for e in alike if e.figure and (e.figure.source_id in reading.sources or is_linked(reading, e))]
    reasons = _added(reading, alike) or list(_near(sorted(alike, key=partial(_distance, reading)), seen))
    return _judged(reading, [Judgement.ABSENT], reasons, seen, cited=bool(cited))


def _added(reading: Reading, alike: Iterable[Known]) -> list[str]:
    """Return that a number is the sum of two or three of the review's, and why they may not be added; none if not."""
    corpus, said = reading.wordings.corpus, reading.statement.ends
    ours = {each.name: each for each in alike if each.figure and len(each.ends) == 1}
    # A small one is the sum of some by chance, and nobody adds prices.
    if min(said, default=0) < MANY or reading.unit in reading.wordings.amounts:
        return []
    for several in (*combinations(ours.values(), 2), *combinations(ours.values(), 3)):
        if said != {sum(max(each.ends) for each in several)}:
            continue
        pairs = combinations([each.figure for each in several if each.figure], 2)
        differ = sorted({name for one, other in pairs for name in differences(corpus, one, other, "a sum")})
        shown = list_text([each.shown for each in several])
        why = _overlapping(corpus, several) or (f"they differ in {list_text(differ)}" if differ else "")
        why = f"which may not be added: {why}" if why else "which no source here adds up"
        return [f"it is the sum of {shown}, {why}"]
    return []


def _overlapping(corpus: Corpus, several: Sequence[Known]) -> str:
    """Return that some of the numbers include or overlap others, as a relation that was read says; else nothing."""
    names = {each.name for each in several}
    for row in corpus.relations.values():
        shared = names & set(row.members.split())
        if len(shared) > 1 and row.kind in _INCLUDING:
            return _INCLUDING[row.kind]
    return ""


def _distance(reading: Reading, known: Known) -> tuple[bool, Decimal]:
    """Return whether a number is of another time than is said, and how far its value is from what is said."""
    said = (dates for *_, dates in reading.statement.dates if known.start)
    then = any(lies_within(known.start, known.end, dates.start, dates.end) for dates in said)
    return not then, abs(max(known.ends, default=Decimal()) - max(reading.statement.ends, default=Decimal()))


def _near(alike: Sequence[Known], seen: Iterable[Known]) -> Iterator[str]:
    yield from (f"pages outside the sources print it: {each.told}" for each in seen)
    counts = alike[0].counts
    shown = list(dict.fromkeys(each.shown for each in alike if each.counts == counts))
    yield f"of “{counts}” the review has {list_text(shown) if len(shown) < 5 else ', '.join((*shown[:4], 'and more'))}"


def _same_persons(reading: Reading, known: Known) -> bool:
    """Say whether a number may be of the same persons: of these, of a part, or of a whole that is not everybody."""
    corpus, said = reading.wordings.corpus, reading.populations
    if not said or not known.population_id or known.unit in reading.wordings.amounts:
        return True
    if any(not corpus.populations[one].part_of for one in said):
        return min(reading.statement.ends) >= MANY
    pairs = [pair for one in said for pair in ((one, known.population_id), (known.population_id, one))]
    return any(corpus.is_within("populations", *pair) for pair in pairs)


def _is_small(reading: Reading) -> bool:
    return all(end <= SMALL for end in reading.statement.ends)


def _counts(reading: Reading) -> bool:
    """Say whether a number counts something: persons or things that the review counts, or an amount with its unit."""
    multiple = reading.statement.interval.qualifier is Qualifier.MULTIPLE
    return not multiple and not _is_small(reading) and bool(reading.unit or reading.populations or reading.is_rate)

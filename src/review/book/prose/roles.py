"""What a role prints: a quantity, the page and row that it leads to, or the ids that were perhaps meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import TypeVar

from review.corpus.corpus import Corpus
from review.corpus.tables.judgement_records import ROLE, SERIES
from review.corpus.vocabulary import Qualifier, RelationKind, UnitKind
from review.errors import UsageError
from review.present.numbers.computed import derived_text
from review.present.numbers.sighted import page_text, sighting_href
from review.present.words import wording
from review.present.words.cells import interval_text
from review.present.words.qualifiers import age_text
from review.present.words.units import NUMBERS, grouping_of, unit_kind
from review.synthesis.comparing.derivations import evaluate
from review.synthesis.conclusions.findings import findings_of

#: The form of a value that has the interval behind it that its source prints.
INTERVAL = "interval"
FACT_FORMS = ("qualified", "bare", "unit")
DATE_FORMS = ("period", "start", "end")
SIGHTING_FORMS = ("cited", "number", "page", "quote")
WORD_FORMS = ("digits", "word", "Word")
#: Said of a finding that one of the codings by the rule in force does not bear.
DEPENDS = "depends on how stances are coded"
Known = TypeVar("Known")
#: What can be counted, with the words that say what it is.
COUNTABLE = {
    "sources": "reviewed texts",
    "figures": "reported numbers",
    "claims": "statements without a number",
    "events": "dated events",
    "origins": "whom the sources credit",
    "exclusions": "numerals that are not figures",
    "themes": "themes of the claims",
    "measures": "what is counted",
    "findings": "what the review concludes",
    "derivations": "numbers computed from figures",
    "facts": "facts from outside the sources",
    "sightings": "pages that print a number of a line",
    "lineages": "what ties one such page to another",
}

# The column by which a figure or claim names a row of the table.
NAMED_BY = {"events": "event_id", "origins": "origin_id", "themes": "theme_id", "measures": "measure_id"}

SMALL = ("no", *NUMBERS[:-1])


@dataclass(frozen=True)
class Printed:
    """What stands in the text: *text*, the *href* it leads to (if any), its class, and a remark beside it.

    *reason* is why a result was computed with unlike things, printed under the block in which it stands. *counted* is
    what a count is of: a table, or ``table:source_id``.
    """

    text: str
    href: str
    css: str
    figure_id: str = ""
    remark: str = ""
    derivation_id: str = ""
    reason: str = ""
    counted: str = ""


def print_value(corpus: Corpus, argument: str) -> Printed:
    """Return a reported figure, ``figure_id`` or ``figure_id;form``. Raises UsageError."""
    figure_id, form = _split(argument, (*wording.FORMS, INTERVAL))
    figure = known_row(corpus.figures, figure_id, "figure", "data/evidence/figures.csv")
    remark = "origin unnamed" if corpus.is_unnamed(figure) else ""
    text = wording.value_text(corpus, figure, "qualified" if form == INTERVAL else form)
    if form == INTERVAL:
        if not (interval := interval_text(corpus, figure)):
            raise UsageError(f"{figure_id!r} has no interval: its source prints none, or it is not coded.")
        text = f"{text} ({interval})"
    return Printed(text, wording.href(figure), "figure-value", figure_id, remark)


def print_derived(corpus: Corpus, argument: str) -> Printed:
    """Return a computed number. Raises UsageError."""
    row = known_row(corpus.derivations, argument, "derivation", "data/judgement/derivations.csv")
    text = derived_text(corpus, evaluate(corpus, argument))
    address = f"derivations.html#{argument}"
    return Printed(text, address, "derived-value", derivation_id=argument, reason=row.override)


def print_fact(corpus: Corpus, argument: str) -> Printed:
    """Return a fact from outside the sources, ``fact_id`` or ``fact_id;unit``. Raises UsageError."""
    fact_id, form = _split(argument, FACT_FORMS)
    fact = known_row(corpus.facts, fact_id, "fact", "data/context/facts.csv")
    if fact.value is None:
        raise UsageError(f"{fact_id!r} has no value. Cite its reference instead.")
    bare = wording.number(fact.value, grouping_of(corpus, fact.unit))
    text = wording.with_unit(corpus, bare, fact.unit)
    if form == "unit" and unit_kind(corpus, fact.unit) is UnitKind.AGE:
        text = age_text(Qualifier.EXACT, text)
    elif form == "unit" and text == bare:  # a sign says the unit already
        text = f"{text}{wording.NBSP}{wording.unit_words(corpus, fact.unit, fact.value)}"
    return Printed(text, f"context.html#{fact_id}", "fact-value")


def print_sighting(corpus: Corpus, argument: str) -> Printed:
    """Return a number with the page that prints it, and its day; with ``;number`` or ``;page`` one of them alone.

    With ``;quote`` it is the words of the page. Raises UsageError.
    """
    sighting_id, form = _split(argument, SIGHTING_FORMS)
    seen = known_row(corpus.sightings, sighting_id, "sighting", "data/context/sightings.csv")
    page = page_text(corpus, seen)
    texts = {"number": seen.number_printed, "page": page, "quote": f"“{seen.quote}”"}
    return Printed(texts.get(form, f"{seen.number_printed} ({page})"), sighting_href(sighting_id), "sighting-value")


def print_count(corpus: Corpus, argument: str) -> Printed:
    """Return a statistic of the corpus: ``name``, ``name:source_id``, with ``;word`` in words up to eleven.

    Raises UsageError.
    """
    name, form = _split(argument, WORD_FORMS)
    table, _, source_id = name.partition(":")
    known_row(dict.fromkeys(COUNTABLE), table, "count", "the tables that are counted")
    if source_id:
        known_row(corpus.sources, source_id, "source", "data/evidence/sources.csv")
    number = count(corpus, table, source_id)
    return Printed(in_words(number, form), f"data.html#table-{table}", "count-value", counted=name)


def print_date(corpus: Corpus, argument: str) -> Printed:
    """Return the date of a source, fact, event or figure in words; with ``;start`` or ``;end`` one end.

    Raises UsageError.
    """
    row_id, form = _split(argument, DATE_FORMS)
    if row_id in corpus.sources:
        return Printed(corpus.sources[row_id].dated, "", "date-value")
    if row_id in corpus.facts:
        return Printed(wording.date_text(corpus.facts[row_id].period), f"context.html#{row_id}", "date-value")
    if row_id in corpus.figures:
        figure = corpus.figures[row_id]
        period = (figure.period_start, figure.period_end)
        return Printed(_period(row_id, period, form), wording.href(figure), "date-value", row_id)
    known = [*corpus.events, *corpus.sources, *corpus.facts, *corpus.figures]
    event = known_row(corpus.events, row_id, "event, source, fact or figure", "data/vocabulary/events.csv", known)
    return Printed(_period(row_id, (event.start, event.end), form), "", "date-value")


def _period(row_id: str, period: tuple[str, str], form: str) -> str:
    start, end = {"start": (period[0],) * 2, "end": (period[1],) * 2}.get(form, period)
    if not start and not end:
        raise UsageError(f"{row_id!r} states no such date. Print another, or say that none is stated.")
    return wording.period_text(start, end)


PRINTERS: Mapping[str, Callable[[Corpus, str], Printed]] = MappingProxyType(
    {
        "value": print_value,
        "derived": print_derived,
        "fact": print_fact,
        "sighting": print_sighting,
        "count": print_count,
        "date": print_date,
    }
)


def printed_text(corpus: Corpus, sentence: str) -> str:
    """Return a sentence as readers see it, with what its roles print. Raises UsageError."""
    return ROLE.sub(lambda role: PRINTERS[role[1]](corpus, role[2]).text, spelled_out(corpus, sentence))


def spelled_out(corpus: Corpus, sentence: str) -> str:
    """Return the sentence of a finding in which each series is its totals, with their dates.

    ``{series}`` names a relation of totals that may not fall: what it takes up stands in the sentence by itself.
    Raises UsageError for another.
    """
    return SERIES.sub(lambda found: _series(corpus, found[1]), sentence)


def _series(corpus: Corpus, relation_id: str) -> str:
    row = known_row(corpus.relations, relation_id, "relation", "data/judgement/relations.csv")
    if row.kind is not RelationKind.CUMULATIVE:
        raise UsageError(f"{relation_id!r} is no series of totals (got {row.kind}). Name a cumulative relation.")
    return ", ".join(f"{{value}}`{key}` by {{date}}`{key};end`" for key in row.members.split())


def sentence_of(corpus: Corpus, finding_id: str) -> str:
    """Return the sentence of a finding as MyST, with a remark where it depends on the coding. Raises UsageError."""
    finding = known_row(corpus.findings, finding_id, "finding", "data/judgement/findings.csv")
    sentence = spelled_out(corpus, finding.sentence)
    return f"{sentence} *({DEPENDS})*" if finding.depends_on_coding else sentence


def answer_of(corpus: Corpus, chapter: str) -> tuple[str, ...]:
    """Return the sentences of a chapter's findings in their order, as MyST. Raises UsageError."""
    known_chapter(corpus, chapter)
    return tuple(sentence_of(corpus, finding.finding_id) for finding in findings_of(corpus, chapter))


def known_chapter(corpus: Corpus, chapter: str) -> None:
    """Let a chapter pass that has findings. Raises UsageError that names the nearest ones."""
    chapters = dict.fromkeys(finding.chapter for finding in corpus.findings.values())
    known_row(chapters, chapter, "chapter with findings", "data/judgement/findings.csv")


def count(corpus: Corpus, table: str, source_id: str = "") -> int:
    """Return how many rows of *table* there are, for one source those that it has or uses.

    An event, an origin or a theme is a source's where one of its figures or claims names it.
    """
    if not source_id:
        return len(corpus.tables[table])
    rows = [*corpus.figures_where(source_id=source_id), *corpus.claims_where(source_id=source_id)]
    if column := NAMED_BY.get(table):
        return len({getattr(row, column, "") for row in rows} - {""})
    if table == "sources":
        return 1
    return sum(1 for row in corpus.tables[table].values() if getattr(row, "source_id", "") == source_id)


def in_words(number: int, form: str) -> str:
    """Return *number* in digits, or as a word where *form* asks for one and the number is eleven at most.

    >>> in_words(5, "Word"), in_words(169, "word")
    ('Five', '169')
    """
    if form == "digits" or number >= len(SMALL):
        return wording.number(number)
    return SMALL[number].capitalize() if form == "Word" else SMALL[number]


def _split(argument: str, forms: tuple[str, ...]) -> tuple[str, str]:
    name, separator, form = (part.strip() for part in argument.partition(";"))
    if separator and form not in forms:
        raise UsageError(f"{form!r} is no form (known: {', '.join(forms)}). Write one of them, or none.")
    return name, form or forms[0]


def known_row(rows: Mapping[str, Known], key: str, what: str, where: str, known: Iterable[str] | None = None) -> Known:
    """Return the row with a key. Raises UsageError that names the nearest keys, of *known* where these are more."""
    if key in rows:
        return rows[key]
    near = get_close_matches(key, rows if known is None else known, n=3, cutoff=0.5)
    nearest = f" (nearest: {', '.join(near)})" if near else ""
    raise UsageError(f"{key!r} is no {what}{nearest}. Use one of {where}, or add a row there.")

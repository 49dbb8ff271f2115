"""The rows of `data/evidence` as frozen records: what sources say, and who read them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from review.corpus.vocabulary import Qualifier, Stance

#: What stands for the converter of a copy that is the file that came, in another encoding.
DECODED = "encoding "


@dataclass(frozen=True)
class Source:
    """A reviewed text."""

    source_id: str
    kind: str
    title: str
    called: str
    speaker: str
    audience: str
    published: str
    dated: str
    covers_start: str
    covers_end: str
    place: str
    retrieved: str
    text_sha256: str
    text_words: int
    access_note: str
    special: str
    language: str = ""
    converter: str = ""
    original_sha256: str = ""

    @property
    def name(self) -> str:
        """Return what the source is called wherever it is named: author and year, else its id."""
        return self.called or self.source_id

    @property
    def is_laid_out(self) -> bool:
        """Whether a program laid the copy out: blank lines between paragraphs alone, form feeds between pages."""
        return bool(self.converter) and not self.converter.startswith(DECODED)


@dataclass(frozen=True)
class SourceSection:
    """A part of a source that a reader can find."""

    section_id: str
    source_id: str
    position: int
    title: str
    starts: str
    page: str = ""

    @property
    def is_whole_page(self) -> bool:
        """Whether it is called by its page alone, as an intake calls it."""
        return bool(self.page) and self.title == f"p. {self.page}"

    def place_of(self, paragraph: int | None) -> str:
        """Return for a reader where a paragraph of it stands."""
        page = f", p. {self.page}" if self.page and not self.is_whole_page else ""
        return f"{self.title}{page}, {'§' if self.page else 'paragraph'} {paragraph}"


@dataclass(frozen=True)
class Figure:
    """A number that a source reports. *low* and *high* are None where the words set no bound.

    The *interval* is one that the source prints with the value; its *level* is in per cent.
    """

    figure_id: str
    source_id: str
    section_id: str
    paragraph: int
    prefix: str
    quote: str
    suffix: str
    printed: str
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    unit: str
    measure_id: str
    measure_basis: str
    population_id: str
    population_basis: str
    stage: str
    place: str
    place_basis: str
    period_start: str
    period_end: str
    period_basis: str
    period_doubt: str
    event_id: str
    event_tie: str
    event_basis: str
    event_grounds: str
    origin_id: str
    origin_basis: str
    coding_pass: str
    note: str
    interval_low: Decimal | None = None
    interval_high: Decimal | None = None
    interval_level: Decimal | None = None
    interval_basis: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Claim:
    """A statement without a number."""

    claim_id: str
    source_id: str
    section_id: str
    paragraph: int
    prefix: str
    quote: str
    suffix: str
    theme_id: str
    stance: Stance
    paraphrase: str
    origin_id: str
    event_id: str
    coding_pass: str
    note: str


@dataclass(frozen=True)
class Exclusion:
    """A numeral in a source that is not a figure."""

    exclusion_id: str
    source_id: str
    section_id: str
    paragraph: int | None
    printed: str
    occurrence: int
    reason: str
    note: str


@dataclass(frozen=True)
class Appraisal:
    """One judgement of a source, by one domain of the instrument."""

    source_id: str
    domain: str
    judgement: str
    reason: str
    settled_because: str
    section_id: str
    paragraph: int | None
    prefix: str
    quote: str
    suffix: str
    basis: str
    coding_pass: str


@dataclass(frozen=True)
class Pass:
    """A pass over the sources, recorded as it happened."""

    pass_id: str
    label: str
    how: str
    rule: str
    date: str
    checked: str


@dataclass(frozen=True)
class PassFigure:
    """A figure as one pass coded it, unrepaired. The place stands in for its quote."""

    coded_id: str
    pass_id: str
    source_id: str
    section_id: str
    paragraph: int
    numeral: str
    occurrence: int
    figure_id: str
    printed: str
    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier
    unit: str
    measure_id: str
    population_id: str
    stage: str
    place: str
    period_start: str
    period_end: str
    origin: str
    event: str
    note: str


@dataclass(frozen=True)
class PassClaim:
    """A statement as one pass coded it. The place stands in for its quote."""

    coded_id: str
    pass_id: str
    source_id: str
    section_id: str
    paragraph: int
    sentence: int
    theme_id: str
    stance: Stance
    claim_id: str


@dataclass(frozen=True)
class PassAppraisal:
    """A judgement of a source, by one domain of the instrument, as one pass has it."""

    coded_id: str
    pass_id: str
    source_id: str
    domain: str
    judgement: str
    reason: str

"""Why a numeral may be no figure: what its signs, its line and the words around it say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review.corpus.corpus import Corpus
from review.corpus.proposing.candidates import Candidate, Sureness
from review.corpus.proposing.passage import Surroundings
from review.corpus.proposing.periods import dates_in
from review.corpus.text.citations import citations, marks
from review.corpus.verification.ledger import Entry, is_ordinal
from review.corpus.verification.row_templates import TO_FILL, reason_of

# ", 47," behind a name; and what somebody does with a number whom it does not convince.
_AGED = re.compile(r"[1-9][0-9]?|1[01][0-9]")
_NAMED = re.compile(r"(?P<given>\b[A-Z][\w'-]+\s)?\b[A-Z][\w'-]+(?:,\s+|\s\()\Z")
# What stands behind an age; a sentence may end with it where the name is whole.
_BEHIND, _ENDED = (",", ")"), (",", ")", ".", ";", '"')
_DENIED = re.compile(r"\b(?:not|den(?:y|ied|ies)|disput\w+|reject\w*|doubt\w*)\b|n't\b", re.IGNORECASE)
_TIME = re.compile(r"\s+(?:day|week|weekend|month|quarter|half|year|decade|century)\b")
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_ORDINAL = re.compile(r"first|second|third|fourth|fifth", re.IGNORECASE)


def reason_candidates(corpus: Corpus, passage: Surroundings, entry: Entry) -> Iterator[Candidate]:
    """Yield why the numeral may be no figure, in words that the review has for reasons."""
    known = corpus.descriptor.table("exclusions").column("reason").choices
    for reason, sure, why in _signs(passage, entry):
        if reason in known:
            yield Candidate(reason, sure, why)


def _signs(passage: Surroundings, entry: Entry) -> Iterator[tuple[str, Sureness, str]]:
    line = passage.words((passage.text.folded.rfind("\n", 0, entry.start) + 1, len(passage.text.folded))).split("\n")[0]
    block = passage.words(passage.block)
    at = entry.start - passage.block[0]
    if any(start <= at < end for start, end in citations(block)):
        yield "citation", Sureness.LIKELY, "it stands in a work that is cited"
    if any(start <= entry.start < end for start, end, _, _ in dates_in(passage)):
        yield "date", Sureness.LIKELY, "it is part of a date"
    if is_ordinal(entry.printed) and _TIME.match(passage.words((entry.end, passage.block[1]))):
        yield "date", Sureness.LIKELY, "it says which day, week or year"
    if any(start == at for start, _ in marks(block)):
        yield "note mark", Sureness.LIKELY, "it clings to a word, as the mark of a note does"
    if line.strip() == entry.printed:
        yield "page furniture", Sureness.LIKELY, "it stands alone on its line"
    elif re.match(rf"\s*\(?{re.escape(entry.printed)}[.)]\s", line):
        yield "list numeral", Sureness.LIKELY, "its line begins with it"
    folded = passage.text.folded
    if re.search(r"[^\W\d_]-\Z", folded[passage.block[0] : entry.start]):
        yield "name", Sureness.LIKELY, "it clings to a word, as in a name"
    is_named = _NAMED.search(folded[passage.block[0] : passage.start])
    ends = _ENDED if is_named and is_named["given"] else _BEHIND
    if _AGED.fullmatch(entry.printed) and is_named and folded[entry.end : entry.end + 1] in ends:
        yield "individual case detail", Sureness.LIKELY, "it is somebody's age"
    if _is_said_again(passage, entry):
        is_denied = _DENIED.search(passage.words((passage.sentence[0], passage.start)))
        sure = Sureness.LIKELY if is_denied else Sureness.GUESS
        yield "said again", sure, "the text has said it before"
    if entry.printed.lower() == "one":
        yield "idiom", Sureness.LIKELY, "it mostly counts nothing"
    elif _ORDINAL.fullmatch(entry.printed):
        yield "list numeral", Sureness.GUESS, "it may count the parts of what is said"
    if entry.unread and (reason := reason_of(entry.printed)) != TO_FILL:
        yield reason, Sureness.LIKELY, "its signs are those of one"


def _is_said_again(passage: Surroundings, entry: Entry) -> bool:
    """Say whether the same numeral of several digits, no year, stands in a paragraph before."""
    is_long = len(re.sub(r"\D", "", entry.printed)) > 2 and not _YEAR.fullmatch(entry.printed)
    before = passage.words((0, passage.block[0]))
    return is_long and bool(re.search(rf"(?<![\w.,]){re.escape(entry.printed)}(?!\w)", before))

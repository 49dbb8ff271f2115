"""A document checked: every number in it that is the review's, or that counts what the review counts, judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from review.corpus.corpus import Corpus
from review.corpus.snapshot import Snapshot, once
from review.documents.faults import Judgement, against
from review.documents.fitting import Fit
from review.documents.judging import JudgedNumber, judge_number
from review.documents.known import known_numbers
from review.documents.readings import Reading
from review.documents.stated import sentences_without, stated_numbers
from review.documents.wordings import Wordings


def check_document(snapshot: Snapshot, text: str) -> list[JudgedNumber]:
    """Return the numbers of a Markdown or plain *text* that are the review's or count what it counts, in order.

    Other numbers, years, dates and numbers of pages are not listed.
    """
    wordings, known = _wordings(snapshot), known_numbers(snapshot)
    found: list[tuple[Reading, JudgedNumber, Fit | None]] = []
    for statement in stated_numbers(text, wordings.is_counted):
        reading = Reading(wordings, statement)
        judged, best = judge_number(reading, known)
        if judged:
            found.append((reading, judged, best))
    return list(_compared(snapshot.corpus, found))


@once
def _wordings(snapshot: Snapshot) -> Wordings:
    return Wordings(snapshot.corpus)


def _compared(corpus: Corpus, found: Sequence[tuple[Reading, JudgedNumber, Fit | None]]) -> Iterator[JudgedNumber]:
    """Yield the judgements, with a caution where a sentence sets a number against one that counts unlike things."""
    for reading, judged, best in found:
        text = reading.statement.text
        others = [other for near, _, other in found if near.statement.text == text and other and other is not best]
        reason = next(filter(None, (against(corpus, other, best, text) for other in others if best)), "")
        if not reason:
            yield judged
        elif judged.judgement is Judgement.RIGHT:
            yield replace(judged, judgement=Judgement.CAUTION, reasons=(*judged.reasons, reason))
        else:
            also = tuple(dict.fromkeys((*judged.also, Judgement.CAUTION)))
            yield replace(judged, also=also, reasons=(*judged.reasons, reason))


def document_lines(judged: Iterable[JudgedNumber], path: str, site: str = "") -> Iterator[str]:
    """Yield the judgements as text: place, judgement and phrase, why, what the review has, and how to write it."""
    for one in judged:
        kinds = ", ".join((one.judgement, *one.also))
        yield f"{path}:{one.line}:{one.column}: {kinds}: “{one.phrase}”"
        yield from (f"    {reason[:1].upper()}{reason[1:]}." for reason in one.reasons)
        yield from (f"    Here: {known.told} ({site}{known.href})" for known in one.known)
        if one.write:
            yield f"    Write: {one.write}"


def unjudged_told(text: str, judged: Iterable[JudgedNumber]) -> str:
    """Return how many sentences of a checked *text* hold none of the numbers *judged*, and that none is vouched for."""
    without, of = sentences_without(text, [(one.line, one.column) for one in judged])
    rule = "Only numbers are judged; no sentence is vouched for."
    if not without:
        return rule
    if without == of:
        return f"Nothing was judged: the text holds no number of what is counted here. {rule}"
    who = "was not judged: it holds" if without == 1 else "were not judged: they hold"
    return f"{without} of {of} sentences {who} no number of what is counted here. {rule}"


def judgements_told(judged: Sequence[JudgedNumber]) -> str:
    """Return how many numbers have each judgement, how many are to be corrected, and how many to be seen to."""
    if not judged:
        return "Numbers: none judged."
    count = Counter(one.judgement for one in judged)
    told = ", ".join(f"{count[kind]} {kind}" for kind in Judgement if count[kind])
    wrong = sum(one.is_contradiction for one in judged)
    right = sum(one.judgement is Judgement.RIGHT and not one.is_contradiction for one in judged)
    return f"Numbers: {told}. To correct: {wrong}. To see to: {len(judged) - wrong - right}."


def judgements_json(judged: Iterable[JudgedNumber], site: str = "") -> list[dict[str, Any]]:
    """Return the judgements as JSON has them, a mapping each; *site* is put before the addresses."""
    return [
        {
            "line": one.line,
            "column": one.column,
            "phrase": one.phrase,
            "judgement": str(one.judgement),
            "also": [str(kind) for kind in one.also],
            "contradiction": one.is_contradiction,
            "reasons": list(one.reasons),
            "ours": [
                {"id": known.name, "value": known.shown, "counts": known.counts, "period": known.period}
                | {"credit": known.credit, "address": f"{site}{known.href}"}
                for known in one.known
            ],
            "write": one.write,
        }
        for one in judged
    ]

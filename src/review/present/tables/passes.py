"""What the table of passes says of language models and of people, and where it says nothing."""

from __future__ import annotations

import re

from review.corpus.corpus import Corpus
from review.corpus.tables.records import Pass
from review.corpus.text.sentences import sentence_spans
from review.present.html.tabular import Cells, Table, stacked, table_of
from review.present.words.wording import date_text

NOT_RECORDED = "Not recorded."
NO_MODEL_RECORDED = "Whether a language model was used is not recorded."
_MODEL = re.compile(r"\blanguage models?\b")
_LISTS = re.compile(r"\bvocabular(?:y|ies) of ([^.;]+)")
_PERSON = re.compile(r"\b(person|persons|people)\b")


def passes_by_date(corpus: Corpus) -> tuple[Pass, ...]:
    """Return the passes in the order in which they were made."""
    return tuple(sorted(corpus.passes.values(), key=lambda row: (row.date, row.pass_id)))


def disclosure_table(corpus: Corpus) -> Table:
    """Return, for each pass, its own sentences on language models and on what a person checked.

    What a pass does not say is printed as not recorded: no one is taken to have used or checked anything.
    """
    columns: Cells[Pass] = {
        "Pass": lambda row: stacked(row.label, date_text(row.date) if row.date else "date not recorded"),
        "By a language model": lambda row: _sentences(row.how, _MODEL) or NO_MODEL_RECORDED,
        "What a person checked": lambda row: _sentences(row.checked, _PERSON) or NOT_RECORDED,
    }
    return table_of(passes_by_date(corpus), columns, caption="Language models and people, pass by pass")


def lists_given(row: Pass) -> frozenset[str]:
    """Return the words for the lists that a pass had to choose from, as it tells: "the vocabularies of measures"."""
    return frozenset(re.findall(r"[a-z]+", " ".join(_LISTS.findall(row.how))))


def _sentences(text: str, word: re.Pattern[str]) -> str:
    """Return the sentences of *text* that hold *word*."""
    sentences = (text[start:end].strip() for start, end in sentence_spans(text))
    return " ".join(sentence for sentence in sentences if word.search(sentence))

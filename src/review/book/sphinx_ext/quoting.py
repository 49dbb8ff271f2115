"""In which words a number may be quoted: the box below the answer of a chapter, and the summary of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from review.book.pages.cards import QUOTING, quoting_address
from review.book.pages.citer import Citer
from review.book.prose.roles import PRINTERS, known_chapter
from review.corpus.corpus import Corpus
from review.corpus.tables.judgement_records import ROLE, Quotable
from review.corpus.tables.records import Figure
from review.present.html.markup import Content, Html, element, joined
from review.present.html.tabular import Table, coded_table, stacked
from review.present.numbers.certainty import certainty_words
from review.present.numbers.proof import facts_list
from review.present.numbers.sighted import elsewhere
from review.present.tables.attribution import ended_in
from review.present.words.cells import population_text, value_cell
from review.present.words.units import said_in_table
from review.present.words.wording import unnamed_mark, value_text


def quotables_of(corpus: Corpus, chapter: str) -> list[Quotable]:
    """Return the numbers of a chapter that readers will quote, in their order. Raises UsageError for an unknown one."""
    known_chapter(corpus, chapter)
    rows: Iterable[Quotable] = corpus.tables["quotables"].values()
    return sorted((row for row in rows if row.chapter == chapter), key=lambda row: row.position)


def sentence(corpus: Corpus, text: str) -> Html:
    """Return a sentence with what its roles print, as links to their rows."""
    return joined(_pieces(corpus, text))


def _pieces(corpus: Corpus, text: str) -> Iterator[Content]:
    end = 0
    for role in ROLE.finditer(text):
        yield text[end : role.start()]
        printed = PRINTERS[role[1]](corpus, role[2])
        named = {"data_figure_id": printed.figure_id or None, "data_derivation_id": printed.derivation_id or None}
        tag = "a" if printed.href else "span"
        # The remark of an unnamed origin stays out: the sentence is copied, and says in words who is not named.
        yield element(tag, printed.text, class_=printed.css, href=printed.href or None, **named)
        end = role.end()
    yield text[end:]


def box(corpus: Corpus, chapter: str, cite: Citer) -> Html:
    """Return the box of a chapter: for each number the words to quote it in, those not to, and the reference.

    The first is unfolded; where several follow, one line has their numbers. Empty where the chapter has none. Raises
    UsageError for a chapter that nobody knows.
    """
    rows = quotables_of(corpus, chapter)
    if not rows:
        return Html("")
    first, *others = (
        element("details", joined([_line_of(corpus, row), _item(corpus, row, cite)], "\n"), open=not place)
        for place, row in enumerate(rows)
    )
    if len(others) > 1:
        numbers = joined((_number_of(corpus, row) for row in rows[1:]), ", ")
        line = element("summary", "More to quote: ", numbers, data_coded=True)
        others = [element("details", joined([line, *others], "\n"), class_="quotables-more")]
    return element("div", joined([element("h2", QUOTING), first, *others], "\n"), class_="quotables")


def _line_of(corpus: Corpus, row: Quotable) -> Html:
    """Return the line under which the words for a number are folded: the number, and what it counts."""
    counted = element("span", _counted(corpus, corpus.figures[row.figure_id]))
    return element("summary", _number_of(corpus, row), " ", counted, data_coded=True)


def _number_of(corpus: Corpus, row: Quotable) -> Html:
    figure = corpus.figures[row.figure_id]
    return element("strong", value_text(corpus, figure, said_in_table(corpus, figure)))


def _item(corpus: Corpus, row: Quotable, cite: Citer) -> Html:
    figure = corpus.figures[row.figure_id]
    words = element("span", sentence(corpus, row.may), class_="quotable-words")
    reference = element("div", facts_list(cite.number(figure.figure_id)), class_="quotable-reference", data_coded=True)
    return element(
        "div",
        element("p", element("em", "Yes:"), " ", words, unnamed_mark(corpus, figure)),
        element("p", element("em", "Not:"), " ", sentence(corpus, row.may_not)),
        element("p", element("em", "Elsewhere:"), " ", printed) if (printed := elsewhere(corpus, figure)).text else "",
        element("details", element("summary", "Both references"), reference, class_="fold"),
        class_="quotable",
        id=quoting_address(row).partition("#")[2],
    )


def summary(corpus: Corpus, chapters: Sequence[str]) -> Table:
    """Return the summary of findings: by question what is reported, who says so in the end, how certain, how to quote.

    Questions stand in the order of their *chapters*; each stands once.
    """
    answering = {finding.chapter for finding in corpus.findings.values()}
    rows = [row for name in chapters if name in answering for row in quotables_of(corpus, name) if row.question]
    questions = list(dict.fromkeys(row.question for row in rows))
    rows.sort(key=lambda row: questions.index(row.question))
    return coded_table(
        ("What is reported", "Who says so in the end", "Certainty", "How to quote it"),
        [_line(corpus, row) for row in rows],
        caption="Summary of findings, by question",
        groups=[row.question for row in rows],
    )


def _line(corpus: Corpus, row: Quotable) -> tuple[Content, ...]:
    figure = corpus.figures[row.figure_id]
    reported = stacked(value_cell(corpus, figure), _counted(corpus, figure))
    more = element("a", "How not to, and the reference", href=quoting_address(row), class_="onward")
    levels = certainty_words(corpus, figure).removeprefix("certainty: ")
    return reported, ended_in(corpus, figure), levels, stacked(sentence(corpus, row.may), more)


def _counted(corpus: Corpus, figure: Figure) -> str:
    """Return what is counted, and of whom where its name does not say so."""
    label, whom = corpus.measures[figure.measure_id].label, population_text(corpus, figure)
    return label if whom.split(" ")[0].lower() in label.lower().split(" ") else f"{label}: {whom}"

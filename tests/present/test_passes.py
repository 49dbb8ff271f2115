"""What is said of language models and of people is the passes' own; what they leave out is not recorded."""

from __future__ import annotations

from bicycle_project import Small
from coded_twice import code_twice

from review.corpus.coding.agreement import VALUES
from review.corpus.coding.reliability import field_agreement
from review.present.html.markup import plain
from review.present.tables.agreement import field_table
from review.present.tables.passes import NO_MODEL_RECORDED, NOT_RECORDED, disclosure_table


def told(small: Small, **cells: str) -> list[str]:
    """Return what the table says of the first pass when its row says *cells*."""
    small.change("passes", "first", **cells)
    return [plain(cell) for cell in disclosure_table(small.corpus()).rows[0]]


def test_what_a_pass_does_not_say_is_not_recorded(bicycles: Small) -> None:
    said = told(bicycles, how="Machine-assisted: read whole.", checked="By program.", date="")
    assert said == ["First pass\ndate not recorded", NO_MODEL_RECORDED, NOT_RECORDED]


def test_of_what_it_says_the_sentences_on_models_and_people_stand(bicycles: Small) -> None:
    how = "Read whole. Coded by a language model, version Blue. It had the texts."
    checked = "A program compared the quotes. Two people read every tenth row. No row changed."
    said = told(bicycles, how=how, checked=checked, date="2014-05-04")
    assert said == [
        "First pass\n4 May 2014",
        "Coded by a language model, version Blue.",
        "Two people read every tenth row.",
    ]


def test_the_agreement_on_a_number_is_a_value_and_has_no_alpha(bicycles: Small) -> None:
    corpus = code_twice(bicycles).corpus()
    lines = zip(field_agreement(corpus), field_table(corpus).rows, strict=True)
    alphas = {row.field: plain(line[3]) for row, line in lines}
    assert {field for field, alpha in alphas.items() if alpha == "a value"} == {*VALUES} & {*alphas} != set()

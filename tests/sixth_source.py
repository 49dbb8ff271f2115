"""A sixth source for the review: a news report in words of our own, and how it is coded."""

from __future__ import annotations

import shutil
from pathlib import Path

from bicycle_project import REPOSITORY, Small

from review.intake.plain import copy_of_text
from review.intake.sources import add_source

NEWS = "wire2011"
TEXT = """Police say count of rescued children has passed nine thousand.

Police in China rescued 9,165 children up to the end of March 2011, a spokesman told reporters on Tuesday: all that
the nationwide campaign against the trade in women and children has found since it began in April 2009. He did not
say where the children were found or how they had been lost.

The numbers were given by the Ministry of Public Security, whose office for the campaign keeps a list of cases. By
28 October 2009 the nationwide campaign had rescued 2,196 children, the office recalled; it called that a good start
and promised that the work would go on for as long as it was needed.

Chinese courts heard 2,340 cases of child trafficking in 2010 and secured the conviction of 3,210 offenders, the
report went on. It gave no list of the courts, no terms and no word on appeals. Whether buyers were among those
convicted was not told, and nobody in the room asked.

The Supreme People's Court had given these figures in its yearly work report, according to a person who had seen it.

Poverty drives parents in the hills to sell, the spokesman argued. Families who want a son look for one to buy, he
said, and neighbours look away. Volunteers who search for lost children doubt that the police can do this work
alone. They want the lists of found children to be public, so that parents can look for themselves, and they ask why
so few parents hear anything after the first weeks.

A mother who lost her boy at a market said that she goes there every year on his birthday. She has moved house once
and left her old number with the new owner, in case he calls. The spokesman thanked parents like her for their
patience and took no further questions.
"""
# Paragraph, quote, numeral, measure, population, first and last day.
FIGURES = {
    "children-2011-03": ("2", "rescued 9,165 children", "9,165", "victims-rescued", "children", "2009-04", "2011-03"),
    "children-2009-10": (
        "3",
        "rescued 2,196 children",
        "2,196",
        "victims-rescued",
        "children",
        "2009-04",
        "2009-10-28",
    ),
    "cases-heard": ("4", "heard 2,340 cases of child trafficking", "2,340", "cases-heard", "children", "2010", "2010"),
    "convicted": ("4", "conviction of 3,210 offenders", "3,210", "persons-convicted", "offenders", "2010", "2010"),
}
PERIODS = {
    "children-2011-03": "began in April 2009 | end of March 2011",
    "children-2009-10": "implied: event; the campaign's start | By 28 October 2009",
    "cases-heard": "in 2010",
    "convicted": "in 2010",
}
# Whom it credits stands in the next paragraph each time, but for what the office recalled.
ORIGINS = {"2": ("mps", "Ministry of Public Security"), "3": ("mps", "Ministry of Public Security")}
COURT = ("supreme-peoples-court", "Supreme People's Court")
TIE = {"event_id": "campaign-2009", "event_tie": "stated"}
NAMES = dict.fromkeys("23", "nationwide campaign")
ABOUT = {"place": "China", "covers_start": "2009-04", "covers_end": "2011-03", "published": "2011-04-12"}
SAID = dict.fromkeys(("speaker", "audience", "access_note", "special"), "As the report has it.")


def with_sixth_source(root: Path) -> Small:
    """Return a copy of the project with the report, coded in full by one pass; its text alone is at hand."""
    copy = Small(root)
    for folder in ("data", "notebooks", "book"):
        shutil.copytree(REPOSITORY / folder, copy.root / folder)
    for name in ("CITATION.cff", "README.md"):
        shutil.copyfile(REPOSITORY / name, copy.root / name)
    copy.texts.mkdir()
    text = copy.texts / f"{NEWS}.txt"
    text.write_text(TEXT, encoding="utf-8")
    title = "A count has passed nine thousand"
    add_source(copy.corpus(), NEWS, kind="web resource", title=title, copy=copy_of_text(text))
    code(copy)
    return copy


def code(copy: Small) -> None:
    """Code what the report says: a running total, the same count told otherwise, courts without an event, a reason."""
    here = {"source_id": NEWS, "section_id": f"{NEWS}-text"}
    copy.change("sources", NEWS, called="Wire 2011", dated="12 April 2011", **ABOUT, **SAID)
    figures = []
    for name, (paragraph, quote, printed, measure, population, start, end) in FIGURES.items():
        number = printed.replace(",", "")
        origin, credit = ORIGINS.get(paragraph, COURT)
        cells = {
            **{"paragraph": paragraph, "quote": quote, "printed": printed, "low": number, "high": number},
            **{"qualifier": "exact", "unit": "case" if measure == "cases-heard" else "person"},
            **{"measure_id": measure, "population_id": population, "period_start": start, "period_end": end},
            **{"origin_id": origin, "origin_basis": credit, "period_basis": PERIODS[name]},
            **{"place": "China", "place_basis": "implied: source; the report is about China"},
            **(TIE | {"event_basis": NAMES[paragraph]} if paragraph in NAMES else {}),
        }
        figures.append({"figure_id": f"{NEWS}-{name}", "coding_pass": "first-pass", **here, **cells})
    said = {"theme_id": "driver-poverty", "stance": "mentions", "paragraph": "6", **here}
    quoted = {"quote": "Poverty drives parents", "origin_id": "mps", "paraphrase": "Poverty makes parents sell."}
    claim = {"claim_id": f"{NEWS}-poverty", "coding_pass": "first-pass", **said, **quoted}
    passes = [
        {"coded_id": f"{name}-{NEWS}-poverty", "pass_id": name, "sentence": "1", "claim_id": f"{NEWS}-poverty", **said}
        for name in ("first-pass", "rule-pass-a", "rule-pass-b")
    ]
    for table, rows in {"figures": figures, "claims": [claim], "pass_claims": passes}.items():
        copy.write(table, [*copy.rows(table), *rows])
    numerals = {printed for _, _, printed, *_ in FIGURES.values()}
    excluded = [row for row in copy.rows("exclusions") if row["source_id"] != NEWS or row["printed"] not in numerals]
    reasons = {row["exclusion_id"]: "date" if row["printed"].isdigit() else "idiom" for row in excluded}
    copy.write(
        "exclusions",
        [row | ({"reason": reasons[row["exclusion_id"]]} if row["source_id"] == NEWS else {}) for row in excluded],
    )
    judged = {"judgement": "partly met", "reason": "A short report.", "basis": "the whole text"}
    mine = judged | {"coding_pass": "first-pass"}
    copy.write("appraisals", [row | (mine if row["source_id"] == NEWS else {}) for row in copy.rows("appraisals")])

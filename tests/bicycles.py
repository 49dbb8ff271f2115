"""A small made-up corpus, stolen bicycles in one town, with texts that it can be verified against."""

from __future__ import annotations

from review.corpus.migration.migrate import exclusion_reasons, known_rows, unit_row
from review.corpus.text.source_text import count_words
from review.files.hashing import sha256

Rows = dict[str, list[dict[str, str]]]

DECLARATION = {
    "name": "stolen-bicycles",
    "title": "Stolen Bicycles",
    "description": "What is said of bicycles that were stolen in one town. Quoted phrases belong to their sources.",
    "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0 International"}],
    "schema": "2",
    "vocabularies": {
        "sources.kind": {"memo": "A paper of an office.", "newspaper": "", "letter": ""},
        "exclusions.reason": exclusion_reasons(),
        "events.kind": {"operation": "Police act.", "auction": ""},
        "themes.kind": {"driver": "Why it happens.", "obstacle": "", "recommendation": ""},
    },
}

# Wrapped lines, headings in two spellings, a word broken over a line, a page break inside a paragraph.
WARD = """\
CITY CYCLE OFFICE
A Note on Stolen Bicycles

SUMMARY

Officers recorded 1,204 thefts of bicycles in 2013, and more than 400 of the bi-
cycles were found again, mostly by their owners, who had looked for them without
any help. At the main station 310 were taken, elsewhere 894. A dealer
paid up to 40 euros for a stolen bicycle in 2012; a buyer paid 50 to 120 euros and
asked no questions.

The numbers come from the Police Gazette of 14 May 2014. The office holds

                                       3

that nobody counts what is not reported, and that most riders see no use in going
to the police.

why it happens

Weak locks are the first reason, says the office. A locksmith adds that a
\u201cgood lock\u201d is rare, and a good chain rarer. Riders lock the wheel and not the
frame, leave the bicycle in the rain, and forget where it stands.
"""

# One paragraph a line.
GAZETTE = """\
The Police Gazette, May 2014
In 2013 officers of the town recorded 1,204 thefts of bicycles, about 300 of them at the main station, where 57 \
cameras had been put up; the town council called it "a plague", and the editors of this paper, who have lost a \
bicycle themselves, agree with every word of that and would add a few of their own.
After the raid on Harbour Street of 7 March 2014 the police held nine persons. They found 189 frames there, 89 of \
them painted over, and a workshop that nobody had asked about, although the whole street had heard it at night.
"""

TEXTS = {"gazette2014": GAZETTE, "ward2014": WARD}

REFERENCES = """\
@misc{gazette2014, author = {{The Police Gazette}}, title = {Bicycles}, year = {2014}}
@misc{ward2014, author = {{City Cycle Office}}, title = {A Note on Stolen Bicycles}, year = {2014}}
@misc{rates, author = {{The Bank}}, title = {Rates}, year = {2015}, url = {https://example.org/rates}}
"""


def _table(columns: str, *rows: str, **same: str) -> list[dict[str, str]]:
    """Return rows written one a line, cells apart by a bar; *same* are cells that all of them share."""
    names = columns.split()
    return [dict(zip(names, map(str.strip, row.split("|")), strict=True)) | same for row in rows]


def units(*rows: str) -> list[dict[str, str]]:
    """Return units of which a name, a label and words say enough."""
    return [unit_row(row) for row in _table("unit label words", *rows)]


def _figure(figure_id: str, quote: str, printed: str, bounds: str, of: str, **others: str) -> dict[str, str]:
    """Return a figure; *bounds* is low, high, qualifier, and *of* is unit, measure, population."""
    low, high, qualifier = (part.strip() for part in bounds.split(","))
    unit, measure, population = of.split(",")
    source, _, _ = figure_id.partition("-")
    place = {"section_id": f"{source}-text" if source == "gazette2014" else f"{source}-summary", "paragraph": "1"}
    value = {"quote": quote, "printed": printed, "low": low, "high": high, "qualifier": qualifier}
    kind = {"unit": unit, "measure_id": measure, "population_id": population}
    coding = {"source_id": source, "figure_id": figure_id, "coding_pass": "first", "origin_id": "office"}
    return place | value | kind | coding | others


_IN_2013 = {"period_start": "2013", "period_end": "2013"}
_RELAYED = {"origin_id": "police-gazette", "origin_basis": "Police Gazette"}
_RAID = {"event_id": "raid-2014-03", "event_tie": "stated", "origin_id": "police", "paragraph": "3"}
_THEFTS, _FRAMES = "case,thefts,", "frame,frames-found,"

FIGURES = [
    _figure("ward2014-thefts", "recorded 1,204 thefts", "1,204", "1204,1204,exact", _THEFTS, **_IN_2013, **_RELAYED,
            period_basis="in 2013"),
    _figure("ward2014-found", "more than 400 of the bicycles", "more than 400", "400,,more than",
            "bicycle,bicycles-found,"),
    _figure("ward2014-station", "310 were taken", "310", "310,310,exact", _THEFTS, **_IN_2013, **_RELAYED,
            period_basis="implied: same as ward2014-thefts; the sentence goes on", place="Main station",
            place_basis="main station"),
    _figure("ward2014-elsewhere", "elsewhere 894", "894", "894,894,exact", _THEFTS, **_IN_2013, **_RELAYED,
            period_basis="implied: same as ward2014-thefts; the sentence goes on"),
    _figure("ward2014-dealer-price", "up to 40 euros", "up to 40", ",40,at most", "EUR,bicycle-price,",
            stage="dealer", period_start="2012", period_end="2012", period_basis="in 2012"),
    _figure("ward2014-buyer-price", "50 to 120 euros", "50 to 120", "50,120,range", "EUR,bicycle-price,",
            stage="buyer", origin_id="locksmiths"),
    _figure("gazette2014-thefts", "recorded 1,204 thefts", "1,204", "1204,1204,exact", _THEFTS, **_IN_2013,
            period_basis="In 2013", origin_id="police", paragraph="2"),
    _figure("gazette2014-station", "about 300 of them", "about 300", "300,300,about", _THEFTS, **_IN_2013,
            period_basis="In 2013", origin_id="police", paragraph="2"),
    _figure("gazette2014-held", "held nine persons", "nine", "9,9,exact", "person,persons-held,adults", **_RAID),
    _figure("gazette2014-frames", "189 frames", "189", "189,189,exact", _FRAMES, **_RAID),
    _figure("gazette2014-painted", "89 of them painted", "89", "89,89,exact", _FRAMES,
            **_RAID | {"event_tie": "inferred", "event_grounds": "They were found at the same place."}),
]  # fmt: skip

_SOURCE = {
    "kind": "memo", "audience": "Readers", "dated": "May 2014", "access_note": "None.", "special": "Nothing.",
}  # fmt: skip
DOMAINS = ("authority", "accuracy", "coverage", "objectivity", "date", "significance")

ROWS: Rows = {
    "sources": [
        _SOURCE | {"source_id": name, "title": title, "speaker": speaker, "published": "2014-05"}
        | {"text_sha256": sha256(TEXTS[name].encode()), "text_words": str(count_words(TEXTS[name]))}
        for name, title, speaker in (
            ("gazette2014", "Bicycles", "The Police Gazette"),
            ("ward2014", "A Note on Stolen Bicycles", "City Cycle Office"),
        )
    ],
    "sections": _table(
        "section_id source_id position title starts",
        "gazette2014-text | gazette2014 | 1 | The article | The Police Gazette",
        "ward2014-head | ward2014 | 1 | Head | City Cycle Office",
        "ward2014-summary | ward2014 | 2 | Summary | Summary",
        "ward2014-why | ward2014 | 3 | Why it happens | Why it happens",
    ),
    "figures": FIGURES,
    "claims": _table(
        "claim_id source_id section_id paragraph quote theme_id stance paraphrase origin_id",
        'gazette2014-plague | gazette2014 | gazette2014-text | 2 | called it "a plague" | reporting | mentions '
        "| The council finds the state of things bad. | police",
        'ward2014-good-lock | ward2014 | ward2014-why | 1 | "good lock" is rare | locks | mentions '
        "| A locksmith says that few locks hold. | locksmiths",
        "ward2014-unreported | ward2014 | ward2014-summary | 2 | nobody counts what | reporting | argues "
        "| The office says that unreported thefts are unknown. | office",
        coding_pass="first",
    ),
    "exclusions": _table(
        "exclusion_id source_id section_id paragraph printed occurrence reason",
        "gazette2014-x1 | gazette2014 | gazette2014-text | 1 | 2014 | 1 | date",
        "gazette2014-x2 | gazette2014 | gazette2014-text | 2 | 2013 | 1 | date",
        "gazette2014-x3 | gazette2014 | gazette2014-text | 2 | 57 | 1 | individual case detail",
        "gazette2014-x4 | gazette2014 | gazette2014-text | 3 | 7 | 1 | date",
        "gazette2014-x5 | gazette2014 | gazette2014-text | 3 | 2014 | 1 | date",
        "ward2014-x1 | ward2014 | ward2014-summary | 1 | 2013 | 1 | date",
        "ward2014-x2 | ward2014 | ward2014-summary | 1 | 2012 | 1 | date",
        "ward2014-x3 | ward2014 | ward2014-summary | 2 | 14 | 1 | date",
        "ward2014-x4 | ward2014 | ward2014-summary | 2 | 2014 | 1 | date",
        "ward2014-x5 | ward2014 | ward2014-summary | 2 | 3 | 1 | page furniture",
        "ward2014-x6 | ward2014 | ward2014-why | 1 | first | 1 | list numeral",
    ),
    "appraisals": [
        {"source_id": source, "domain": domain, "judgement": "met", "reason": "It says so.", "coding_pass": "first"}
        | {"basis": "the whole text"}
        for source in TEXTS
        for domain in DOMAINS
    ],
    "passes": [{"pass_id": "first", "label": "First pass", "how": "Read whole.", "checked": "By program."}],
    "counted_things": _table(
        "counted extent response concerns persons trait",
        "attribute | | | | | yes", "case | yes | yes | yes | |", "incident | yes | | | |",
        "organisation | | yes | yes | |", "price | | | | |", "resource | | | | |", "suspect | | yes | | yes |",
        "victim | yes | yes | | yes |",
    ),
    "bases": known_rows("bases"),
    "appraisal_domains": known_rows("appraisal_domains"),
    "appraisal_judgements": known_rows("appraisal_judgements"),
    "measures": _table(
        "measure_id label counted basis units comparable_within stages",
        "bicycle-price | Price of a bicycle | price | price | EUR GBP | bicycle-price | dealer buyer",
        "bicycles-found | Bicycles found | resource | observed | bicycle | bicycles-found |",
        "frames-found | Frames found | resource | observed | frame | frames-found |",
        "persons-held | Persons held | suspect | observed | person | persons-held |",
        "thefts | Thefts | incident | observed | case | thefts |",
        definition="What the label says.", act="theft",
    ),
    "populations": _table(
        "population_id label sex age_min part_of", "adults | Adults | any | 18 | persons", "persons | Persons | any | |"
    ),
    "events": _table(
        "event_id label start end place kind",
        "raid-2014-03 | Raid on Harbour Street | 2014-03-07 | 2014-03-07 | Harbour Street | operation",
    ),
    "origins": _table(
        "origin_id name kind relies_on words",
        "locksmiths | Locksmiths, not named | unnamed | |",
        "office | City Cycle Office | government | |",
        "police | The police | government | |",
        "police-gazette | The Police Gazette | medium | police | Police Gazette",
    ),
    "units": [
        *_table(
            "unit label singular plural sign position words",
            "EUR | euro | euro | euros | € | before | euros", "GBP | pound | pound | pounds | £ | before | pounds",
            kind="money",
        ),
        *units(
            "bicycle | bicycle |", "case | case |", "frame | frame |", "percent | per cent | percent",
            "person | person |",
        ),
    ],
    "places": _table(
        "place part_of words",
        "Harbour Street | The town | Harbour Street", "Main station | The town | main station", "The town | | town",
    ),
    "themes": _table(
        "theme_id kind label part_of",
        "locks | driver | Locks |",
        "reporting | obstacle | Reporting |",
        definition="What the label says.", excludes="What the other theme says.",
    ),
    "derivations": _table(
        "derivation_id expression unit decimals label",
        "station-share | {ward2014-station} / {ward2014-thefts} * 100 | percent | 1 | Share at the station",
    ),
    "relations": _table(
        "relation_id kind members tolerance reading",
        "thefts-parts | sum | ward2014-thefts ward2014-station ward2014-elsewhere | 0 | The parts.",
        "thefts-same | same event | ward2014-thefts gazette2014-thefts | 0 | One count, told again.",
        weight="agreement", coding_pass="first",
    ),
    "findings": _table(
        "finding_id chapter position sentence rests_on",
        "thefts-1 | thefts | 1 | Both sources give one total. "
        "| thefts-same:consistent thefts-parts:consistent station-share ward2014-found",
    ),
    "facts": _table(
        "fact_id series period value unit",
        "euro-2012 | euro-rate | 2012 | 1.25 | EUR per GBP",
        "euro-2013 | euro-rate | 2013 | 1.20 | EUR per GBP",
        "euro-2014 | euro-rate | 2014 | 1.25 | EUR per GBP",
        "prices-2013 | price-change | 2013 | 10 | percent",
        "prices-2014 | price-change | 2014 | -20 | percent",
        reference="rates", hand="second", statement="What a yearbook says",
    ),
    "names": [{"name_id": "plan-2030", "name": "Plan 2030", "reason": "The name of a plan."}],
}  # fmt: skip

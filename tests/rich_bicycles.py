"""The small project with a third source and much made of it, so that all that is shown has something to show.

Every kind of bound, chains of credit of every end, two currencies, events that look alike, stances that differ,
two passes, sightings, terms, corrections: beside the plain rows, which other tests count on.
"""

from __future__ import annotations

from pathlib import Path

from bicycle_project import Small, make_bicycles
from bicycles import DOMAINS, units
from coded_twice import code_twice
from sightings_of_bicycles import add_sightings

from review.corpus.text.source_text import count_words
from review.corpus.verification.receipt import write_receipt
from review.corpus.verification.verification import verify
from review.files.hashing import sha256

RIDERS = """\
The Riders to the Town
In 2013 the police held 40 adults and 40 minors. By May 2014 they held at least 90 adults, and from March 2014 \
to September 2014 up to 70 adults. A paper counted 900 thefts in 2013. Riders speak of 3,000 to 9,000 thefts never \
told; a book puts them at about 2,500, or tenfold what is counted.
A few dozen frames lay in the raid on the Old Mill of 9 April 2014, and fewer than 8 persons were held there. \
Of the frames 45 percent were painted. Nobody under 14 may be held.
A dealer pays 50 euros (40 pounds) in 2013; a buyer pays 60 to 100 euros (48 to 80 pounds) in 2013.
We who sign ride to work and to school in every weather, and we ask for no more than what the town owes to whoever \
pays it taxes: a light in the yard, a wall to lean a wheel on, and somebody who writes down what we come to tell. \
Each of us fears a watch on every corner, and each of us doubts that whoever takes a wheel is a danger to the town. \
But a list that leaves out most of what is taken serves nobody, and a count that is made to please serves even less.
So come and see how we ride, where we leave our wheels and why, before the next rule is made without us, and let the \
police tell us what they do with what we tell them.
"""
REFERENCE = """\
@misc{riders2015, author = {{The Riders}}, title = {To the Town}, year = {2015}, url = {https://example.org/riders}}
"""
CITATION = """\
title: Stolen Bicycles & More
authors: [{name: The contributors}, {given-names: A. B., family-names: Chain_Wheel}]
version: 1.10
date-released: 2020-05-04
license: [CC-BY-4.0, MIT]
url: https://example.org/book/
doi: 10.1234/bicycles
repository-code: https://example.org/code
contact: [{given-names: Ann, name-particle: van, family-names: Lock, email: ann@example.org}, {name: The Office}]
"""


def _rows(columns: str, *rows: str, **same: str) -> list[dict[str, str]]:
    names = columns.split()
    return [dict(zip(names, map(str.strip, row.split("|")), strict=True)) | same for row in rows]


_FIGURES = _rows(
    "figure_id paragraph quote printed low high qualifier unit measure_id population_id origin_id",
    "held-adults | 2 | held 40 adults | 40 | 40 | 40 | exact | person | persons-held | adults | police",
    "held-minors | 2 | 40 minors | 40 | 40 | 40 | exact | person | persons-held | minors | police",
    "held-more | 2 | at least 90 adults | at least 90 | 90 | | at least | person | persons-held | adults | police",
    "held-most | 2 | up to 70 adults | up to 70 | | 70 | at most | person | persons-held | adults | police",
    "thefts | 2 | counted 900 thefts | 900 | 900 | 900 | exact | case | thefts | | courier",
    "untold | 2 | 3,000 to 9,000 thefts | 3,000 to 9,000 | 3000 | 9000 | range | case | thefts-untold | | nobody",
    "untold-book | 2 | about 2,500 | about 2,500 | 2500 | 2500 | about | case | thefts-guessed | | handbook",
    "fold | 2 | tenfold what is counted | tenfold | 10 | 10 | multiple | times | growth | | handbook",
    "frames | 3 | A few dozen frames | A few dozen | 24 | 99 | range | frame | frames-found | | office",
    "mill-held | 3 | fewer than 8 persons | fewer than 8 | | 8 | fewer than | person | persons-held | adults | riders",
    "painted | 3 | 45 percent were painted | 45 percent | 45 | 45 | exact | percent | painted-share | | gossip",
    "age | 3 | Nobody under 14 | under 14 | | 14 | fewer than | year-of-age | age-held | minors | court",
    "dealer-eur | 4 | pays 50 euros | 50 | 50 | 50 | exact | EUR | bicycle-price | | locksmiths",
    "dealer-abroad | 4 | 40 pounds | 40 | 40 | 40 | exact | GBP | bicycle-price | | locksmiths",
    "buyer-eur | 4 | 60 to 100 euros | 60 to 100 | 60 | 100 | range | EUR | bicycle-price | | locksmiths",
    "buyer-gbp | 4 | 48 to 80 pounds | 48 to 80 | 48 | 80 | range | GBP | bicycle-price | | locksmiths",
    source_id="riders2015", section_id="riders2015-text", coding_pass="first",
)  # fmt: skip
_IN_2013 = {"period_start": "2013", "period_end": "2013", "period_basis": "in 2013"}
_MILL = {"event_id": "raid-2014-04", "event_tie": "stated"}
_MORE = {
    "held-adults": _IN_2013 | {"period_basis": "In 2013"},
    "held-minors": _IN_2013 | {"period_basis": "In 2013", "period_doubt": "The year may be that of the report."},
    "held-more": {"period_end": "2014-05", "period_basis": "May 2014"},
    "held-most": {"period_start": "2014-03", "period_end": "2014-09", "period_basis": "March 2014 | September 2014"},
    "thefts": _IN_2013 | {"period_basis": "in 2013", "origin_basis": "paper"},
    "untold-book": {"origin_basis": "book"},
    "fold": {"origin_basis": "book"},
    "frames": _MILL,
    "mill-held": {**_MILL, "event_tie": "inferred", "event_grounds": "There is no other raid."},
    "painted": {"note": "Of how many is not said."},
    "dealer-eur": _IN_2013 | {"stage": "dealer", "period_basis": "[(40 pounds)] in 2013"},
    "dealer-abroad": _IN_2013 | {"stage": "dealer", "period_basis": "[(40 pounds)] in 2013"},
    "buyer-eur": _IN_2013 | {"stage": "buyer", "period_basis": "[80 pounds)] in 2013"},
    "buyer-gbp": _IN_2013 | {"stage": "buyer", "period_basis": "[80 pounds)] in 2013"},
}

_CLAIMS = _rows(
    "claim_id paragraph quote theme_id stance paraphrase origin_id event_id note",
    "locks-hold | 2 | Riders speak | locks | disputes | Riders hold that locks are good. | riders | |",
    "reported | 2 | never told | reporting | implies | Many thefts are never told. | nobody | | Read between lines.",
    "ask | 3 | Nobody under | ask-early | argues | Riders want to be asked early. | riders | raid-2014-04 |",
    "locks-weak | 4 | A dealer pays | locks | mentions | Some locks do not hold. | gossip | |",
    source_id="riders2015", section_id="riders2015-text", coding_pass="first",
)  # fmt: skip

DATED = {
    "section_id": "riders2015-text", "paragraph": "2", "quote": "In 2013", "settled_because": "No day stands in it.",
}  # fmt: skip

#: What is added to each table, as it stands.
ADDED: dict[str, list[dict[str, str]]] = {
    "sources": [
        {
            "source_id": "riders2015", "kind": "letter", "title": "To the Town", "called": "Riders 2015",
            "speaker": "The Riders", "audience": "The town", "dated": "[2015]", "covers_start": "2013",
            "covers_end": "2014-09", "place": "The town", "retrieved": "2016-01-02", "access_note": "A copy.",
            "special": "Nothing.", "text_sha256": sha256(RIDERS.encode()), "text_words": str(count_words(RIDERS)),
        }
    ],
    "sections": _rows(
        "section_id source_id position title starts", "riders2015-text | riders2015 | 1 | The letter | The Riders",
    ),
    "figures": [
        row | {"figure_id": f"riders2015-{row['figure_id']}"} | _MORE.get(row["figure_id"], {}) for row in _FIGURES
    ],
    "claims": [row | {"claim_id": f"riders2015-{row['claim_id']}"} for row in _CLAIMS],
    "exclusions": _rows(
        "exclusion_id source_id section_id paragraph printed occurrence reason",
        *(
            f"riders2015-x{at} | riders2015 | riders2015-text | {paragraph} | {printed} | {nth} | date"
            for at, (paragraph, printed, nth) in enumerate(
                [(2, "2013", 1), (2, "2014", 1), (2, "2014", 2), (2, "2014", 3), (2, "2013", 2), (3, "9", 1),
                 (3, "2014", 1),                  (4, "2013", 1), (4, "2013", 2)]
            )
        ),
    ),
    "appraisals": [
        {
            "source_id": "riders2015", "domain": domain, "judgement": judgement, "reason": "It says so.",
            "coding_pass": "first",
        }
        | (DATED if domain == "date" else {"basis": "the whole text"})
        for domain, judgement in zip(
            DOMAINS, ("not met", "partly met", "met", "cannot tell", "not met", "met"), strict=True
        )
    ],
    "counted_things": _rows("counted extent response concerns persons trait", "share | | | | | yes"),
    "measures": _rows(
        "measure_id label counted basis act units comparable_within part_of stages",
        "age-held | Age at which one is held | attribute | legal | none | year-of-age | age-held | |",
        "growth | Growth of thefts | attribute | estimated | theft | times | growth | |",
        "painted-share | Share of frames painted | share | observed | theft | percent | painted-share | |",
        "thefts-guessed | Thefts, guessed | incident | estimated | theft | case | thefts-guessed | |",
        "thefts-untold | Thefts never told | incident | estimated | theft | case | thefts-untold | |",
        definition="What the label says, in numbers.",
    ),
    "populations": _rows(
        "population_id label sex age_max part_of", "minors | Minors | any | 17 | persons",
    ),
    "units": units("times | times | fold", "year-of-age | year of age |"),
    "places": _rows("place part_of words", "Old Mill | The town | Old Mill"),
    "events": _rows(
        "event_id label start end place kind note",
        "auction-2012 | Auction of finds | | 2012-11 | The town | auction |",
        "auction-2013 | Auctions of the year | 2013 | 2013 | The town | auction | Every month.",
        "raid-2014-04 | Raid on the Old Mill | 2014-04-09 | 2014-04-09 | Old Mill | operation |",
        "watch-2013 | Night watch | 2013-01 | 2013-12 | The town | operation |",
        "watch-2014 | Night watch, again | 2014-01 | | The town | operation |",
    ),
    "origins": _rows(
        "origin_id name kind relies_on words identity_doubt note",
        "courier | The Courier, crediting persons not named | medium | gossip | paper | | A weekly.",
        "court | The court | court | | | No court is named |",
        "gossip | Persons, not named | unnamed | | | |",
        "handbook | A Handbook of Locks | publication | | book | |",
        "nobody | Nobody | unnamed | | | |",
        "riders | The Riders | ngo | | | |",
    ),
    "themes": _rows(
        "theme_id kind label definition excludes",
        "ask-early | recommendation | Ask riders early | What the label says. | What the others say.",
        "chains | driver | Chains | What the label says. | What the others say.",
    ),
    "stance_examples": [{"claim_id": "riders2015-reported", "why": "It is said of others."}],
    "terms": _rows(
        "term_id label language tag written romanised about seen addresses hand",
        "lock | A lock | Russian | ru | замок | zamók | measures:thefts | a page | example.org/a example.org/b | first",
        "night-watch | The night watch | Russian | ru | | | events:watch-2013 | | |",
        "police | The police | Russian | ru | полиция | polítsiya | origins:police | another page | | second",
    ),
    "wordings": [
        row | {"words": row["words"].replace(" / ", " | ")}
        for row in _rows(
            "vocabulary name words",
            "acts | theft | stolen / thefts / theft / stole*",
            "measures | bicycle-price | pay* / paid / price* / cost* / bought",
            "measures | persons-held | held / arrest* / in custody",
            "populations | adults | adult*",
            "populations | minors | minor* / children",
            "populations | persons | people / persons",
            "units | EUR | euro* / €",
            "units | case | thefts / cases",
        )
    ],
    "derivations": _rows(
        "derivation_id expression unit decimals label override note",
        "found-share | {ward2014-found} / {ward2014-thefts} * 100 | percent | 0 | Share found | No cases. | A floor.",
        "held-a-month | {riders2015-held-most} / {months:riders2015-held-most} | person per month | 1 | Held | |",
        "held-together | {riders2015-held-adults} + {riders2015-held-minors} | person | 0 | Held in all | |",
        "price-in-pounds | {ward2014-dealer-price} / {fact:euro-2012} | GBP | 1 | Price in pounds | |",
        "riders-price | {riders2015-buyer-eur} * 12 | EUR | 0 | Twelve bicycles | | For a year.",
    ),
    "relations": _rows(
        "relation_id kind members tolerance found settled reading grounds weight headline coding_pass would_settle",
        "held-conflict | conflicts | riders2015-held-more riders2015-held-most | 0 | | | They cannot both be. | "
        "| tension | 2 | first | A list of names.",
        "held-overlap | overlap | riders2015-held-adults riders2015-held-more | 0 | | | Some are in both. | "
        "| ambiguity | | first |",
        "held-rise | cumulative | riders2015-held-adults riders2015-held-more | 0 | | | It rises. | "
        "| agreement | | first |",
        "locks-statements | statements | riders2015-locks-hold ward2014-good-lock | 0 | | | Locks are judged apart. | "
        "| contradiction | | first | A test of locks.",
        "painted-share | implied share | riders2015-painted gazette2014-painted gazette2014-frames | 0 | | | Near. | "
        "| ambiguity | | |",
        "raids-alike | alike | gazette2014-frames riders2015-frames | 0 | | | Two raids. | | ambiguity | | first |",
        "rates | implied rate | riders2015-dealer-eur riders2015-dealer-abroad riders2015-buyer-eur "
        "riders2015-buyer-gbp | 0 | | | One rate. | | agreement | | first |",
        "station-within | contains | ward2014-thefts ward2014-station | 5 | | | The station is in town. | "
        "| agreement | | first |",
        "thefts-paper | same event | ward2014-thefts riders2015-thefts | 0.01 | inconsistent | not-comparable "
        "| The paper counts otherwise. | It counts from May. | contradiction | 1 | first | The paper's own list.",
    ),
    "answers": [{"theme_id": "locks", "claim_id": "riders2015-ask"}],
    "findings": _rows(
        "finding_id chapter position sentence depends_on_coding rests_on",
        "held-1 | held | 1 | They held {value}`riders2015-held-adults`. | "
        "| riders2015-held-adults held-rise:consistent",
        "locks-1 | locks | 1 | Riders dispute it. | yes "
        "| locks/riders2015:disputes riders2015-ask chains/ward2014:absent",
    ),
    "quotables": [
        {
            "figure_id": "riders2015-held-adults", "chapter": "held", "position": "1", "question": "How many are held?",
            "may": "They held {value}`riders2015-held-adults` adults.", "may_not": "They hold 40.",
        }
    ],
    "corrections": _rows(
        "correction_id figure_id field found used reason",
        "held-rating | gazette2014-held | certainty-as-count | moderate | low | Nobody saw them.",
        "frames-high | riders2015-frames | high | 99 | 96 | A few dozen are eight at most.",
    ),
    "facts": _rows(
        "fact_id series period value unit reference hand statement measure_id",
        "denial-1 | denials | 2015 | 900 | case | rates | first | It was not so many | thefts",
        "denial-2 | denials | 2015 | 77 | case | letter | second | Nor so few | ",
        "law-2013 | law | 2013-05-06 | | | rates | first | A law came into force | ",
    ),
    "pass_appraisals": [
        {
            "coded_id": f"{name}-{source}-date", "pass_id": name, "source_id": source, "domain": "date",
            "judgement": judgement, "reason": "It is dated.",
        }
        for source, name, judgement in (
            ("gazette2014", "first", "met"), ("gazette2014", "second", "met"),
            ("riders2015", "first", "met"), ("riders2015", "second", "not met"),
        )
    ],
}  # fmt: skip


def make_rich(root: Path) -> Small:
    """Write the rich project into the folder *root*, which need not exist, and return it; its rows are verified."""
    small = add_sightings(code_twice(make_bicycles(root)))
    (small.texts / "riders2015.txt").write_text(RIDERS, "utf-8")
    with (small.root / "data" / "references.bib").open("a", encoding="utf-8") as references:
        references.write(REFERENCE)
    for table, rows in ADDED.items():
        for row in rows:
            small.add(table, **row)
    corpus = small.corpus()
    write_receipt(corpus, verify(corpus, small.texts), small.root / "data")
    small.change("figures", "ward2014-found", note="Changed since it was verified.")
    (root / "CITATION.cff").write_text(CITATION, "utf-8")
    (root / "LICENSE-content").write_text("CC BY 4.0. Quoted phrases are not covered.\n", "utf-8")
    return small

"""The page of what changed since a release: in a few sentences, then by kind, each row with its place."""

from __future__ import annotations

from collections.abc import Mapping

from review.book.pages import markdown
from review.book.pages.changes import parts
from review.book.pages.changes.compared import Compared, compared
from review.book.pages.changes.state import Row
from review.corpus.corpus import Corpus
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import Table, coded_table
from review.present.words.wording import date_text, href

PAGE = "what-changed"
LEAD = (
    "This page sets what the review said at the release, which is kept, beside what this copy says. Only what both "
    "have can differ; what is new or gone is counted beside it.\n"
)
SAME = "Nothing of this kind differs.\n"
RATINGS = "A rating follows from rules; it changes when a rule does, or what is coded of the figure. "
CLAIMS = (
    "Each statement is coded by what its source does with it (its stance) and by what it bears on (its theme). "
    "How often either is another, by source and kind of theme, and then each:\n"
)
WORDED = "Our own words for what is said. Where most of the words stayed, those that came and went are marked.\n"
GONE = "An id that was released is kept, or it is said what became of it and why.\n"
#: What rows are called, by the kind by which a state has them.
KINDS = {
    "findings": "Findings",
    "figures": "Figures",
    "claims": "Statements",
    "relations": "Constraints",
    "derivations": "Computed numbers",
    "facts": "Facts from outside",
    "appraisals": "Appraisals",
}


def change_pages(corpus: Corpus) -> dict[str, str]:
    """Return the page by its name; nothing where no release is kept."""
    made = compared(corpus)
    return {} if made is None else {PAGE: _page(corpus, made)}


def _page(corpus: Corpus, made: Compared) -> str:
    shown = [
        markdown.heading(1, f"What changed since {made.release.version}", PAGE),
        markdown.raw(_summary(made)),
        LEAD,
        markdown.raw(_overview(made).html),
    ]
    same = f"Ratings that have their level for other reasons: {_reasons_alone(made)}."
    tables = [
        ("findings", "Findings", "", [parts.findings_table]),
        ("ratings", "Certainty", markdown.raw(element("p", RATINGS, coded(same))), [parts.ratings_table]),
        ("figures", "Figures", "", [parts.figures_table]),
        ("claims", "Themes and stances", CLAIMS, [parts.recoded_by_source, parts.claims_table]),
        ("paraphrases", "Our words for what is said", WORDED, [parts.paraphrases_table]),
        ("relations", "Constraints", "", [parts.relations_table]),
        ("computed", "Computed numbers, and facts from outside", "", [parts.computed_table]),
        ("appraisals", "Appraisals", "", [parts.appraisals_table]),
    ]
    for name, title, said, makers in tables:
        drawn = [make(corpus, made) for make in makers]
        # The part stands without rows, too: it is an address that may have been cited.
        shown.append(markdown.heading(2, title, f"{PAGE}-{name}"))
        shown += [said, *(markdown.raw(each.html) for each in drawn)] if drawn[-1].rows else [SAME]
    return markdown.page(*shown, *_gone(corpus, made))


def _summary(made: Compared) -> Html:
    """Return what changed in sentences; each number leads to its part."""
    levels = [pair["level"] for pair in made.changed("ratings", "level").values()]
    rose = sum(parts.rank(now) > parts.rank(was) for was, now in levels)

    def told(count: int, part: str) -> Html:
        return element("a", coded(str(count)), href=f"#{PAGE}-{part}") if count else Html("none")

    def of(part: str, kind: str, *fields: str) -> Html:
        count = told(len(made.changed(kind, *fields)), part)
        return joined([count, " of ", coded(f"{len(made.kept(kind))} {KINDS[kind].lower()}")])

    recoded, worded = made.changed("claims", "theme_id", "stance"), made.changed("claims", "paraphrase")
    release = coded(f"{made.release.version} ({date_text(made.release.released)})")
    # Verbs in the past, which read the same of one and of many.
    said: list[Content] = [
        *("Since version ", release, ", ", of("findings", "findings", "sentence"), " changed in words or numbers. "),
        *("Of ", coded(f"{len(made.kept('ratings'))} "), "ratings of certainty, ", told(len(levels), "ratings")),
        *(" changed: ", told(len(levels) - rose, "ratings"), " fell, ", told(rose, "ratings"), " rose. "),
        *("Of ", coded(f"{len(made.kept('claims'))} "), "statements, ", told(len(recoded), "claims")),
        *(" changed in theme or stance, and ", told(len(worded), "paraphrases"), " in our words. Of the rest, "),
        *(of("figures", "figures"), ", ", of("computed", "derivations"), ", ", of("computed", "facts"), " and "),
        *(of("appraisals", "appraisals"), " changed. Of ", coded(f"{len(made.kept('relations'))} "), "constraints, "),
        *(told(len(made.changed("relations", "verdict")), "relations"), " changed in verdict, and "),
        *(told(len(made.new("relations")), "relations"), " came in new. Of the released ids, "),
        *(told(len(made.new("gone")), "ids"), " went or moved."),
    ]
    return element("p", *said, class_="answer")


def _overview(made: Compared) -> Table:
    rows = [
        (
            label,
            len(made.then(kind)),
            len(made.now[kind]),
            len(made.new(kind)),
            len(made.gone(kind)),
            len(made.changed(kind)),
        )
        for kind, label in KINDS.items()
    ]
    return coded_table(("Kind", "Then", "Now", "New", "Gone", "Changed"), rows, caption="Rows then and now")


def _reasons_alone(made: Compared) -> int:
    return len(made.changed("ratings")) - len(made.changed("ratings", "level"))


def _gone(corpus: Corpus, made: Compared) -> list[str]:
    """Return the part on ids: rows in a table, sections as links that the compiler resolves."""
    heading = markdown.heading(2, "Ids that are gone or moved", f"{PAGE}-ids")
    gone = {name: made.now["gone"][name] for name in made.new("gone")}
    if not gone:
        return [heading, GONE, "None is.\n"]
    rows, lines = [], []
    for key, row in gone.items():
        kind, _, name = key.partition("/")
        if kind == "section":
            led = f" {{ref}}`{row['became']} <{row['became']}>`" if row["became"] else ""
            lines.append(f"- section `{name}`, {row['fate']}{led}: {markdown.plain(row['reason'])}\n")
        else:
            rows.append((joined([kind, " ", element("code", name)]), _became(corpus, kind, row), row["reason"]))
    made_of = coded_table(("Id", "What became of it", "Reason"), rows, caption="Ids of rows that are gone or moved")
    return [heading, GONE, *([markdown.raw(made_of.html)] if rows else []), *lines]


def _became(corpus: Corpus, kind: str, row: Row) -> Html:
    if not row["became"]:
        return joined([row["fate"]])
    return joined([row["fate"], " ", element("a", row["became"], href=_address(corpus, kind, row["became"]))])


def _address(corpus: Corpus, kind: str, name: str) -> str:
    rows: Mapping[str, Mapping[str, object]] = {"figure": corpus.figures, "claim": corpus.claims}
    if kind in rows:
        return href(rows[kind][name])  # type: ignore[arg-type]
    if kind == "finding":
        return f"{corpus.findings[name].chapter}.html"
    return f"{parts.PLACES[kind]}.html#{name}"

"""What changed since a release: in a few sentences, then by kind, each row with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from review.book.pages.changes import parts as changed
from review.book.pages.changes.compared import Compared, compared
from review.book.pages.changes.state import Cells
from review.book.pages.markdown import Parts, Piece, Pieces, escape_markdown, heading
from review.corpus.corpus import Corpus
from review.present.html.markup import Content, Html, coded, element, joined
from review.present.html.tabular import Table, coded_table
from review.present.words.wording import date_text, href

PAGE = "what-changed"
RATINGS = "A rating follows from rules; it changes when a rule does, or what is coded of the figure. "
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


def change_parts(corpus: Corpus) -> Parts:
    """Return the parts on what changed since a release, its title first; all are empty where no release is kept."""
    parts: dict[str, Callable[[Compared], Pieces]] = {
        "title": lambda states: heading(1, f"What changed since {states.release.version}", PAGE),
        "summary": _summary,
        "overview": _overview,
        "ratings-note": _ratings_note,
        "findings": partial(changed.findings_table, corpus),
        "ratings": partial(changed.ratings_table, corpus),
        "figures": partial(changed.changed_figures_table, corpus),
        "claims": partial(changed.changed_claims_tables, corpus),
        "paraphrases": partial(changed.paraphrases_table, corpus),
        "relations": partial(changed.changed_relations_table, corpus),
        "computed": partial(changed.changed_computed_table, corpus),
        "appraisals": partial(changed.appraisals_table, corpus),
        "ids": partial(_gone, corpus),
    }

    def draw(part: Callable[[Compared], Pieces]) -> Pieces:
        return "" if (states := compared(corpus)) is None else part(states)

    return {f"changed-{name}": partial(draw, part) for name, part in parts.items()}


def _ratings_note(states: Compared) -> Html:
    reasons_alone = len(states.changed("ratings")) - len(states.changed("ratings", "level"))
    same = f"Ratings that have their level for other reasons: {reasons_alone}."
    return element("p", RATINGS, coded(same))


def _summary(states: Compared) -> Html:
    """Return what changed in sentences; each number leads to its part."""
    levels = [pair["level"] for pair in states.changed("ratings", "level").values()]
    rose = sum(changed.rank(now) > changed.rank(was) for was, now in levels)

    def told(count: int, part: str) -> Html:
        return element("a", coded(str(count)), href=f"#{PAGE}-{part}") if count else Html("none")

    def of(part: str, kind: str, *fields: str) -> Html:
        count = told(len(states.changed(kind, *fields)), part)
        return joined([count, " of ", coded(f"{len(states.kept(kind))} {KINDS[kind].lower()}")])

    recoded, worded = states.changed("claims", "theme_id", "stance"), states.changed("claims", "paraphrase")
    release = coded(f"{states.release.version} ({date_text(states.release.released)})")
    # Verbs in the past, which read the same of one and of many.
    sentences: list[Content] = [
        *("Since version ", release, ", ", of("findings", "findings", "sentence"), " changed in words or numbers. "),
        *("Of ", coded(f"{len(states.kept('ratings'))} "), "ratings of certainty, ", told(len(levels), "ratings")),
        *(" changed: ", told(len(levels) - rose, "ratings"), " fell, ", told(rose, "ratings"), " rose. "),
        *("Of ", coded(f"{len(states.kept('claims'))} "), "statements, ", told(len(recoded), "claims")),
        *(" changed in theme or stance, and ", told(len(worded), "paraphrases"), " in our words. Of the rest, "),
        *(of("figures", "figures"), ", ", of("computed", "derivations"), ", ", of("computed", "facts"), " and "),
        *(of("appraisals", "appraisals"), " changed. Of ", coded(f"{len(states.kept('relations'))} "), "constraints, "),
        *(told(len(states.changed("relations", "verdict")), "relations"), " changed in verdict, and "),
        *(told(len(states.new("relations")), "relations"), " came in new. Of the released ids, "),
        *(told(len(states.new("gone")), "ids"), " went or moved."),
    ]
    return element("p", *sentences, class_="answer")


def _overview(states: Compared) -> Table:
    """Return how many rows there were and are, of each kind of which any differs, and what became of them."""
    counts = {
        kind: {"New": len(states.new(kind)), "Gone": len(states.gone(kind)), "Changed": len(states.changed(kind))}
        for kind in KINDS
    }
    named = [name for name in ("New", "Gone", "Changed") if any(row[name] for row in counts.values())]
    rows: list[tuple[Content, ...]] = [
        (KINDS[kind], len(states.then(kind)), len(states.now[kind]), *(row[name] for name in named))
        for kind, row in counts.items()
        if any(row.values())
    ]
    return coded_table(("Kind", "Then", "Now", *named), rows, caption="Rows then and now, where any differs")


def _gone(corpus: Corpus, states: Compared) -> list[Piece]:
    """Return what became of ids: rows in a table, sections as links that the compiler resolves."""
    rows, lines = [], []
    for key in states.new("gone"):
        row = states.now["gone"][key]
        kind, _, name = key.partition("/")
        if kind == "section":
            led = f" {{ref}}`{row['became']} <{row['became']}>`" if row["became"] else ""
            lines.append(f"- section `{name}`, {row['fate']}{led}: {escape_markdown(row['reason'])}\n")
        else:
            rows.append((joined([kind, " ", element("code", name)]), _became(corpus, kind, row), row["reason"]))
    fates = coded_table(("Id", "What became of it", "Reason"), rows, caption="Ids of rows that are gone or moved")
    return [fates, *lines]


def _became(corpus: Corpus, kind: str, row: Cells) -> Html:
    if not row["became"]:
        return joined([row["fate"]])
    return joined([row["fate"], " ", element("a", row["became"], href=_address(corpus, kind, row["became"]))])


def _address(corpus: Corpus, kind: str, name: str) -> str:
    rows: Mapping[str, Mapping[str, object]] = {"figure": corpus.figures, "claim": corpus.claims}
    if kind in rows:
        return href(rows[kind][name])  # type: ignore[arg-type]
    if kind == "finding":
        return f"{corpus.findings[name].chapter}.html"
    return f"{changed.PLACES[kind]}.html#{name}"

"""What the page of a source shows beside its figures: who speaks, and its claims theme by theme."""

from __future__ import annotations

from dataclasses import dataclass

from review.corpus.corpus import Corpus
from review.present.html.markup import Html, coded, element, joined, plain
from review.present.html.tabular import Table, coded_table
from review.present.tables.coded_rows import claims_table, theme_heading
from review.present.words.wording import period_text


@dataclass(frozen=True, repr=False)
class Folded:
    """Tables, each to unfold under a heading. A link to a row in one opens it."""

    parts: tuple[tuple[Html, Html], ...]

    def __repr__(self) -> str:
        return "\n".join(plain(heading) for heading, _ in self.parts)

    def _repr_html_(self) -> str:
        folded = [
            element("details", joined([element("summary", heading), table], "\n"), class_="fold")
            for heading, table in self.parts
        ]
        return joined(folded, "\n").text


def speaker_table(corpus: Corpus, source_id: str) -> Table:
    """Return who speaks, when, for whom, of which years, and what is known of the copy."""
    source = corpus.source(source_id)
    section_count = sum(section.source_id == source_id for section in corpus.sections.values())
    rows = (
        ("Who speaks", source.speaker),
        ("For whom", source.audience),
        ("Kind", source.kind),
        ("Date", source.dated),
        ("Years that it reports on", period_text(source.covers_start, source.covers_end)),
        ("Length of our copy", f"{source.text_words:,} words in {section_count} sections"),
        ("Retrieved", source.retrieved or "not recorded"),
        ("What is known of the copy", source.access_note),
    )
    return coded_table(("What", "As far as known"), rows, caption="Who speaks, when and for whom")


def claims_by_theme(corpus: Corpus, source_id: str) -> Folded:
    """Return a source's claims, a table a theme, each to unfold under its name and the number of its claims."""
    kinds = _theme_kinds(corpus)
    claims = corpus.claims_where(source_id=source_id)
    used = {claim.theme_id for claim in claims}
    themes = sorted(used, key=lambda name: (kinds.index(corpus.themes[name].kind), name))
    parts = []
    for name in themes:
        mine = [claim for claim in claims if claim.theme_id == name]
        heading = theme_heading(corpus, name)
        folded = joined([heading, " ", coded(f"({len(mine)})")])
        parts.append((folded, claims_table(corpus, mine, caption=heading, anchors=True).html))
    return Folded(tuple(parts))


def _theme_kinds(corpus: Corpus) -> tuple[str, ...]:
    return next(column.choices for column in corpus.descriptor.table("themes").columns if column.name == "kind")

"""What is told of a new source: what is written, what its text is like, what is unsure, and what waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from review.corpus.corpus import Corpus
from review.intake.sources import Intake


def intake_lines(corpus: Corpus, added: Intake, *, is_written: bool) -> Iterator[str]:
    """Yield what to print of a source that was added, or would be."""
    source, paged = added.source, any(section.page for section in added.source.sections)
    for path in added.files:
        rows = next((rows for name, rows in added.rows.items() if corpus.path(name) == path), None)
        what = f" ({len(rows)} {'row' if len(rows) == 1 else 'rows'})" if rows is not None and not is_written else ""
        yield f"{'extended' if is_written else 'would extend'}: {path}{what}"
    if paged or not is_written:
        counts = Counter(paragraph.section_id for paragraph in source.paragraphs)
        for section in source.sections:
            number = counts[section.section_id]
            paragraphs = f"{number} {'paragraph' if number == 1 else 'paragraphs'}"
            yield f"{section.title}: {paragraphs}, begins {section.starts!r}"
    titles = {section.section_id: section.title for section in source.sections}
    for entry in added.waiting:
        where = f"paragraph {entry.paragraph}" if entry.paragraph else "heading"
        if paged and entry.paragraph:
            where = f"{titles[entry.section_id]}, § {entry.paragraph}"
        unread = "; the reader does not know what it says" if entry.unread else ""
        yield f"waiting: {where}: {entry.printed} (occurrence {entry.occurrence}){unread}"
    yield added.reading.summary
    yield from (f"unsure: {note}" for note in added.reading.notes)
    yield _ending(source.source_id, added, is_written)


def _ending(source_id: str, added: Intake, is_written: bool) -> str:
    if not is_written:
        return "Nothing was written."
    has_copy = any(path.endswith(f"{source_id}.txt") for path in added.files)
    put = "" if has_copy else f" `review verify` expects its text as {source_id}.txt beside the others;"
    rest = "`review check` says what is missing."
    return f"{source_id} has a page from the next `review book` on.{put} {rest}"

"""How prose is read, and all that is said of numbers typed in it: one approved text for each."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from approving import approve
from bicycle_project import Small
from nbformat import v4

from review.book.prose import markdown_text as read
from review.book.prose.columns import column_problems
from review.book.prose.notebooks import page_notebook
from review.book.prose.nouns import folded, head, is_of, phrase_after, words_of
from review.book.prose.typed_numbers import Text, check_prose, label_problems, typed_quantities
from review.corpus.snapshot import Snapshot

PAGE = """\
(page)=
# A page of 3 parts

Two words, *three* more
and [a link to four](#page "titled five"), `six`, `7`, `8 %`, <https://example.org/9>.
{value}`ward2014-thefts` of {cite:t}`ward2014` ![ten pictures](x.png), $11_a$, a  \n12th line. It ends in 13. On.

## No label

Title
=====

(Wrong_Label)=
## Labelled

(page)=
### Deeper

(page)=
## Twice

1. counts
2. on

14. does not

- item

  ```{note} Of 15 notes
  :class: 16
  :alt: the 17th

  {fact}`euro-2012` of 18.
  ```

> quoted 19

```{image} x.png
:alt: with 20
```

:::{admonition} With 21
{date}`ward2014` and {value}`ward2014-found;bare`
:::

```{answer} thefts
```

````{container}
```{answer} inner
```
````

```python
x = 22
```

<p>23 <b>and</b> 24</p>

| a | 25 |
|---|----|
| {count}`sources` | 26 |

Term
: of 27

% 28 hidden

[29]: https://example.org "30"
"""
SENTENCES = """\
(numbers)=
# Numbers

Of {value}`ward2014-thefts` thefts in 2013 or 2012, 1,204 thefts, twelve thefts, 310 thefts and 1,205 bicycles.
{count}`sources` sources, two sources, both two, three sources, 2 small sources, 2 of them, twice, a third, the second.
{date}`raid-2014-03` in March 2014, on 7 March 2014, in 2014, in 1999. {fact}`euro-2012` in 2012: 1.25 euros.
{derived}`station-share` is 25.7 % or a quarter. {value}`gazette2014-held` nine persons, 9 persons, nine adults.
From {value}`ward2014-thefts` to {value}`gazette2014-held`, and between {value}`ward2014-station` and
{value}`ward2014-elsewhere`; {value}`ward2014-dealer-price` up to {fact}`euro-2012`. Plan 2030 and Plan 2031.

(others)=
## Others

Here 1,204 thefts are typed, which the section above prints; 47%, 1990s, mid-2013, XIV, ½, 5th, 3-4, no. 6.
"""
NOTES = {
    "figures": ("ward2014-thefts", "note", "Of 1,204 thefts 310 were here, in 2013, by 17 thieves."),
    "claims": ("ward2014-good-lock", "paraphrase", "Three locksmiths say so, in 1999."),
    "relations": ("thefts-same", "reading", "Both say 1,204 thefts, and 12 more in 2013."),
    "derivations": ("station-share", "label", "Share of 310 in 1,204 and of 5"),
    "events": ("raid-2014-03", "label", "Raid of 7 March 2014 with 40 officers"),
    "facts": ("euro-2012", "statement", "What 2 yearbooks say of 2012"),
    "themes": ("locks", "definition", "Of two locks."),
}  # fmt: skip


def test_how_a_page_is_read(request: pytest.FixtureRequest) -> None:
    read_as = {
        "passages": [f"{each.line} {each.is_title} {each.text!r}" for each in read.passages(PAGE, 5)],
        "headings": read.headings(PAGE),
        "heading lines": read.heading_lines(PAGE, 5),
        "running parts": read.running_parts(PAGE, 5),
        "directives": read.directives(PAGE),
        "roles": read.roles(PAGE, 5),
        "problems of labels": label_problems([Text("book/a.md", PAGE, 5), Text("notebooks/a.ipynb", PAGE, cell=2)]),
        "typed": typed_quantities(Text("book/a.md", PAGE, 5), ("12th line",)),
    }
    text = "".join(f"--- {name}\n" + "".join(f"{each}\n" for each in found) for name, found in read_as.items())
    approve("book/reading.txt", text, request)


def test_what_is_said_of_typed_numbers(bicycles: Small, request: pytest.FixtureRequest) -> None:
    book = bicycles.root / "book"
    book.mkdir()
    (book / "page.md").write_text(SENTENCES, "utf-8")
    (book / "_toc.yml").write_text("root: page\nparts:\n- caption: Of 5\n  chapters:\n  - title: Of 6\n", "utf-8")
    bicycles.change("findings", "thefts-1", sentence="Both of {value}`ward2014-thefts` give 12 of 1,204 thefts.")
    (bicycles.root / "notebooks").mkdir()
    cells = [
        v4.new_markdown_cell("(x)=\n# X\n\nOf 1,204 thefts {value}`ward2014-thefts`, and 13."),
        v4.new_code_cell("year = 'in the year of 1999'", metadata={"tags": ["parameters"]}),
        v4.new_code_cell("\ncaption = 'of all 14 thefts'\nname = 'three words 15'"),
        v4.new_code_cell("not python of 16"),
    ]
    nbformat.write(v4.new_notebook(cells=cells), bicycles.root / "notebooks" / "x.ipynb")
    problems = check_prose(Snapshot(bicycles.project))
    approve("book/typed-in-prose.txt", "".join(f"{problem}\n" for problem in problems), request)


def test_what_is_said_of_numbers_typed_in_tables(bicycles: Small, request: pytest.FixtureRequest) -> None:
    for table, (key, column, text) in NOTES.items():
        bicycles.change(table, key, **{column: text})
    problems = column_problems(bicycles.corpus())
    approve("book/typed-in-tables.txt", "".join(f"{problem}\n" for problem in problems), request)


def test_how_a_finished_notebook_becomes_a_page(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    shown = [v4.new_output("stream", text="shown\n")]
    path, cells = tmp_path / "x.ipynb", [
        v4.new_markdown_cell("(top)=\n# {{ title }}\n\n[here](#part), {ref}`part`, {ref}`words <part>`, (part)=\n"),
        v4.new_markdown_cell("(part)=\n## Part\n\n[there](#parts)"),
        v4.new_code_cell("year = 1", metadata={"tags": ["parameters"]}),
        v4.new_code_cell("year = 2", metadata={"tags": ["injected-parameters"]}),
        v4.new_code_cell("silent()"),
        v4.new_code_cell("silent_too()"),
        v4.new_code_cell("shows()", outputs=shown),
        v4.new_code_cell("shows_more()", outputs=shown),
        v4.new_code_cell("input()", metadata={"tags": ["show-input"]}),
        v4.new_code_cell("last()"),
        v4.new_code_cell("hidden()", metadata={"tags": ["remove-input"]}),
    ]  # fmt: skip
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    nbformat.write(v4.new_notebook(cells=cells), path)
    approve("book/chapter.ipynb.txt", page_notebook(path).decode(), request)
    source = page_notebook(path, "ward2014", {"title": "A *title*"})
    approve("book/source.ipynb.txt", source.decode(), request)


def test_how_nouns_are_folded(request: pytest.FixtureRequest) -> None:
    words = (
        "gangs children agencies searches cases census boxes glasses keys buses gas news ties wives i's is Men men's"
    )
    labels = (
        "Left-behind children under 14", "Suspects arrested", "Women and children", "Arrested", "Bicycles, stolen",
        "Of the town", "Prices paid to dealers", "policemen", "1,204 thefts", "Sold",
    )  # fmt: skip
    phrases = (
        "3 small gangs of thieves", "3, all", "3 gangs' leaders", "3 a b c d e", "3\nstolen bicycles", "3-year terms",
        "3 bicycles-found here",
    )  # fmt: skip
    said = [f"{word}: {folded(word)}" for word in words.split()]
    said += [f"{label}: {head(label)!r} {sorted(words_of(label))}" for label in labels]
    for phrase in phrases:
        after = phrase_after(phrase, 1)
        of = [
            is_of(after, ("gang", "bicycle"), known, plural)
            for known in ((), ("small", "stolen"))
            for plural in (True, False)
        ]
        said.append(f"{phrase!r}: {after} {of}")
    approve("book/nouns.txt", "\n".join([*said, ""]), request)

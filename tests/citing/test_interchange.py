"""What reference managers read from our BibTeX and RIS prints as the item does: the same string, whatever the work."""

from __future__ import annotations

import json
from typing import Any

import pytest
from csl_schema import faults
from reading_formats import from_bibtex, from_ris

from review.citing.interchange import bibtex, csl_json, ris
from review.citing.items import Item
from review.citing.styles import reference
from review.citing.works import items_of
from review.corpus.tables.bibliography import parse_bibliography

NASTY = r"""
@online{a, author = {{Ministry of Health and Welfare}}, title = {50\% of {\ss}, {\'e} \& \_ signs}, date = {2014-05-06},
  url = {https://example.org/a_b?c=1&d=%20e}}
@online{b, author = {{N. G. O.}}, title = {Which way?}, date = {2014-05},
  titleaddon = {A Site}, addendum = {Date inferred}}
@misc{c, author = {{An Office}}, title = {[Report on locks]}, year = {[2011 or later]}}
@misc{d, author = {{An Office}}, title = {[Report on locks]}, addendum = {No confirmed address}, note = {Seen once}}
@article{e, author = {van der Berg, Jr., Jan and de la Cruz, Juan and others},
  title = {Child Trafficking in {China}: a Study}, journaltitle = {Locks \& Keys},
  volume = {3}, number = {4}, pages = {1--12}, date = {2001}, doi = {10.1000/a_b}}
@article{f, entrysubtype = {newspaper}, author = {Ward, Ann}, title = {Locks}, journaltitle = {The Times},
  date = {2001-12-31}}
@article{g, entrysubtype = {magazine}, author = {Ward, Ann}, title = {Locks}, journaltitle = {Keys}, date = {2001-12}}
@article{h, author = {Ward, A.}, title = {Locks}, journaltitle = {BMJ}, volume = {372}, eid = {n71}, date = {2021}}
@report{i, author = {Ruiz, Ana}, title = {A Report}, institution = {Example Institute}, type = {Memo},
  number = {187}, year = {2015}}
@report{j, author = {{Office}}, title = {A Report}, number = {GAO-06-825}, date = {2006}}
@phdthesis{k, author = {Müller, Änne}, title = {Locks of {Ghent}}, school = {University of Ghent}, date = {1999}}
@book{l, editor = {Ward, Ann and Roe, B.}, title = {Locks}, publisher = {Keys}, edition = {2nd}, date = {1999}}
@incollection{m, author = {Ward, Ann}, editor = {Roe, B. C.}, booktitle = {The Book of {Ghent}}, title = {Locks},
  publisher = {Keys}, pages = {5--9}, date = {1999}}
@inproceedings{n, author = {Ward, Ann}, booktitle = {Proceedings of Locks}, title = {Keys}, pages = {5}, date = {1999}}
@dataset{o, author = {{World Bank}}, title = {Prices}, number = {PA.NUS.FCRF}, version = {2}, publisher = {Locks}}
@software{p, author = {Ward, Ann}, title = {Tool}, version = {1.2}, date = {2020}, url = {https://example.org}}
@patent{q, author = {Ward, Ann}, title = {Lock}, number = {US1}, date = {2020-02-03}}
@unpublished{r, author = {Ward, Ann}, title = {Lock}, date = {2020-02-03}}
@legislation{s, title = {Children Act}, number = {41}, date = {1989}}
@online{t, title = {Nobody's page}, date = {2014-05-06}, url = {https://example.org/{x}}}
@online{u, author = {Ward, Ann}, title = {Two days}, date = {2014-05-06/2014-05-09}}
@online{v, author = {Ward, Ann}, title = {Two months}, date = {2014-05-28/2014-06-03}}
@online{w, author = {{Press}, Frank}, title = {Some years}, date = {2010/2012}}
@misc{x, author = {{A body}}, title = {Perhaps}, date = {2010?}}
@misc{y, author = {Plato}, title = {About then}, date = {2010~}}
@article{z, author = {O'Neil, T.}, title = {Soon}, journaltitle = {Keys}, pubstate = {inpress}}
"""


def nasty() -> list[Item]:
    items, problems = items_of(parse_bibliography(NASTY, "nasty.bib"), "nasty.bib")
    assert [str(problem) for problem in problems] == []
    return items


EACH = pytest.mark.parametrize("item", nasty(), ids=[item["id"] for item in nasty()])


@EACH
def test_bibtex_prints_as_the_item(item: Item) -> None:
    assert reference(from_bibtex(bibtex(item))).entry == reference({**item, "year-suffix": ""}).entry


@EACH
def test_ris_prints_as_the_item(item: Item) -> None:
    assert reference(from_ris(ris(item))).entry == reference({**item, "year-suffix": ""}).entry


@EACH
def test_our_own_reading_of_it_prints_as_the_item(item: Item) -> None:
    (read,), problems = items_of(parse_bibliography(bibtex(item), "one.bib"), "one.bib")
    assert problems == []
    assert reference(read).slanted == reference({**item, "year-suffix": ""}).slanted


def test_csl_json_keeps_the_schema_of_csl() -> None:
    items: list[dict[str, Any]] = json.loads(csl_json(nasty()))
    assert faults(items) == []
    for item in items:
        for date in (item[name] for name in ("issued", "accessed") if name in item):
            assert set(date) <= {"date-parts", "literal"} and date
        for name in (*item.get("author", []), *item.get("editor", [])):
            assert set(name) <= {"family", "given", "suffix", "non-dropping-particle", "literal"} and all(name.values())


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "misc"},
        {"publishers": "Keys"},
        {"title": ["Locks"]},
        {"version": 2},
        {"author": [{"name": "Ward"}]},
        {"author": []},
        {"issued": "2014"},
        {"issued": {"date-parts": [[]]}},
        {"issued": {"year": 2014}},
        {"issued": {"date-parts": [[2014, 5, 6, 7]]}},
    ],
)
def test_the_schema_refuses_what_is_no_csl(wrong: Item) -> None:
    whole: Item = {"id": "a", "type": "book", "title": "Locks", "issued": {"date-parts": [[2014]]}}
    assert faults([whole]) == [] and len(faults([whole | wrong])) == 1


def test_a_comma_in_the_name_of_a_body_would_split_it_in_ris() -> None:
    assert "AU  - Institute – University of Ghent," in ris(
        {"id": "a", "type": "book", "title": "Locks", "author": [{"literal": "Institute, University of Ghent"}]}
    )

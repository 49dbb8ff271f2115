"""An entry of the bibliography becomes an item, or is refused with its line, its key and how to mend it."""

from __future__ import annotations

from typing import Any

import pytest

from review.citing import styles
from review.citing.entries.dates import NoDate, read_date, read_year
from review.citing.entries.text import in_sentence_case, plain_text
from review.citing.items import Item, in_order, printed_year, work_name
from review.citing.styles import reference
from review.citing.works import items_of
from review.corpus.tables.bibliography import parse_bibliography
from review.errors import CorpusError


def item_of(text: str) -> Item:
    (item,), problems = items_of(parse_bibliography(text, "r.bib"), "r.bib")
    assert problems == []
    return item


def told(text: str) -> list[str]:
    try:
        return [str(problem) for problem in items_of(parse_bibliography(text, "r.bib"), "r.bib")[1]]
    except CorpusError as error:
        return [str(problem) for problem in error.problems]


PRINTED = [
    (
        "@report{a, author = {Ruiz, Ana}, title = {A Report}, institution = {Example Institute}, year = {2015}}",
        "Ruiz, A. (2015). A report. Example Institute.",
    ),
    (
        "@online{a, author = {{Example Agency}}, title = {A page with a date}, date = {2014-05-06}, "
        "url = {https://example.org/page}}",
        "Example Agency. (2014, May 6). A page with a date. https://example.org/page",
    ),
    (
        "@article{a, author = {Ward, Ann}, title = {Locks}, journaltitle = {Keys}, date = {2001-05}, issue = {2}}",
        "Ward, A. (2001). Locks. Keys, (2).",
    ),
    (
        "@thesis{a, author = {Ward, Ann}, title = {Locks}, type = {phdthesis}, school = {U}, year = 2001}",
        "Ward, A. (2001). Locks [Doctoral dissertation]. U.",
    ),
    (
        "@webpage{a, author = {Ward, Ann}, title = {Locks}, howpublished = {\\url{https://a.org/b_c}}, year = 2001}",
        "Ward, A. (2001). Locks. https://a.org/b_c",
    ),
    (
        "@patent{a, author = {Ward, Ann}, title = {A Lock}, number = {US1}, year = 2001}",
        "Ward, A. (2001). A lock (Patent No. US1).",
    ),
    (
        "@misc{a, author = {Ward, Ann}, title = {Locks}, eprint = {1234.5}, eprinttype = {arXiv}, date = {2001~}}",
        "Ward, A. (ca. 2001). Locks. https://arxiv.org/abs/1234.5",
    ),
    (
        "@book{a, editor = {Ward, Ann and Roe, B.}, title = {Locks}, edition = {Second}, publisher = {P}, year = 2001}",
        "Ward, A., & Roe, B. (Eds.). (2001). Locks (2nd ed.). P.",
    ),
    ("@misc{a, title = {Nobody's locks}, year = 2001}", "Nobody's locks. (2001)."),
    (
        "@online{a, author = {Ward, Ann}, title = {Locks}, date = {2014-05-28/2014-06-03}}",
        "Ward, A. (2014, May 28–June 3). Locks.",
    ),
    (
        "@misc{a, author = {Ward, Ann}, title = {Locks}, year = {2014}, month = {27 December}}",
        "Ward, A. (2014, December 27). Locks.",
    ),
    ("@letter{a, author = {Ward, Ann}, title = {[Letter on locks]}}", "Ward, A. (n.d.). [Letter on locks] [Letter]."),
]


@pytest.mark.parametrize(("entry", "printed"), PRINTED)
def test_an_entry_is_printed_in_apa(entry: str, printed: str) -> None:
    assert reference(item_of(entry)).entry == printed


def test_a_description_is_no_title() -> None:
    item = item_of("@misc{a, author = {{AP}}, title = {[Report on locks]}, date = {2012-12}}")
    assert reference(item).slanted == "AP. (2012, December). [Report on locks]."


DATES: list[tuple[str, dict[str, Any]]] = [
    ("2014-05", {"date-parts": [[2014, 5]]}),
    ("2014-05-06T10:00:00Z", {"date-parts": [[2014, 5, 6]]}),
    ("2014-05-06/2014-05-09", {"date-parts": [[2014, 5, 6], [2014, 5, 9]]}),
    ("2014/2014", {"date-parts": [[2014]]}),
    ("2014/", {"literal": "2014–"}),
    ("2014/..", {"literal": "2014–"}),
    ("2012-12-28/2013-01-03", {"literal": "2012–2013"}),
    ("2014-05?", {"literal": "[2014?]"}),
    ("2014%", {"literal": "[ca. 2014?]"}),
    ("2014-21", {"date-parts": [[2014]]}),
    ("n.d.", {}),
]


@pytest.mark.parametrize(("written", "read"), DATES)
def test_dates_of_biblatex_are_read(written: str, read: dict[str, Any]) -> None:
    assert read_date(written) == read


@pytest.mark.parametrize("written", ["2014-13-01", "2014-02-30", "2014-5-6", "2014-05-06/soon", "2015/2014", "May"])
def test_what_is_no_date_is_told(written: str) -> None:
    with pytest.raises(NoDate):
        read_date(written)


@pytest.mark.parametrize(
    ("written", "year"),
    [("[2012]", "[2012]"), ("2010--12", "2010–2012"), ("c. 1990", "ca. 1990"), ("in press", "in press"), ("", "n.d.")],
)
def test_years_are_printed_as_people_write_them(written: str, year: str) -> None:
    assert printed_year({"issued": read_year(written)}) == year


TITLES = [
    ("Child Trafficking and Local Protectionism in {China}", "Child trafficking and local protectionism in China"),
    ("GRADE: an emerging consensus in Europe", "GRADE: An emerging consensus in Europe"),
    ("What Is It? A Study of COVID-19 and {SWiM}", "What is it? A study of COVID-19 and SWiM"),
    ("{{Kept As It Is}}", "Kept As It Is"),
    ("[Report on the {UN}]", "[Report on the UN]"),
    ("50% of Locks", "50% of locks"),
]


@pytest.mark.parametrize(("written", "read"), TITLES)
def test_titles_are_in_sentence_case(written: str, read: str) -> None:
    assert in_sentence_case(written) == read


def test_titles_in_other_languages_keep_their_capitals() -> None:
    assert item_of("@book{a, title = {Der Handel}, langid = {ngerman}}")["title"] == "Der Handel"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"50% of Stra{\ss}e", "50% of Straße"),
        (r"a \& b\_c \% 100", "a & b_c % 100"),
        (r"\emph{Foo} and \textbf{{Bar}}", "Foo and Bar"),
        (r"CO$_2$ at 10$^{3}$", "CO₂ at 10³"),
        ("a -- ``b''~c", "a – “b” c"),
    ],
)
def test_a_field_is_read_as_a_reader_sees_it(latex: str, text: str) -> None:
    assert plain_text(latex) == text


NAMES = [
    ("Ward, Ann and {The Office}", [{"family": "Ward", "given": "Ann"}, {"literal": "The Office"}]),
    ("van Dam, Mar{\\'i}a B.", [{"non-dropping-particle": "van", "family": "Dam", "given": "María B."}]),
    ("King, Jr., Luther", [{"family": "King", "suffix": "Jr.", "given": "Luther"}]),
    ("CNN and others", [{"literal": "CNN"}, {"literal": "et al."}]),
    ("{Press}, Frank", [{"family": "Press", "given": "Frank"}]),
    ("Bank, A. and de la Cruz, Juan", None),
    ("in 't Veld, Jan", None),
]


@pytest.mark.parametrize(("written", "names"), NAMES)
def test_names_are_read_whole(written: str, names: list[dict[str, str]] | None) -> None:
    read = item_of(f"@book{{a, title = {{A}}, author = {{{written}}}}}")["author"]
    assert names is None or read == names


BODIES = [
    "Ministry of Health and Welfare, Republic of Korea",
    "World Health Organization",
    "World Bank",
    "Centers for Disease Control and Prevention",
    "Food and Drug Administration",
    "Smith \\& Sons",
    "US Department of State",
    "National Statistics Bureau",
]


@pytest.mark.parametrize("body", BODIES)
def test_a_body_without_braces_is_told(body: str) -> None:
    text = f"% a comment\n\n@misc{{some-key,\n  author = {{{body}}},\n  title = {{Report}}\n}}\n"
    assert told(text)
    for problem in told(text):
        assert problem.startswith("r.bib:3:author: the entry 'some-key': ")
        assert "in double braces" in problem
    assert told(text.replace(body, f"{{{body}}}")) == []


REFUSED = [
    ("@repotr{a, title = {A}}", "r.bib:1: the entry 'a': the type @repotr is not known. Did you mean @report?"),
    ("\n@misc{a, author = {Ward, A.}}", "r.bib:2:title: the entry 'a': a work without a title"),
    ("\n\n@misc{a, title = {A}, date = {2014-13-01}}", "r.bib:3:date: the entry 'a': '2014-13-01' is no date."),
    ("@misc{a, title = {A}, year = {soon}}", "r.bib:1:year: the entry 'a': 'soon' is no date."),
    ("@misc{a, title = {A}, year = 2014, month = {Brumaire}}", "r.bib:1:year: the entry 'a': the month 'Brumaire'"),
    ("@misc{a, title = {A}, urldate = {x}}", "r.bib:1:urldate: the entry 'a': 'x' is no date."),
    ("@misc{a, title = {A}, author = {family=Roe, given=A}}", "r.bib:1:author: the entry 'a': "),
    ("@misc{b, title = {B}}\n@misc{a, title = {A {B}}", "r.bib:2: the braces of the entry 'a' do not balance"),
    ("@misc{a, title = {A}\n@misc{b, title = {B}}", "r.bib:1: the braces of the entry 'a' do not balance"),
    ("@misc{a, title = {A}}\n\n@book{A, title = {B}}", "r.bib:3: the key 'A' has an entry already, on line 1."),
    ("\n@misc{a, month = mai}", "r.bib:2: the entry 'a' cannot be read (undefined string in line 2: mai)"),
    ("\n@misc{a, author = {A, B, C, D}}", "r.bib:2: the entry 'a' cannot be read (Too many commas"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_cannot_be_formatted_is_told_with_its_line(text: str, message: str) -> None:
    (problem,) = told(text)
    assert problem.startswith(message)


def test_many_works_of_one_year_get_two_letters() -> None:
    items = [{"id": str(n), "type": "book", "title": f"T{n:03}", "author": [{"literal": "A"}]} for n in range(28)]
    assert [printed_year(item) for item in in_order(items)][25:] == ["n.d.-z", "n.d.-aa", "n.d.-ab"]


def test_works_of_nobody_get_no_letters_for_being_of_one_year() -> None:
    items = [{"id": title, "type": "book", "title": title} for title in ("One", "Two")]
    assert [work_name(item) for item in in_order(items)] == ["“One” (n.d.)", "“Two” (n.d.)"]


def test_a_mark_ends_the_reference_and_begins_the_note() -> None:
    item = item_of("@misc{a, title = {A}, addendum = {Date inferred}, note = {Seen once}}")
    assert item["note"] == "[Date inferred] Seen once"
    assert reference(item).entry == "A. (n.d.). [Date inferred]"


@pytest.mark.parametrize("address", [None, "https://example.org/a.html#locks-1"])
@pytest.mark.parametrize(
    "title", ["Locks: 1,200 & more", "How many?", "“Few”", "a <i>lock</i>.", "It’s 5 % (of B. Li’s)"]
)
def test_what_is_formatted_once_for_many_titles_is_what_each_would_be(
    title: str, address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    item: Item = {"id": "a", "type": "dataset", "title": title, "genre": "Coded figure", "container-title": "Locks"}
    item |= {"author": [{"literal": "Nobody"}], "note": "[Retracted] 2 May."} | ({"URL": address} if address else {})
    made = reference(item)
    monkeypatch.setattr(styles, "_COUNTED", frozenset())
    assert made == reference(item) and title in made.entry

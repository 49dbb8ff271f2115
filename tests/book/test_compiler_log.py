"""The compiler's complaints in terms of the project's files."""

from __future__ import annotations

from pathlib import Path

from review.book.build.sphinx_run import read_log

LOG = """\
/p/build/stage/source/index.md:10: WARNING: {value}: 'x' is no figure. Use another. [review.id]
/p/build/stage/source/question.ipynb:30002: WARNING: No lexer [myst-nb.lexer]
/p/build/stage/source/alpha.ipynb:40: WARNING: undefined label: 'x'
  and more of it
/p/build/stage/source/data.md:7: ERROR: A generated page
/p/build/stage/source/references.bib:3: WARNING: bad entry
WARNING: something without a place
not a complaint
"""


def test_each_complaint_names_a_file_that_can_be_mended() -> None:
    origins = {
        "index": "book/index.md",
        "question": "notebooks/question.ipynb",
        "alpha": "notebooks/source.ipynb (run for alpha)",
        "data": "data (page data)",
    }
    assert [str(problem) for problem in read_log(LOG, Path("/p/build/stage/source"), origins)] == [
        "book: something without a place.",
        "book/index.md:10: {value}: 'x' is no figure. Use another.",
        "book/references.bib:3: bad entry.",
        "data (page data): A generated page.",
        "notebooks/question.ipynb:cell 3, line 2: No lexer.",
        "notebooks/source.ipynb (run for alpha): undefined label: 'x' and more of it.",
    ]

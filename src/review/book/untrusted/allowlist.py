"""What strangers may write into the book, but for settings: the whole list. Whatever is not on it is refused.

What may be set stands in the schemas beside it. To allow more, add it here or there with a test that shows that it
neither runs, nor reads a file, nor leads elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CLASSES = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*( [a-z0-9]+(-[a-z0-9]+)*)*")
TEXT = re.compile(r"[^<>&\\{}`]*")
NOTHING = re.compile("")
LANGUAGE = re.compile(r"[a-z0-9+-]*")

#: Kinds of Markdown, as the parser names them.
KINDS = frozenset(
    {"paragraph", "heading", "bullet_list", "ordered_list", "list_item", "blockquote", "hr"}
    | {"table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"}
    | {"inline", "text", "em", "strong", "code_inline", "link", "image", "softbreak", "hardbreak"}
    | {"code_block", "fence", "colon_fence", "math_inline", "math_block", "myst_target", "myst_role"}
    | {"substitution_inline", "substitution_block"}
)
#: Attributes that the parser itself gives to these kinds; none may be written by hand.
ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "link": frozenset({"href", "title"}),
        "image": frozenset({"src", "alt", "title"}),
        "ordered_list": frozenset({"start"}),
        "th": frozenset({"style"}),
        "td": frozenset({"style"}),
        "myst_target": frozenset({"class"}),
        "substitution_inline": frozenset({"class", "text"}),
        "substitution_block": frozenset({"class", "text"}),
    }
)
ROLES = frozenset(
    {"value", "derived", "fact", "sighting", "count", "date", "finding", "original"}
    | {"reference", "cite:p", "cite:t", "doc", "ref", "math"}
)
# An id or key, several with commas, with a form after a semicolon or a table after a colon; or "words <label>".
ROLE_TEXT = re.compile(r"[A-Za-z0-9;:, -]+|[^<>&\\{}`]+<[a-z0-9-]+>")


@dataclass(frozen=True)
class Directive:
    """A directive that may be used: the form of its argument and options, and whether its body is Markdown.

    *argument* is ``picture`` for the path of a picture, ``prose`` for Markdown, else a pattern.
    """

    argument: re.Pattern[str] | str = NOTHING
    options: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    has_prose: bool = False


#: Parts of pages that are made from the data, each in a block of its own. None ends in a list, which what a stranger
#: writes below it would go on with. ``{where}`` is for the library's pages alone: it would let go of what it encloses.
PARTS = (
    *("agreement-before-the-rule", "agreement-on-appraisals", "agreement-on-claims", "agreement-on-fields"),
    *("agreement-on-places", "all-claims", "all-figures", "chain-lengths", "computed-numbers", "context-facts"),
    *(
        "credit-answer",
        "credit-by-source",
        "credit-ends",
        "data-bounds",
        "data-columns",
        "data-picture",
        "data-starts",
        "data-tables",
    ),
    *("dead-ends", "denials", "passes", "register-answer", "register-headlines", "relations-cannot-tell"),
    *("relations-consistent", "relations-inconsistent", "relations-not-comparable", "settlements", "shared-origins"),
    *("sightings", "slips-by-kind", "slips-for-readers", "slips-made-alone", "slips-made-together"),
    *("standing-counts", "standing-of-each", "effect-counts", "effect-of-each", "relations-unread"),
    *("slips-that-escaped", "stance-examples", "themes"),
)
DIRECTIVES: Mapping[str, Directive] = MappingProxyType(
    {
        "admonition": Directive("prose", {"class": CLASSES}, has_prose=True),
        "agreement-summary": Directive(),
        "answer": Directive(IDENTIFIER),
        "bibliography": Directive(NOTHING, {"all": NOTHING}),
        "certainty-rules": Directive(),
        "container": Directive(CLASSES, has_prose=True),
        "disclosure": Directive(),
        "figure": Directive("picture", {"alt": TEXT, "name": IDENTIFIER}, has_prose=True),
        "image": Directive("picture", {"alt": TEXT}),
        "math": Directive(),
        "quotable": Directive(IDENTIFIER),
        "reference": Directive(IDENTIFIER, {"format": IDENTIFIER}),
        "numeral-scores": Directive(),
        "seeded-errors-summary": Directive(),
        "summary-of-findings": Directive(),
        "terms": Directive(),
        **{name: Directive() for name in PARTS},
    }
)
#: Names that ``{{ }}`` prints on every page; on the page of a source those of its columns, too.
WORDS = frozenset({"version", "released", "editor", "formats", "reports"})
#: What a notebook and its cells may say of themselves. A cell's tags fold code away.
NOTEBOOK_METADATA = frozenset({"kernelspec", "language_info"})
CELL_METADATA = frozenset({"tags"})
KERNEL = "python3"
#: Files of the folders that strangers change, by path; the tables that the declaration names come on top.
FILES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "data": re.compile(
            r"datapackage\.json|references\.bib|verification\.json|detection\.json"
            r"|releases/([0-9A-Za-z.-]+\.json|MANIFEST\.sha256)"
        ),
        "notebooks": re.compile(r"[a-z0-9-]+\.ipynb"),
        "book": re.compile(
            r"[a-z0-9-]+\.md|_config\.yml|_toc\.yml|_templates/([a-z0-9-]+/)*[a-z0-9-]+\.html"
            r"|_static/[a-z0-9-]+\.(css|js|svg|png|jpg|webp|ico|woff2)"
        ),
    }
)

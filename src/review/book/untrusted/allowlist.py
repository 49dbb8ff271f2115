"""What strangers may write into the book: the whole list. Whatever is not on it is refused.

To allow more, add it here with a test that shows that it neither runs, nor reads a file, nor leads elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from review.book.prose.markdown_text import EXTENSIONS

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
    *("agreement-on-places", "chain-lengths", "computed-numbers", "context-facts", "credit-answer"),
    *("credit-by-source", "credit-ends", "data-bounds", "data-columns", "data-picture", "data-starts", "data-tables"),
    *("dead-ends", "denials", "passes", "register-answer", "register-headlines", "relations-cannot-tell"),
    *("relations-consistent", "relations-inconsistent", "relations-not-comparable", "settlements", "shared-origins"),
    *("sightings", "slips-by-kind", "slips-for-readers", "slips-made-alone", "slips-made-together"),
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
        "reference": Directive(IDENTIFIER, {"section": IDENTIFIER}),
        "seeded-errors-summary": Directive(),
        "summary-of-findings": Directive(),
        "terms": Directive(),
        **{name: Directive() for name in PARTS},
    }
)
#: What a page may say of itself before its text, with the values that it may have.
HEADER: Mapping[str, tuple[object, ...]] = MappingProxyType({"html_theme.sidebar_secondary.remove": (True, False)})
#: Names that ``{{ }}`` prints on every page; on the page of a source those of its columns, too.
WORDS = frozenset({"version", "released"})
#: What a notebook and its cells may say of themselves. A cell's tags fold code away.
NOTEBOOK_METADATA = frozenset({"kernelspec", "language_info"})
CELL_METADATA = frozenset({"tags"})
KERNEL = "python3"

_SWITCH = (True, False, None)
#: Every setting of book/_config.yml: the values that it may have, or the form of its text.
#: Settings that bring code, files or addresses of other hosts have one value or none.
SETTINGS: Mapping[str, tuple[object, ...] | re.Pattern[str]] = MappingProxyType(
    {
        "only_build_toc_files": _SWITCH,
        "execute.execute_notebooks": ("off",),
        "execute.stderr_output": ("error",),
        "html.favicon": re.compile(r"_static/[a-z0-9-]+\.(svg|png|ico)"),
        "html.use_multitoc_numbering": (False,),
        "html.baseurl": re.compile(r"(https://[a-z0-9.-]+(/[A-Za-z0-9._~/-]*)?)?"),
        "latex.use_jupyterbook_latex": (False,),
        "sphinx.config.language": re.compile(r"[a-z]{2,3}([_-][A-Z]{2})?"),
        "sphinx.config.html_theme": ("sphinx_book_theme",),
        "sphinx.config.html_context.default_mode": ("auto", "light", "dark"),
        "sphinx.config.html_theme_options.search_bar_text": TEXT,
        "sphinx.config.html_theme_options.collapse_navbar": _SWITCH,
        "sphinx.config.html_theme_options.use_fullscreen_button": _SWITCH,
        "sphinx.config.html_theme_options.show_toc_level": (1, 2, 3),
        "sphinx.config.html_copy_source": _SWITCH,
        "sphinx.config.html_use_index": _SWITCH,
        "sphinx.config.html_last_updated_fmt": (None,),
        "sphinx.config.html_show_search_summary": (False,),
        "sphinx.config.html_math_renderer": ("mathml",),
        "sphinx.config.numfig": _SWITCH,
        "sphinx.config.pygments_style": re.compile(r"[a-z0-9-]+"),
        "sphinx.config.bibtex_cite_id": ("cite-{key}",),
        "sphinx.config.bibtex_default_style": ("review",),
        "sphinx.config.bibtex_reference_style": ("review_author_year",),
        "sphinx.config.nb_render_markdown_format": ("myst",),
        "sphinx.config.nb_code_prompt_show": TEXT,
        "sphinx.config.nb_code_prompt_hide": TEXT,
    }
)
#: Settings that are lists: what may stand in them.
LISTS: Mapping[str, tuple[object, ...]] = MappingProxyType(
    {
        "exclude_patterns": ("_templates", "_static", "conf.py"),
        "parse.myst_enable_extensions": EXTENSIONS,
        "bibtex_bibfiles": ("references.bib",),
        "sphinx.config.extensions": (
            "myst_nb",
            "sphinx_external_toc",
            "sphinxcontrib.bibtex",
            "sphinx_book_theme",
            "review.book.sphinx_ext.extension",
        ),
        "sphinx.config.templates_path": ("_templates",),
        "sphinx.config.html_theme_options.footer_content_items": ("copyright",),
        "sphinx.config.html_theme_options.primary_sidebar_end": (),
        "sphinx.config.html_theme_options.navbar_persistent": (),
        "sphinx.config.nb_mime_priority_overrides": (["html", "text/markdown", 1], ["html", "text/html", 2]),
        "sphinx.config.suppress_warnings": ("myst.xref_ambiguous",),
    }
)
#: Keys of book/_toc.yml, with the form of their text.
CONTENTS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "format": re.compile("jb-book"),
        "root": IDENTIFIER,
        "file": IDENTIFIER,
        "caption": TEXT,
        "title": TEXT,
    }
)
NESTING = frozenset({"parts", "chapters", "sections"})
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

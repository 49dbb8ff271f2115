"""Markup of other extensions that hinders readers of screens, mended on its way into the page."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

MENDED = {
    # "Show the code" is what the control says; another name would be read out in its place.
    '<summary aria-label="Toggle hidden content">': "<summary>",
}


def mend_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Replace in the body of a page what hinders."""
    for found, wanted in MENDED.items():
        if "body" in context:
            context["body"] = context["body"].replace(found, wanted)


def setup(app: Sphinx) -> None:
    """Mend every page before it is written."""
    app.connect("html-page-context", mend_page)

"""What reads files or runs code, closed in the compiler itself: the second lock behind the list of what is allowed."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

logger = logging.getLogger(__name__)
DIRECTIVES = ("include", "literalinclude", "csv-table", "code-cell")
ROLES = ("download",)


class ClosedDirective(SphinxDirective):
    """A directive that is not to be had in a book."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return nothing; that it was written is a warning, and so an error of the build."""
        logger.warning("the directive {%s} is closed", self.name, location=(self.env.docname, self.lineno))
        return []


class ClosedRole(SphinxRole):
    """A role that is not to be had in a book."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return nothing; that it was written is a warning, and so an error of the build."""
        logger.warning("the role {%s} is closed", self.name, location=(self.env.docname, self.lineno))
        return [], []


def close_files(app: Sphinx) -> None:
    """Tell docutils to insert no file, whatever asks for one."""
    app.env.settings["file_insertion_enabled"] = False


def setup(app: Sphinx) -> None:
    """Take the place of what reads files."""
    for name in DIRECTIVES:
        app.add_directive(name, ClosedDirective, override=True)
    for name in ROLES:
        app.add_role(name, ClosedRole(), override=True)
    app.connect("builder-inited", close_files)

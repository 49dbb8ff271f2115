"""The search of the site: numbers are found as words are, with and without the commas between their digits."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.search.en import SearchEnglish
from sphinx.transforms.post_transforms import SphinxPostTransform

# A number stands in the index without commas, between spaces: " 70000 ". Sphinx's script drops a word of digits alone,
# and takes what is in the index for found where it holds the word; the spaces keep numbers from both.
_WORD = re.compile(r"((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?!\w))|\w+")
# The same of what a reader looks for, who may write the thousands apart as well.
_SPLITTER = r"""
var splitQuery = function (query) {
  const letter = "\\p{Letter}\\p{Number}_\\p{Emoji_Presentation}";
  const number = "((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?)(?![" + letter + "])";
  const joined = query.replace(/\b[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+\b/g, (apart) => apart.replace(/\D/g, ""));
  return Array.from(joined.matchAll(new RegExp(number + "|[" + letter + "]+", "gu")), function (found) {
    return found[1] ? " " + found[1].replace(/,/g, "") + " " : found[0];
  });
};
"""
# Sphinx reads HTML without its tags, which glues together what stands in different cells, lines or marks of a chart.
_BLOCK = "caption|details|div|d[dt]|figcaption|li|p|summary|t[dhr]|text|title"
_EDGE = re.compile(rf"</(?:{_BLOCK})>|(?=<(?:{_BLOCK})\b)")


class SearchWithNumbers(SearchEnglish):
    """English as Sphinx searches it, and numbers."""

    js_splitter_code = _SPLITTER

    def split(self, input: str) -> list[str]:
        """Return the words and numbers of a text as the index holds them.

        >>> SearchWithNumbers({}).split("70,000 in 2009 (37.7%)")
        [' 70000 ', 'in', ' 2009 ', ' 37.7 ']
        """
        return [f" {found[1].replace(',', '')} " if found[1] else found[0] for found in _WORD.finditer(input)]


class Spaces(SphinxPostTransform):
    """Put a space between the blocks of the HTML that a page brings along."""

    default_priority = 900

    def run(self, **kwargs: object) -> None:
        """Write the spaces."""
        for node in self.document.findall(nodes.raw):
            if node.get("format") == "html":
                node[:] = [nodes.Text(_EDGE.sub(r"\g<0> ", node.astext()))]

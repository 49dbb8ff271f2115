"""The search of the site: numbers with and without commas, words with and without accents, runs of Han signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.search.en import SearchEnglish
from sphinx.transforms.post_transforms import SphinxPostTransform

from review.present.words.terms import plain_letters

# A number stands in the index without commas, between spaces: " 70000 ". Sphinx's script drops a word of digits alone,
# and takes what is in the index for found where it holds the word; the spaces keep numbers from both.
# Words in Han signs are parted by nothing. A run of signs stands in the index between spaces as well, so that three and
# more are looked for within all runs; each sign and each pair stands there too, which the script finds only whole.
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_WORD = re.compile(rf"({_NUMBER}(?![^\W{_HAN}]))|([{_HAN}]+)|[^\W{_HAN}]+")
# The same of what a reader looks for, who may write the thousands apart as well, and letters without their accents.
_SPLITTER = r"""
var splitQuery = function (query) {
  const han = "[\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff]";
  const letter = "(?:(?!" + han + ")[\\p{Letter}\\p{Number}_\\p{Emoji_Presentation}])";
  const number = "((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?)(?!" + letter + ")";
  const plain = query.normalize("NFD").replace(/\p{Mn}/gu, "").normalize("NFC");
  const joined = plain.replace(/\b[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+\b/g, (apart) => apart.replace(/\D/g, ""));
  return Array.from(joined.matchAll(new RegExp(number + "|" + han + "+|" + letter + "+", "gu")), function (found) {
    return found[1] ? " " + found[1].replace(/,/g, "") + " " : found[0];
  });
};
"""
# Sphinx reads HTML without its tags, which glues together what stands in different cells, lines or marks of a chart.
_BLOCK = "caption|details|div|d[dt]|figcaption|li|p|summary|t[dhr]|text|title"
_EDGE = re.compile(rf"</(?:{_BLOCK})>|(?=<(?:{_BLOCK})\b)")


class SearchWithNumbers(SearchEnglish):
    """English as Sphinx searches it, numbers, and terms of other languages."""

    js_splitter_code = _SPLITTER

    def split(self, input: str) -> list[str]:
        """Return the words and numbers of a text as the index holds them.

        >>> SearchWithNumbers({}).split("70,000 in 2009 (37.7%)")
        [' 70000 ', 'in', ' 2009 ', ' 37.7 ']
        >>> SearchWithNumbers({}).split("Łódź, or 罗兹市")
        ['Łodz', 'or', ' 罗兹市 ', '罗兹', '兹市', '罗', '兹', '市']
        """
        return [word for match in _WORD.finditer(plain_letters(input)) for word in _indexed(match)]


def _indexed(match: re.Match[str]) -> Iterator[str]:
    number, run = match[1], match[2]
    if number:
        yield f" {number.replace(',', '')} "
    elif run:
        yield f" {run} "
        yield from (run[at : at + 2] for at in range(len(run) - 1))
        yield from run
    else:
        yield match[0]


class Spaces(SphinxPostTransform):
    """Put a space between the blocks of the HTML that a page brings along."""

    default_priority = 900

    def run(self, **kwargs: object) -> None:
        """Write the spaces."""
        for node in self.document.findall(nodes.raw):
            if node.get("format") == "html":
                node[:] = [nodes.Text(_EDGE.sub(r"\g<0> ", node.astext()))]

"""The thing that a typed number counts: the noun phrase after it, and words folded so that one form stands for all."""

from __future__ import annotations

import re
from collections.abc import Collection

# More words than this before the noun are a clause, not a phrase.
_LONGEST = 4
_WORD = re.compile(r"[ \t\n\u00a0]+([^\W\d_]+(?:-[^\W\d_]+)*)(?!['’\w-])")
_TOKEN = re.compile(r"[^\W\d_]+")
_IRREGULAR = {
    **{"children": "child", "men": "man", "women": "woman", "people": "person", "policemen": "policeman"},
    **{"wives": "wife", "lives": "life", "bodies": "body", "analyses": "analysis", "bases": "basis"},
}
#: Words that end a noun phrase, and say nothing of what is counted.
CLOSING = frozenset(
    re.findall(
        r"\w+",
        "a an the of in on at by for from to with without into over under after before between among during since until"
        " than as per via within against and or but nor if that which who whom whose what when where while is are was"
        " were be been being has have had do does did may might can could will would shall should must not no it its"
        " they them their this these those there we our he she his her more less fewer most",
    )
)
# What follows a noun and says what was done with it: "suspects arrested", "a text shown".
_DONE = re.compile(r"(?:.+ed|.+ing|sold|shown|set|paid|born|heard|held|taken|found|given|made|known)")


def folded(word: str) -> str:
    """Return the singular of a noun in lower case; of any other word something that equals itself alone.

    >>> [folded(word) for word in ("Gangs", "children", "agencies", "searches", "cases", "census")]
    ['gang', 'child', 'agency', 'search', 'case', 'census']
    """
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not is_plural(word):
        return word
    if re.search(r"[^aeiou]ies$", word):
        return f"{word[:-3]}y"
    return word[: -2 if re.search(r"(?:ss|x|ch|sh|zz)es$", word) else -1]


def is_plural(word: str) -> bool:
    """Say whether *word* has the form of a plural."""
    word = word.lower()
    return word in _IRREGULAR or bool(re.search(r"[^su'’i]s$", word))


def words_of(*texts: str) -> frozenset[str]:
    """Return the folded words of *texts*, parts of compounds apart, without those that close a phrase."""
    tokens = (token for text in texts for token in _TOKEN.findall(text))
    return frozenset(folded(token) for token in tokens if token.lower() not in CLOSING)


def head(label: str) -> str:
    """Return the folded noun that a label is about: the last word before what limits it. Empty for two things.

    >>> head("Left-behind children under the age of 14"), head("Suspects arrested"), head("Women and children")
    ('child', 'suspect', '')
    """
    last = ""
    for token in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s-]", label):
        lower = token.lower()
        if lower in ("and", "or"):
            return ""
        if not token[0].isalpha() or lower in CLOSING or (last and _DONE.fullmatch(lower)):
            break
        last = lower
    return folded(last) if last and not _DONE.fullmatch(last) else ""


def phrase_after(text: str, end: int) -> tuple[str, ...]:
    """Return the words after the place *end*, up to a sign or a word that closes a noun phrase.

    >>> phrase_after("three small gangs of thieves", 5), phrase_after("three, all small", 5)
    (('small', 'gangs'), ())
    """
    words: list[str] = []
    while len(words) < _LONGEST and (match := _WORD.match(text, end)) and match[1].lower() not in CLOSING:
        words.append(match[1])
        end = match.end()
    return tuple(words)


def is_of(phrase: tuple[str, ...], nouns: Collection[str], words: Collection[str], plural: bool) -> bool:
    """Say whether *phrase* names one of *nouns*, and says nothing else of it than *words* do.

    Where it is *plural*, its first plural is the thing that is counted; else its first word of *nouns* is.
    """
    for word in phrase:
        if is_plural(word) if plural else folded(word) in nouns:
            return folded(word) in nouns
        if not words_of(word) <= frozenset(words):
            return False
    return False

"""The examples in docstrings, run."""

from __future__ import annotations

import doctest
from types import ModuleType

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def failures(module: ModuleType, **given: object) -> list[str]:
    """Return the public names of *module* whose examples do not give what they say, its classes' methods included.

    *given* are names that the examples may use beside the module's own, such as an opened chapter.
    """
    finder, runner = doctest.DocTestFinder(exclude_empty=True), doctest.DocTestRunner(optionflags=FLAGS)
    failed = []
    for name in module.__all__:
        value = getattr(module, name)
        if not (callable(value) and getattr(value, "__doc__", "")):
            continue
        for test in finder.find(value, name, module=False, globs={**vars(module), **given}):
            if runner.run(test, out=lambda text: None).failed:
                failed.append(test.name)
    return failed

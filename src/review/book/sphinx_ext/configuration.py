"""The Sphinx configuration of a stage, made from the book's settings.

The settings are in Jupyter Book's words and mean what they mean to it, but no Jupyter Book is needed to read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

#: Sphinx's name for each setting that is none of its own. Those below ``sphinx.config`` are handed on as they stand.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "title": "html_title",
        "project": "project",
        "author": "author",
        "copyright": "copyright",
        "exclude_patterns": "exclude_patterns",
        "only_build_toc_files": "external_toc_exclude_missing",
        "execute.execute_notebooks": "nb_execution_mode",
        "execute.stderr_output": "nb_output_stderr",
        "parse.myst_enable_extensions": "myst_enable_extensions",
        "parse.myst_substitutions": "myst_substitutions",
        "html.favicon": "html_favicon",
        "html.use_multitoc_numbering": "use_multitoc_numbering",
        "html.baseurl": "html_baseurl",
        "latex.use_jupyterbook_latex": "use_jupyterbook_latex",
    }
)
#: What holds where a book has no setting of its own.
DEFAULTS: Mapping[str, object] = MappingProxyType(
    {
        "comments_config": {"hypothesis": False, "utterances": False},
        "html_logo": "",
        "html_sourcelink_suffix": "",
        "latex_engine": "pdflatex",
        "myst_url_schemes": ["mailto", "http", "https"],
        "nb_execution_allow_errors": False,
        "nb_execution_cache_path": "",
        "nb_execution_excludepatterns": [],
        "nb_execution_in_temp": False,
        "nb_execution_timeout": 30,
    }
)
# What no book may change.
_FIXED: Mapping[str, object] = MappingProxyType({"external_toc_path": "_toc.yml", "nitpicky": True})
_LEFT_OUT = ("_build", "Thumbs.db", ".DS_Store", "**.ipynb_checkpoints")


def configuration(stage: Path) -> dict[str, Any]:
    """Return the configuration that *stage*/_config.yml asks for: Sphinx's names, with their values."""
    settings = yaml.safe_load((stage / "_config.yml").read_text(encoding="utf-8"))
    named = {NAMES[name]: value for name, value in _leaves(settings) if name in NAMES}
    named["exclude_patterns"] = sorted({*_LEFT_OUT, *named.get("exclude_patterns", ())})
    return {**DEFAULTS, **named, **settings["sphinx"]["config"], **_FIXED, **_static(stage)}


def _leaves(settings: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the settings by their dotted names, those in a group of settings too."""
    leaves = list(settings.items())
    for group, inner in settings.items():
        if isinstance(inner, dict):
            leaves += [(f"{group}.{name}", value) for name, value in inner.items()]
    return leaves


def _static(stage: Path) -> dict[str, list[str]]:
    """Return what says that every page has the scripts and style sheets in *stage*/_static."""
    folder = stage / "_static"
    if not folder.is_dir():
        return {}
    settings = {"html_static_path": [folder.name]}
    for name, pattern in (("html_css_files", "*.css"), ("html_js_files", "*.js")):
        # The file system lists them in an order that no two machines share, and of two rules the later one wins.
        if files := sorted(path.relative_to(folder).as_posix() for path in folder.rglob(pattern)):
            settings[name] = files
    return settings

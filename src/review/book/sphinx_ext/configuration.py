"""The Sphinx configuration of a stage, made by Jupyter Book from the book's settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_book.config import get_final_config


def configuration(stage: Path) -> dict[str, Any]:
    """Return the configuration that Jupyter Book makes of *stage*/_config.yml. Raises ValidationError."""
    made, _ = get_final_config(
        user_yaml=stage / "_config.yml",
        sourcedir=stage,
        cli_config={"external_toc_path": "_toc.yml", "nitpicky": True, "latex_individualpages": False},
        raise_on_invalid=True,
    )
    # Jupyter Book finds them in the order in which the file system lists them, which no two machines share, and
    # of two rules for one thing the later wins.
    found = {name: sorted(made[name]) for name in ("html_css_files", "html_js_files") if name in made}
    return {**made, **found}

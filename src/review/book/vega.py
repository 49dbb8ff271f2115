"""The scripts that make charts live, served from the site itself."""

from __future__ import annotations

from pathlib import Path

import vl_convert

# A classic script: browsers refuse modules from file://. The function keeps the bundle's names out of the window.
_WRAPPED = "(function () {{\n{bundle}\n}})();\n"


def write_scripts(folder: Path) -> None:
    """Write vega.js (Vega, Vega-Lite and Vega-Embed in one) into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    bundle = vl_convert.javascript_bundle()
    (folder / "vega.js").write_text(_WRAPPED.format(bundle=bundle), encoding="utf-8", newline="\n")

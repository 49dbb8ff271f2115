"""The scripts that make charts live, served from the site itself."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from pathlib import Path

import vl_convert

from review.files.atomic import write_whole

# A classic script, as browsers refuse modules from file://. The function keeps the bundle's names to itself.
_WRAPPED = "(function () {{\n{bundle}\n}})();\n"


def write_scripts(folder: Path, kept: Path) -> None:
    """Write vega.js (Vega, Vega-Lite and Vega-Embed in one) into *folder*.

    Bundling takes seconds, so that the bundle of each version of vl-convert stays in *kept*.
    """
    bundle = kept / f"vega-{version('vl-convert-python')}.js"
    if not bundle.is_file():
        kept.mkdir(parents=True, exist_ok=True)
        write_whole(
            bundle,
            _WRAPPED.format(bundle=vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")).encode(),
        )
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(bundle, folder / "vega.js")

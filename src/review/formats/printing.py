"""Sheets printed by Chromium, which the reader of this module has installed; nothing is asked of the network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from review.errors import EnvironmentFault, LimitExceeded

VARIABLE = "REVIEW_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 600
OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",
)


def find_chromium() -> str:
    """Return the program that prints. Raises EnvironmentFault, which says what to install, where there is none."""
    for name in filter(None, (os.environ.get(VARIABLE), *NAMES)):
        if found := shutil.which(name):
            return found
    raise EnvironmentFault(
        "Chromium, which prints the sheets, is missing. Install it (Debian: apt install chromium), "
        f"or name the program in {VARIABLE}."
    )


def printed(html: str) -> bytes:
    """Return the PDF of a document that has everything in it, styles and faces included."""
    program = find_chromium()
    # Chromium does not run as root in its own sandbox.
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, "utf-8")
        places = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", page.as_uri()]
        command = [program, *OPTIONS, *alone, *places]
        try:
            run = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise LimitExceeded(f"Chromium printed for {SECONDS} seconds without an end. Try again.") from None
        if not pdf.is_file():
            last = run.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["it says nothing"]
            raise EnvironmentFault(f"{program} printed nothing: {last[0]}. Version 131 or later is needed.")
        return pdf.read_bytes()

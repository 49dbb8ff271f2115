"""The commands: each a thin door to the library, with an example in its help."""

from __future__ import annotations

import signal
import sys

# Importing the modules adds their commands to the program.
from review.cli import checking as checking
from review.cli import coding as coding
from review.cli import conclusions as conclusions
from review.cli import evidence as evidence
from review.cli import publishing as publishing
from review.cli import versions as versions
from review.cli.application import app
from review.errors import FileFault, ReviewError, Stopped
from review.execution.kernels.stopping import stoppable


def main() -> None:
    """Run the command line: errors that a user can mend end in their message and their exit status."""
    try:
        with stoppable():
            app()
    except ReviewError as error:
        print(error, file=sys.stderr)
        sys.exit(error.status)
    except OSError as error:
        print(FileFault.of(error, "a file"), file=sys.stderr)
        sys.exit(FileFault.status)
    except Stopped as stopped:
        command = " ".join(["review", *sys.argv[1:2]])
        print(f"{command}: stopped by {stopped.name} before its end. Run it again.", file=sys.stderr)
        sys.exit(stopped.code)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            # Who reads the output has read enough ("| head"): no fault of the data, which status 1 would say.
            sys.exit(128 + signal.SIGPIPE)
        raise

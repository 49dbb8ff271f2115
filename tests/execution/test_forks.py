"""Runs in forks of one warm process: what they show and cannot see, what they cost, what becomes of killed ones."""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest
from bicycle_project import Small

from review.corpus.corpus import KEPT_CORPUS
from review.corpus.tables.project import VARIABLE
from review.corpus.tracing import Held
from review.errors import NotebookFailed
from review.execution.kernels.kernel import OwnKernel
from review.execution.runs import forks
from review.execution.runs.batch import ProgressEvent, Task, run_tasks
from review.execution.runs.cache import Cache
from review.execution.runs.forks import FORKS, KERNELS, ForkFailed, Forks
from review.execution.runs.run import run_notebook

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="forks are for Linux alone")

Write = Callable[..., Path]

#: What a kernel does for cells beyond running them.
SHOWN = (
    "import sys\nprint('a', end='')\nprint('b')\nsys.stdout.write('c')\n1",
    "from IPython.display import HTML, clear_output, display, update_display\n"
    "display(HTML('<b>one</b>'), display_id='x')\nprint('gone')\nclear_output(wait=True)\ndisplay('two')\n_",
    "update_display(HTML('<b>three</b>'), display_id='x')\nhandle = display(1, display_id=True)\nhandle.update('last')",
    "import decimal\ndecimal.getcontext().prec = 4\nnumbers = In[1:], Out\nlen(numbers[0]), sorted(numbers[1])",
    "print(decimal.Decimal(1) / 3)\nimport asyncio\nasyncio.get_running_loop().is_running()",
    "import os, tempfile\nos.getcwd(), __name__, sys.path[0], os.environ['TZ'], hash('a'), tempfile.gettempdir()[:5]",
    "import pandas as pd\npd.DataFrame({'a': range(70)}).set_index('a').T",
    "pd.get_option('display.max_columns'), pd.get_option('display.width')",
    "get_ipython().run_line_magic('precision', '2')\n3.14159",
    "class Thing:\n    def _repr_html_(self): return '<i>it</i>'\n[Thing(), Thing()][0]",
    "sorted(name for name in os.environ if not name.startswith(('JPY_', 'PYDEVD')))",
    "b'bytes', {1: {2, 3}}, float('nan'), 'é😀'",
)
CHART = (
    "import altair as alt\nimport pandas as pd\nimport review.notebook",
    "chart = alt.Chart(pd.DataFrame({'a': [1, 2], 'b': [3, 4]}), title='T').mark_bar().encode(x='a', y='b')\nchart",
)


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list with an entry for each kernel that starts from now on."""
    started: list[str] = []
    start = OwnKernel.start_kernel

    async def noted(self: OwnKernel, **options: object) -> None:
        started.append("kernel")
        await start(self, **options)

    monkeypatch.setattr(OwnKernel, "start_kernel", noted)
    return started


def run(
    folder: Path, *notebooks: Path, jobs: int = 1, report: Callable[[ProgressEvent], None] = lambda _: None
) -> dict[str, bytes]:
    """Return what the notebooks show, by number and name, each run anew."""
    tasks = [Task(path, {}, folder / "out" / f"{number}-{path.name}") for number, path in enumerate(notebooks)]
    cache = Cache(folder / f"cache-{time.monotonic_ns()}")
    run_tasks(tasks, folder=folder, cache=cache, inputs=[], jobs=jobs, report=report, timeout=60)
    return {task.output.name: task.output.read_bytes() for task in tasks}


def by_kernel(folder: Path, notebook: Path) -> bytes:
    """Return what the notebook shows in a kernel of its own."""
    output = folder / "kernel.ipynb"
    run_notebook(notebook, output, {}, folder=folder)
    return output.read_bytes()


@pytest.mark.parametrize("cells", [SHOWN, CHART], ids=["outputs", "chart"])
def test_a_fork_shows_what_a_kernel_shows(
    write: Write, tmp_path: Path, scratch: Path, kernels: list[str], cells: tuple[str, ...]
) -> None:
    path = write(*cells)
    (forked,) = run(tmp_path, path).values()
    assert kernels == []
    assert forked == by_kernel(tmp_path, path)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("import os\n_ = os.write(1, b'past Python')", "Unsupported: written past Python"),
        (
            "print(len(review.notebook.publish.__globals__['Chart']({'mark': 'bar'}, 'c', 'a').html.text))",
            "did otherwise with a drawing than show it once",
        ),
        (
            "import threading, time\nthreading.Thread(target=time.sleep, args=(3,), daemon=True).start()",
            "or a thread that still runs",
        ),
        (
            "import os\nos.kill(os.getpid(), 9) if os.environ.get('JPY_PARENT_PID') is None else None",
            "its process ended",
        ),
    ],
    ids=["descriptor", "a drawing measured", "a thread left", "killed"],
)
def test_what_a_fork_cannot_do_a_kernel_does(
    write: Write, tmp_path: Path, scratch: Path, kernels: list[str], cell: str, why: str
) -> None:
    path = write(CHART[0], cell)
    told: list[ProgressEvent] = []
    (made,) = run(tmp_path, path, report=told.append).values()
    assert kernels == ["kernel"]
    assert why in told[-1].why, "it is told why no fork did it"
    assert made == by_kernel(tmp_path, path)


SPOIL = """\
import os, random, sys, warnings
import altair as alt
import pandas as pd
import review.notebook
random.seed(1)
pd.set_option("display.max_rows", 5)
alt.theme.enable("dark")
alt.data_transformers.enable("json")
os.environ["SPOILT"] = "yes"
os.chdir("/")
sys.modules["spoilt"] = sys
builtins = __import__("builtins")
builtins.spoilt = True
warnings.simplefilter("ignore")
review.notebook.spoilt = True
"""
LOOK = """\
import builtins, os, sys, warnings
import altair as alt
import pandas as pd
import review.notebook
import random
print(pd.get_option("display.max_rows"), alt.theme.active, alt.data_transformers.active)
print("SPOILT" in os.environ, os.getcwd() == "/", "spoilt" in sys.modules, hasattr(builtins, "spoilt"))
print({str(each) for each in warnings.filters}, hasattr(review.notebook, "spoilt"), "alt" in globals(), In)
print(random.random() == __import__("random").Random(1).random())
"""


def test_no_run_sees_the_state_of_another(write: Write, tmp_path: Path, scratch: Path, kernels: list[str]) -> None:
    spoil, look = write(SPOIL, name="spoil.ipynb"), write(LOOK, name="look.ipynb")
    made = run(tmp_path, spoil, look)
    assert kernels == []
    assert made["1-look.ipynb"] == by_kernel(tmp_path, look)


def test_what_fails_in_a_fork_is_told_by_a_kernel(write: Write, tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "data.csv").write_text("1")
    path = write("try:\n    open('data.csv')\nexcept Exception:\n    pass")
    with pytest.raises(NotebookFailed, match=r"cell 3: UndeclaredRead: data\.csv is read"):
        run(tmp_path, path)


def test_where_altair_is_met_without_the_door_a_kernel_runs(
    write: Write, tmp_path: Path, scratch: Path, kernels: list[str]
) -> None:
    run(tmp_path, write("import altair as alt\nalt.theme.active"))
    assert kernels == ["kernel"]


def test_who_asks_for_kernels_is_given_no_run_of_a_fork(
    write: Write, tmp_path: Path, scratch: Path, kernels: list[str]
) -> None:
    task, cache = Task(write("1"), {}, tmp_path / "out.ipynb"), Cache(tmp_path / "cache")
    for where in (FORKS, FORKS, KERNELS, KERNELS):
        given = {"folder": tmp_path, "cache": cache, "inputs": [], "jobs": 1, "where": where}
        run_tasks([task], report=lambda _: None, **given)  # type: ignore[arg-type]
    assert kernels == ["kernel"]


def test_a_warm_process_that_fails_leaves_the_runs_to_kernels(
    write: Write, tmp_path: Path, scratch: Path, kernels: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forks, "SERVER", "review.no_such_module")
    run(tmp_path, write("1"), write("2", name="two.ipynb"), jobs=2)
    assert kernels == ["kernel", "kernel"]


def test_many_runs_cost_one_process_and_one_corpus(
    write: Write, bicycles: Small, tmp_path: Path, scratch: Path, kernels: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The counts that make it quick; times depend on the machine."""
    started: list[object] = []
    popen = subprocess.Popen.__init__

    def noted(self: subprocess.Popen[bytes], *arguments: object, **options: object) -> None:
        started.append(arguments[0])
        popen(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    told, kept = tmp_path / "opened", tmp_path / "corpus"
    kept.write_bytes(pickle.dumps(_Noting(str(told), bicycles.corpus())))
    code = "from review.corpus.corpus import open_corpus\nlen(open_corpus().figures)"
    paths = [write(code, name=f"{number}.ipynb") for number in range(5)]
    run_tasks(
        [Task(path, {}, tmp_path / "out" / path.name) for path in paths],
        folder=bicycles.root,
        cache=Cache(tmp_path / "cache"),
        inputs=[],
        jobs=2,
        report=lambda _: None,
        environment={VARIABLE: str(bicycles.root), KEPT_CORPUS: str(kept)},
        held=Held(bicycles.root.resolve(), bicycles.corpus()),
    )
    assert (len(started), told.read_text(), kernels) == (1, "x", [])


VALIDATED = (
    "import altair as alt\nimport pandas as pd\nimport review.notebook\nfrom altair.utils import schemapi\n"
    "asked, validate = [], schemapi.validate_jsonschema\n"
    "schemapi.validate_jsonschema = lambda *given, **named: [asked.append(1), validate(*given, **named)][1]",
    "rows = pd.DataFrame({'a': [1, 2], 'b': [3, 4]})\n"
    "chart = alt.Chart(rows).mark_bar(size=3).encode(alt.X('a', title='A'), alt.Y('b', scale=alt.Scale(zero=True)))",
    "len(asked)",
    "chart",
    "len(asked)",
)


def test_a_chart_is_validated_once_where_it_is_shown(
    write: Write, tmp_path: Path, scratch: Path, kernels: list[str]
) -> None:
    (made,) = run(tmp_path, write(*VALIDATED)).values()
    cells = nbformat.reads(made.decode(), 4).cells
    said = [cell.outputs[0].data["text/plain"] for cell in cells if cell.get("source") == "len(asked)"]
    assert (said, kernels) == (["0", "1"], [])


class _Noting:
    """A corpus that is pickled so that reading it leaves an x in a file."""

    def __init__(self, path: str, corpus: object) -> None:
        self.path, self.corpus = path, corpus

    def __reduce__(self) -> tuple[object, ...]:
        names = {"path": self.path, "corpus": self.corpus}
        return eval, ("[corpus, open(path, 'a').write('x')][0]", names)


def forked() -> Iterator[int]:
    """Yield the warm processes that this process has started, and their children."""
    for task in Path("/proc/self/task").iterdir():
        for child in told(task / "children").split():
            if forks.SERVER in told(Path(f"/proc/{child}/cmdline")):
                yield int(child)
                yield from map(int, told(Path(f"/proc/{child}/task/{child}/children")).split())


def told(path: Path) -> str:
    """Return what a file of a thread or process says: nothing, where that ended since it was listed."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def kill_at_random(chance: random.Random, ended: threading.Event, killed: list[int]) -> None:
    """Kill one of the processes of a batch now and then; the warm one seldom, as nothing is forked after it."""
    while not ended.wait(chance.uniform(0.05, 0.6)):
        processes = [*forked()]
        for victim in [chance.choice([*processes[1:] * 4, *processes])] if processes else []:
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)


@pytest.mark.parametrize("times", [1, pytest.param(50, marks=pytest.mark.soak)], ids=["quick", "soak"])
def test_killed_forks_leave_no_hang_and_no_process(write: Write, tmp_path: Path, scratch: Path, times: int) -> None:
    """A tenth of the runs draws; whatever is killed, the outputs are those of a batch that nobody disturbed."""
    slow = write("import time\ntime.sleep(0.1)\nyear", name="slow.ipynb")
    chart = write(*CHART, name="chart.ipynb")
    paths = [*[slow] * 9, chart]
    undisturbed = run(tmp_path, *paths, jobs=2)
    killed: list[int] = []
    for seed in range(times):
        ended = threading.Event()
        killer = threading.Thread(target=kill_at_random, args=(random.Random(seed), ended, killed))
        killer.start()
        try:
            assert run(tmp_path, *paths, jobs=2) == undisturbed
        finally:
            ended.set()
            killer.join()
        assert list(forked()) == []
    assert killed


def test_a_child_that_never_answers_is_given_up(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "START", 1)
    monkeypatch.setattr(forks, "SERVER", "http.server")  # it listens elsewhere
    with forks.forks(tmp_path, {}, tmp_path, 1) as warm:
        assert isinstance(warm, Forks)
        with pytest.raises(ForkFailed):
            warm.run({"notebook": "a.ipynb"}, 5, threading.Event())

"""What a check costs beside a bare spider: `python -m tests.bench.check --pages 1000`.

All runs fetch pages of 25 kB from one site on loopback, which is a process of its own and puts
nonces, counters and a ticker into every answer. No delay is kept between two requests.

    bare spider        Scrapy without a reactor, without middlewares and extensions: fetch and hash
    pages, first       `docwatch check` of a `webpage` source with `select: main`, the first one
    pages, noise       again: every page comes whole, and none differs in its text
    pages, 304         again: every page is "not modified"
    articles, ...      the same of an `embassy` source: a listing, and the articles that it shows

The machine has other things to do: of two runs alike (all but the first ones) the cheaper counts.
Every run is a process of its own, measured from its start to its end: `wall` in seconds, `CPU` its
own (user and system, the site's not counted) in seconds, `ms a page` that by the pages fetched,
`ratio` that by the bare spider's, `peak` the most memory that was resident, and `disk` the database
with its log after the run, in MB. `after start` is the ratio without what it takes to start: of
both, the CPU of a run over one single page is taken off before.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.request import urlopen

from tests.bench.site import ON_A_LISTING

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run."""

    name: str
    pages: int
    wall: float  # seconds
    cpu: float  # seconds
    peak: float  # MB
    disk: float = 0.0  # MB


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=1000, metavar="N")
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        starts = dict(_starts(Path(folder)))
        _print(list(_runs(Path(folder), pages)), starts)


def _starts(folder: Path) -> Iterator[tuple[str, float]]:
    """The CPU that a run takes for one page: the bare spider's, docwatch's."""
    with _site(1) as base:
        yield "bare", _run("bare spider", 1, "bare", base, "1").cpu
        yield "docwatch", _look(folder, "start", _pages(base, 1), 1).cpu


def _runs(folder: Path, count: int) -> Iterator[Run]:
    with _site(count) as base:
        _run("warm", count, "bare", base, str(count))  # the site makes each page once
        yield _cheaper(lambda: _run("bare spider", count, "bare", base, str(count)))
        yield from _looks(folder, base, "pages", _pages(base, count), count)
        news = f"spider: embassy, url: {base}/zh/news-zh/, languages: [zh], pages: 500"
        news += ", interfaces: [listing]"
        asked = count + -(-count // ON_A_LISTING)
        yield from _looks(folder, base, "articles", news, asked)


def _looks(folder: Path, base: str, name: str, options: str, asked: int) -> Iterator[Run]:
    yield _look(folder, name, options, asked, label=f"{name}, first")
    for look, mood in (("noise", "noisy"), ("304", "still")):
        _get(f"{base}/be/{mood}")
        yield _cheaper(partial(_look, folder, name, options, asked, label=f"{name}, {look}"))
    _get(f"{base}/be/noisy")


def _cheaper(run: Callable[[], Run]) -> Run:
    return min(run(), run(), key=lambda each: each.cpu)


def _look(folder: Path, name: str, options: str, asked: int, *, label: str = "") -> Run:
    config, database = folder / f"{name}.yaml", folder / f"{name}.db"
    config.write_text(
        f"database: {database}\ndelay: 0s\nsources:\n  {name}: {{{options}}}\n", encoding="utf-8"
    )
    run = _run(label or name, asked, "docwatch", str(config), name)
    disk = sum(file.stat().st_size for file in folder.glob(f"{name}.db*")) / 1e6
    return Run(run.name, run.pages, run.wall, run.cpu, run.peak, disk)


def _pages(base: str, count: int) -> str:
    urls = ", ".join(f"{base}/page/{number}" for number in range(count))
    return f"spider: webpage, select: main, urls: [{urls}]"


def _run(name: str, pages: int, kind: str, *arguments: str) -> Run:
    command = [sys.executable, "-m", "tests.bench.run", kind, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name}: {done.stdout}\n{done.stderr}")
    *said, measures = done.stdout.splitlines()
    _check(name, pages, json.loads("\n".join(said)))
    return Run(name, pages, **json.loads(measures))


def _check(name: str, pages: int, said: dict[str, list[dict[str, int]]]) -> None:
    """A run that asked for something else than was wanted measures nothing."""
    (check,) = said["checks"]
    if check["pages"] != pages or check["failed"]:
        sys.exit(f"{name}: {pages} pages were to be read, and this came: {said}")


@contextmanager
def _site(count: int) -> Iterator[str]:
    """The address of a site of `count` pages, and as many articles."""
    command = [sys.executable, "-m", "tests.bench.site", str(count)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as site:
        if site.stdin is None or site.stdout is None:
            sys.exit("the site has no pipes")
        yield f"http://127.0.0.1:{int(site.stdout.readline())}"
        site.stdin.close()


def _get(url: str) -> None:
    with urlopen(url) as answer:
        answer.read()


def _print(runs: list[Run], starts: dict[str, float]) -> None:
    bare = runs[0]
    head = ("pages", "wall s", "CPU s", "ms a page", "ratio", "after start", "peak MB", "disk MB")
    print(f"{'':20}" + "".join(f"{each:>12}" for each in head))
    for run in runs:
        each = run.cpu / run.pages
        start = starts["bare" if run is bare else "docwatch"]
        after = (run.cpu - start) / run.pages
        bare_after = (bare.cpu - starts["bare"]) / bare.pages
        row = (
            f"{run.pages:12}{run.wall:12.1f}{run.cpu:12.2f}{each * 1000:12.2f}"
            f"{each * bare.pages / bare.cpu:12.2f}{after / bare_after:12.2f}"
            f"{run.peak:12.1f}{run.disk:12.2f}"
        )
        print(f"{run.name:20}{row}")


if __name__ == "__main__":
    main()

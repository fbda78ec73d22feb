"""What it takes to read a page: `python -m tests.bench.reading`.

Milliseconds of CPU a page, the median of several rounds, for a page of 25 kB with a selector and
without one, an article of a mission's site, a listing, and a page of a drawn UN document.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import process_time

from crawler.items import Page, Role, Verdict
from crawler.options import OPTIONS
from crawler.spiders import SPIDERS
from tests.bench.site import page as bench_page
from tests.un_pages import un_pdf
from tests.un_text import Part

ROUNDS = 15
BASE = "http://127.0.0.1"
PARTS = tuple(
    Part(f"{n}. 代表团重申支持理事会的工作，并欢迎本届会议的各项成果。" * 4) for n in range(1, 60)
)


def main() -> None:
    """Read, and print the table."""
    print(f"{'':32}{'ms a page':>12}")
    for name, read, pages in _cases():
        read()  # imports and caches are not what is measured
        print(f"{name:32}{median(_took(read) for _ in range(ROUNDS)) / pages:12.2f}")


def _cases() -> list[tuple[str, Callable[[], object], int]]:
    page, story, listing = (
        bench_page(path, BASE, 100) or b"" for path in ("/page/7", "/zh/story-7/", "/zh/news-zh/")
    )
    pdf = un_pdf(PARTS)
    news = {"url": f"{BASE}/zh/news-zh/", "interfaces": ["listing"]}
    return [
        ("page, with a selector", _reader("webpage", "/page/7", page, select=["main"]), 1),
        ("page, without one", _reader("webpage", "/page/7", page), 1),
        ("article", _reader("embassy", "/zh/story-7/", story, **news), 1),
        ("listing of 20", _reader("embassy", "/zh/news-zh/", listing, role="listing", **news), 1),
        ("PDF", _reader("un_documents", "/A", pdf, symbols=["A/76/100"]), _pages(pdf)),
    ]


def _reader(
    spider: str, path: str, body: bytes, *, role: Role = "document", **options: object
) -> Callable[[], object]:
    url = f"{BASE}{path}"
    given = {"url": url} | options if spider == "webpage" else options
    chosen = OPTIONS[spider].model_validate(given)
    page = Page(url=url, answered=url, status=200, fetched_at=datetime.now(UTC), verdict=Verdict.OK)
    return lambda: SPIDERS[spider].read(page, body, role, chosen)


def _took(read: Callable[[], object]) -> float:
    before = process_time()
    read()
    return (process_time() - before) * 1000


def _pages(pdf: bytes) -> int:
    return max(1, pdf.count(b"/Type /Page") - pdf.count(b"/Type /Pages"))


if __name__ == "__main__":
    main()

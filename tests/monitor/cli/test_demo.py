"""docwatch demo, from the command line to the history in a browser."""

import re
import signal
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest

from tests.monitor.cli.desk import Child


def fetched(url: str) -> str:
    answer = httpx.get(url, trust_env=False)
    assert answer.status_code == 200, url
    return answer.text


def link(page: str, kind: str, text: str) -> str:
    """Where the link with that text leads."""
    return re.findall(rf'href="([^"]*/{kind}/[^"]*)"[^>]*>{text}', page)[0]


def test_it_ends_in_the_history_of_what_it_showed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with Child(tmp_path / "unused", "demo", "--every", "10ms", "--browse") as demo:
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", demo.until("can be read at"))
        first = fetched(address)
        assert len(re.findall(r"/docwatch/sources/(embassy|un)\b", first)) >= 2
        change = fetched(urljoin(address, link(first, "changes", "北岸国常驻联合国代表团")))
        history = fetched(urljoin(address, link(change, "documents", "History")))
        demo.tell(signal.SIGINT)
        assert demo.ends() == 0

    assert re.search(r"<del>350万?</del>\s*<ins>230万?</ins>", change)
    assert "由于技术原因于2044年10月28日重新印发。" in change
    assert "A/99/214" in history
    assert len(set(re.findall(r"/versions/(\d)", history))) == 2

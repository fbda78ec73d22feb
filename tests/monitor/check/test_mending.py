"""Pages that could not be read for a while: what is told of them once they can be read again."""

from crawler.items import Verdict
from monitor.model import Kind
from tests.monitor.check.watch import ONE, TWO, Answer, Watch, came, failed

OLD, NEW = "会议定于十月举行，请各位代表准时出席。", "会议定于十一月举行，请各位代表准时出席。"
OTHER_EYES = ["article"]


def _before(url: str, text: str) -> Answer:
    page = f"<!doctype html><html lang='zh'><main><h1>通知</h1><p>{text}</p></main></html>"
    return came(url, page.encode())


def _after(url: str, text: str) -> Answer:
    """The new design, of which the old selector finds nothing, read by the new one."""
    half = len(text) // 2
    page = (
        "<!doctype html><html lang='zh'><article><h1>通知</h1>"
        f"<div>{text[:half]}<br>{text[half:]}</div></article></html>"
    )
    return came(url, page.encode(), select="article")


async def _redesigned(pages: Watch) -> None:
    """Both pages stood, could not be read for two looks, and the selector was replaced."""
    await pages.look(_before(ONE, OLD), _before(TWO, OLD))
    for _ in range(2):
        await pages.look(failed(ONE, Verdict.UNREADABLE), failed(TWO, Verdict.UNREADABLE))
    pages.become(options=dict(pages.source.options) | {"select": OTHER_EYES})


async def test_what_changed_meanwhile_is_told_though_the_old_page_cannot_be_read_any_more(
    pages: Watch,
) -> None:
    await _redesigned(pages)
    report = await pages.look(_after(ONE, NEW), _after(TWO, OLD))

    [change] = report.changes
    assert (change.kind, change.url, change.failed_checks) == (Kind.EDITED, ONE, 2)
    assert pages.kinds(told=False) == [Kind.EDITED]
    report = await pages.look(_after(ONE, NEW), _after(TWO, OLD))
    assert (report.unchanged, report.changes) == (2, ())


async def test_texts_with_little_in_common_are_read_otherwise_and_not_edited(
    pages: Watch,
) -> None:
    await _redesigned(pages)
    banner = "本网站使用必要的技术来改善您的浏览体验，点击即表示您同意我们的政策。"
    report = await pages.look(_after(ONE, banner), _after(TWO, OLD))
    assert report.changes == ()


async def test_a_page_that_failed_and_was_never_redesigned_is_compared_in_full(
    pages: Watch,
) -> None:
    await pages.look(_before(ONE, OLD))
    await pages.look(failed(ONE, Verdict.UNREADABLE))
    report = await pages.look(_before(ONE, OLD.replace("，", ",")))
    assert [change.kind for change in report.changes] == [Kind.TYPOGRAPHIC]

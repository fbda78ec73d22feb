"""What a request that brought no response means: our own refusals, the network's troubles."""

import re
from collections.abc import Mapping
from typing import ClassVar

from crawler.items import Verdict
from crawler.verdict.evidence import Judgement, one_line


class RefusalError(Exception):
    """A request not made, or an answer not taken, by our own decision."""

    verdict: ClassVar[Verdict] = Verdict.ERROR


class NotPublicError(RefusalError):
    """The address leads to a machine that is not on the public internet."""

    def __init__(self, address: str) -> None:
        super().__init__(f"refused: {address} is not a public address")


class DisallowedError(RefusalError):
    """The site's robots.txt does not want this page to be asked for."""

    verdict = Verdict.DISALLOWED


class UnknownRulesError(RefusalError):
    """The site's robots.txt could not be had, so that nothing may be asked (RFC 9309, 2.3.1.4)."""


class RestingError(RefusalError):
    """The host has asked to be left alone for longer than a crawl waits."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(f"not asked: {host} asked for rest, {round(seconds)} s of it are left")


class TooLargeError(RefusalError):
    """The body is larger than we take."""

    verdict = Verdict.TOO_LARGE


class CutShortError(RefusalError):
    """The crawl was ended before this was answered."""

    def __init__(self) -> None:
        super().__init__("the crawl was cut short")


def judge_failure(error: BaseException | None) -> Judgement:
    """The verdict on a request that brought no response, and in one line what happened."""
    if isinstance(error, RefusalError):
        return error.verdict, one_line(str(error))
    names = (kind.__name__ for kind in type(error).__mro__)
    verdict, what = next((_FAILURES[name] for name in names if name in _FAILURES), _OTHER_FAILURE)
    said = _ERROR_OBJECT.sub(r"\1", _TLS_DETAILS.sub("", str(error)))
    return verdict, one_line(f"{what.format(type(error).__name__)}: {said}")


_FAILURES: Mapping[str, Judgement] = {
    "DownloadTimeoutError": (Verdict.ERROR, "no answer in time"),
    "CannotResolveHostError": (Verdict.ERROR, "the name was not found"),
    "DownloadConnectionRefusedError": (Verdict.ERROR, "no connection"),
    "ResponseDataLossError": (Verdict.TRUNCATED, "the answer broke off"),
    "DownloadFailedError": (Verdict.ERROR, "the connection failed"),
    "IgnoreRequest": (Verdict.ERROR, "not followed"),
}
_OTHER_FAILURE: Judgement = (Verdict.ERROR, "{}")
_TLS_DETAILS = re.compile(r" ssl:(?:\w+|<[^>]*>)")  # aiohttp names an object in memory
_ERROR_OBJECT = re.compile(r"<\w+: \d+, message=['\"]([^'\"]*)['\"]>")  # of an error, its words

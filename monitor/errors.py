"""The errors, named for who must act.

    DocwatchError
    ├─ ConfigError        the operator can mend it; all mistakes at once          → exit 2
    ├─ BusyError          another docwatch holds the database                     → exit 1
    ├─ CheckError         one source, this time: recorded, the daemon goes on
    │   ├─ FetchError         its pages could not be had
    │   ├─ ReadError          they came, and could not be read
    │   └─ ImplausibleError   they were read, and cannot be true
    ├─ DeliveryError      one alert, one channel: kept, backed off, given up aloud
    └─ StoreError         the record is in doubt: stop at once                    → exit 70

No traceback reaches a person for anything in this tree. A message says what was seen, what was
expected, what to do.
"""

from dataclasses import dataclass
from datetime import timedelta


class DocwatchError(Exception):
    """Anything that docwatch itself has to say no to."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a configuration: where it stands, and what is wrong with it."""

    path: str  # "sources.embassy-news.every"; empty for the file as a whole
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class ConfigError(DocwatchError):
    """The configuration cannot be used; `mistakes` has every one of them."""

    exit_code = 2

    def __init__(self, file: str, mistakes: list[Mistake]):
        self.file = file
        self.mistakes = mistakes
        lines = "\n".join(f"  {mistake}" for mistake in mistakes)
        super().__init__(f"{file} cannot be used:\n{lines}")


class BusyError(DocwatchError):
    """Another docwatch is at work on this database."""


class CheckError(DocwatchError):
    """A check of one source failed this time."""


class FetchError(CheckError):
    """The pages of a source could not be had."""


class ReadError(CheckError):
    """The pages came and could not be read."""


class ImplausibleError(CheckError):
    """The pages were read, and what they say cannot be true."""


class DeliveryError(DocwatchError):
    """An alert did not reach its channel.

    `temporary`: trying again may help. `retry_after`: the server's own word on when. `unreachable`:
    the server as a whole did not answer, so that the channel's other alerts need not be tried now.
    `remaining`: whom it has not reached, where others of the channel have it already (empty: nobody
    has it).
    """

    def __init__(
        self,
        message: str,
        *,
        temporary: bool = True,
        retry_after: timedelta | None = None,
        unreachable: bool = False,
        remaining: tuple[str, ...] = (),
    ):
        super().__init__(message)
        self.temporary = temporary
        self.retry_after = retry_after
        self.unreachable = unreachable
        self.remaining = remaining


class StoreError(DocwatchError):
    """The record is in doubt: nothing may go on before somebody looked."""

    exit_code = 70

"""The errors: each says who must act, and a message says what is wrong."""

from datetime import timedelta

import pytest

from monitor.errors import (
    BusyError,
    CheckError,
    ConfigError,
    DeliveryError,
    DocwatchError,
    FetchError,
    ImplausibleError,
    Mistake,
    ReadError,
    StoreError,
)


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (ConfigError("config.yaml", []), 2),
        (BusyError(), 1),
        (FetchError(), 1),
        (DeliveryError("450"), 1),
        (StoreError(), 70),
    ],
)
def test_every_error_is_ours_and_has_its_exit_code(error: DocwatchError, exit_code: int) -> None:
    assert isinstance(error, DocwatchError)
    assert error.exit_code == exit_code


@pytest.mark.parametrize("kind", [FetchError, ReadError, ImplausibleError])
def test_what_fails_in_a_check_stays_in_the_check(kind: type[Exception]) -> None:
    assert issubclass(kind, CheckError)


def test_a_configuration_error_names_every_mistake_and_where_it_stands() -> None:
    mistakes = [
        Mistake("sources.embassy-news.every", "expected a duration such as 30m"),
        Mistake("", "the file is empty"),
    ]
    error = ConfigError("config.yaml", mistakes)
    assert error.mistakes == mistakes
    assert str(error) == (
        "config.yaml cannot be used:\n"
        "  sources.embassy-news.every: expected a duration such as 30m\n"
        "  the file is empty"
    )


def test_a_delivery_error_says_whether_and_when_to_try_again() -> None:
    plain = DeliveryError("connection refused")
    assert (plain.temporary, plain.retry_after, plain.unreachable) == (True, None, False)
    assert plain.remaining == ()

    said = DeliveryError(
        "429", retry_after=timedelta(minutes=5), unreachable=True, remaining=("b@example.org",)
    )
    assert (said.retry_after, said.unreachable) == (timedelta(minutes=5), True)
    assert (str(said), said.remaining) == ("429", ("b@example.org",))

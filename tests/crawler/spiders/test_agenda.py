"""What is urgent is asked first, nothing is asked twice, and the budget bounds it all."""

from crawler.spiders.agenda import Agenda, Asked, Urgency


def asked(name: str) -> Asked:
    return Asked(f"https://site.example.org/{name}", "document")


def filled(budget: int | None) -> Agenda:
    agenda = Agenda(budget)
    for urgency in reversed(Urgency):
        for number in (1, 2):
            agenda.add(urgency, asked(f"{urgency.name}-{number}"))
    return agenda


def all_of(agenda: Agenda) -> list[str]:
    found = []
    while (one := agenda.pop()) is not None:
        found.append(one.url.rpartition("/")[2])
    return found


def test_the_most_urgent_comes_first_and_of_those_the_oldest() -> None:
    assert all_of(filled(None)) == [
        f"{name}-{number}" for name in ("LISTING", "UNKNOWN", "DUE", "PROBE") for number in (1, 2)
    ]


def test_an_address_is_taken_once_asked_or_not() -> None:
    agenda = Agenda(None)

    assert agenda.add(Urgency.DUE, asked("a"))
    assert not agenda.add(Urgency.LISTING, asked("a"))
    assert all_of(agenda) == ["a"]
    assert not agenda.add(Urgency.DUE, asked("a"))


def test_second_tries_cost_as_much_as_first_ones() -> None:
    agenda = filled(3)

    assert agenda.spend()
    assert (len(all_of(agenda)), len(agenda)) == (2, 6)
    assert (agenda.spend(), agenda.next, agenda.has_budget) == (False, None, False)


def test_it_says_what_comes_next_without_taking_it() -> None:
    agenda = filled(None)

    assert agenda.has_listings
    assert agenda.next == agenda.pop() == asked("LISTING-1")
    assert agenda.pop() == asked("LISTING-2")
    assert not agenda.has_listings

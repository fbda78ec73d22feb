"""What can happen to the two sites in the demo."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.demo.embassy import Embassy
from monitor.demo.pages import Skin, Story
from monitor.demo.un import UnitedNations


@dataclass(frozen=True, slots=True)
class Sites:
    """Both of them."""

    embassy: Embassy
    un: UnitedNations


Act = Callable[[Sites], None]


def publish(story: Story) -> Act:
    """Put an article on top of the embassy's listing."""
    return lambda sites: sites.embassy.publish(story)


def replace(story: Story) -> Act:
    """Put an article in the place of the one that has its address."""
    return lambda sites: sites.embassy.replace(story)


def pull(slug: str) -> Act:
    """Take an article off the embassy's site."""
    return lambda sites: sites.embassy.pull(slug)


def dress(skin: Skin) -> Act:
    """Give the embassy's site another look."""

    def act(sites: Sites) -> None:
        sites.embassy.skin = skin

    return act


def challenge(slug: str) -> Act:
    """Show a challenge where an article is."""
    return lambda sites: sites.embassy.challenged.add(slug)


def let_in(sites: Sites) -> None:
    """Show no challenge any more."""
    sites.embassy.challenged.clear()


def break_down(sites: Sites) -> None:
    """Let the embassy answer everything with an error."""
    sites.embassy.is_down = True


def mend(sites: Sites) -> None:
    """Let it answer as before."""
    sites.embassy.is_down = False


def put(symbol: str, language: str, body: bytes) -> Act:
    """Put out a file under a symbol, in the place of the one that is there."""

    def act(sites: Sites) -> None:
        sites.un.documents[symbol, language] = body

    return act


def wait(sites: Sites) -> None:
    """Do nothing."""

"""What WordPress's API answers where it refuses: an object of a code, a message and a status."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer of the API in the place of what it was asked for."""

    code: str
    message: str
    status: int | None  # None where it says none

    @classmethod
    def of(cls, text: str | bytes) -> "Refusal | None":
        """The refusal that a body is; None where it is anything else."""
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(said, dict) or not isinstance(said.get("code"), str):
            return None
        return cls(said["code"], str(said.get("message", "")), _status(said))


def _status(said: dict[str, Any]) -> int | None:
    data = said.get("data")
    status = data.get("status") if isinstance(data, dict) else None
    return status if isinstance(status, int) else None

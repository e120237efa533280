"""The clinics and groups of the demo: two with a name in the product, and as many more as are asked for."""

from dataclasses import dataclass
from datetime import time

_MORE = (
    "Ashcombe", "Birchfield", "Calderbrook", "Dunmere", "Eastholme", "Fernleigh", "Greywell", "Hazelmoor",
    "Ivybridge", "Kestrel Park", "Larkhill", "Millbeck", "Northgate", "Oakhanger", "Pendle View", "Quarry Lane",
    "Rowanside", "Saltmarsh", "Thornbury Cross", "Underwood", "Valley Road", "Westmere", "Yarrow Bank",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A clinic with its group, where it meets, and when: every second `weekday` (Monday is 0) at a local time."""

    number: int
    clinic: str
    group: str
    reply_to: str
    venue: str
    access_notes: str
    weekday: int
    local_time: time
    minutes: int
    # How long its consents last; None: until they are withdrawn.
    consent_months: int | None = None
    # Whether its group asks how a group session was.
    asks_feeling: bool = False


RIVERSIDE = Place(
    1, "Riverside Community Pain Service", "Riverside Graduate Group", "team@riverside.example",
    "Riverside Library, ground floor", "Level entrance on Mill Street. Two disabled parking bays. Hearing loop.",
    3, time(14), 120, consent_months=24, asks_feeling=True,
)  # fmt: skip
HILLSIDE = Place(
    2, "Hillside Pain Service", "Hillside Graduate Group", "team@hillside.example",
    "Hillside Community Hall", "Ramp at the side door. Chairs with arms in the small room.",
    0, time(10, 30), 90,
)  # fmt: skip


def place(number: int) -> Place:
    """The `number`th place, from 1."""
    if number <= 2:
        return (RIVERSIDE, HILLSIDE)[number - 1]
    again, which = divmod(number - 3, len(_MORE))
    name = f"{_MORE[which]} {again + 1}" if again else _MORE[which]
    return Place(
        number, f"{name} Pain Service", f"{name} Graduate Group", f"team{number}@clinics.example",
        f"{name} Community Centre", "Level entrance.", number % 5, time(10 + number % 5), 120,
    )  # fmt: skip

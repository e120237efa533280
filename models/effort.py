"""How much a role asks of whoever takes it, and how much suits a member."""

from enum import StrEnum


class Effort(StrEnum):
    """From the least to the most."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

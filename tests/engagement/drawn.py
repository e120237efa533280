"""The figures that a chart is drawn from, as they stand in its specification."""

from typing import Any


def drawn(spec: dict[str, Any], layer: int = 0) -> list[dict[str, Any]]:
    """The rows of one layer; altair keeps the data of an only layer beside it."""
    data = (spec["layer"][layer].get("data") if "layer" in spec else None) or spec["data"]
    values: list[dict[str, Any]] = data["values"] if "values" in data else spec["datasets"][data["name"]]
    return values

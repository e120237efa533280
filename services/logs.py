"""The log: one JSON line an event on standard error. Ids and counts; never a name, an address or what was typed."""

import logging
import sys

import structlog


def log() -> structlog.typing.FilteringBoundLogger:
    """Where events of ours are written."""
    made: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
    )
    return made

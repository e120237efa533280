"""Fragments run again without their page, which AppTest does not do by itself."""

from dataclasses import replace
from typing import Any
from unittest.mock import patch

from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.local_script_runner import LocalScriptRunner


def alone(app: AppTest, fragments: list[str] | None = None) -> Any:
    """While this lasts the app runs fragments and not the page, as a browser does after a tap in one.

    By default the only one that there is.
    """
    if fragments is None:
        fragments = list(app._fragment_storage._fragments)
        assert len(fragments) == 1
    whole = LocalScriptRunner.request_rerun

    def part(runner: LocalScriptRunner, data: RerunData) -> bool:
        runner._requests = ScriptRequests()  # with what it began with it would run the whole page
        return whole(runner, replace(data, fragment_id_queue=fragments))

    return patch.object(LocalScriptRunner, "request_rerun", part)

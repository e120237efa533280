"""One finding on a page of its own, opened, and the files that it leads to."""

import html
import io
import re

import openpyxl
from streamlit.testing.v1 import AppTest

from models import AuditEvent
from services.engagement.periods import Period
from services.security.sign_in import actor_of_token
from tests import make
from tests.apps import Apps
from ui import files
from ui.charts.finding import Finding
from ui.cookies import session_cookie
from ui.exporting import take_away


def one_finding(group_id, over, finding):  # type: ignore[no-untyped-def] # run by its source alone, without what is imported here
    from ui.engagement.shown import Question, shown

    shown(group_id, Question("coming", "Coming to the group"), over, finding)


def shown(
    apps: Apps, finding: Finding, who: str = "coordinator", *, over: Period | None = Period.LAST_12_MONTHS
) -> AppTest:
    signed_in = apps.sign_in(who)
    app = AppTest.from_function(one_finding, args=(apps.cast.group.id, over, finding), default_timeout=30)
    app.jar = signed_in.jar
    app.session_state["more_coming"] = True
    return app.run()


def links(app: AppTest) -> dict[str, str]:
    return {link.proto.label: link.proto.url for link in app.get("link_button")}


def fetched(app: AppTest, address: str = "") -> files.File:
    """What the link on the screen, or one that was there, leads this sign-in to."""
    actor = actor_of_token(app.jar[session_cookie()])
    assert actor is not None
    return files.offered(actor, (address or next(iter(links(app).values()))).rpartition("/")[2])


def words_of(file: files.File) -> str:
    """Everything that a file says, as somebody reads it: wrapped lines run on."""
    if file.kind == take_away.XLSX:
        book = openpyxl.load_workbook(io.BytesIO(file.content))
        return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    text = re.sub(r"<[^>]*>", " ", file.content.decode("utf-8", "replace"))
    return " ".join(html.unescape(text).split())


def exports() -> list[AuditEvent]:
    return make.rows(AuditEvent, action="engagement.exported")

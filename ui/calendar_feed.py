"""A group's dates for calendars: a file for who is signed in, and a feed for who holds a private address."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from services.calendar.feed import feed
from services.calendar.file import calendar_file
from services.errors import NotFound
from ui.files import file_about

KIND = "text/calendar; charset=utf-8"


async def _feed(request: Request) -> Response:
    made = await run_in_threadpool(feed, request.path_params["token"])
    if made is None:
        return PlainTextResponse(f"{NotFound()}", status_code=404, headers={"cache-control": "no-store"})
    return Response(
        made,
        media_type=KIND,
        headers={
            "content-disposition": 'attachment; filename="group-sessions.ics"',
            # Kept by the calendar alone, and asked for again each time: a stopped link stops at once.
            "cache-control": "private, no-cache",
        },
    )


ROUTES = [
    Route("/calendar/{token}.ics", _feed, methods=["GET"]),
    file_about("group-sessions.ics", KIND, calendar_file),
]

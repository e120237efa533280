"""What the question's pages load, below /feeling/ like them.

A proxy's log leaves out that path. Loaded from elsewhere, it would tell who answered, and when.
"""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.settings import ROOT

LOADED = "/feeling/loaded/"
_STATIC = ROOT / "static"
_FILES = {
    "icon": ("image/svg+xml", _STATIC / "icon.svg"),
    "typeface": ("font/woff2", _STATIC / "fonts" / "atkinson-hyperlegible-next-latin-wght-normal.woff2"),
}


def _loaded(request: Request) -> Response:
    if (found := _FILES.get(request.path_params["name"])) is None:
        return Response(status_code=404)
    kind, path = found
    return Response(path.read_bytes(), media_type=kind, headers={"cache-control": "max-age=604800"})


ROUTE = Route(f"{LOADED}{{name}}", _loaded, methods=["GET"])

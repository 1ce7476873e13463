"""Which address shows what."""

from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from hashlib import blake2b

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

# Looks back take half a second to import: when the server begins, not while somebody waits for a first answer.
import timeline.actions.asking.recorded
import timeline.storage.schema.memory  # noqa: F401
from timeline import __version__
from timeline.actions.newest_change import newest_change
from timeline.errors import AmbiguousName, DatabaseError, TimelineError, TookTooLong, UnknownName
from timeline.web.answers import UNCHANGED, html
from timeline.web.asking import parameters
from timeline.web.guard import Guard
from timeline.web.login import cookie, is_token
from timeline.web.pages.conflicts_page import conflicts_page
from timeline.web.pages.count_page import count_page
from timeline.web.pages.download import download
from timeline.web.pages.duplicates_page import duplicates_page
from timeline.web.pages.events_page import events_page
from timeline.web.pages.home_page import home_page
from timeline.web.pages.lists_page import LISTS, list_page
from timeline.web.pages.log_page import change_page, log_page
from timeline.web.pages.page import Asking
from timeline.web.pages.questions_page import questions_page
from timeline.web.pages.record_page import RECORDS, record_page
from timeline.web.pages.window_data import density_data, window_data
from timeline.web.site import Site
from timeline.web.static_files import PREFIX, addresses, static_files

_LONGEST_FORM = 8_192
_SHOWN = (
    *("/", "/events", "/count", "/actors", "/places", "/sources"),
    *("/questions", "/conflicts", "/duplicates", "/log", "/export"),
)

Page = Callable[[Asking], Response]


def application(site: Site) -> ASGIApp:
    """The application that serves a site."""
    routes = [
        Route("/", _shows(site, home_page)),
        Route("/index.json", _shows(site, home_page)),
        Route("/window.json", _shows(site, window_data)),
        Route("/density.json", _shows(site, density_data)),
    ]
    lists: dict[str, Page] = {
        "/events": events_page,
        "/count": count_page,
        **{f"/{kind}s": list_page for kind in LISTS},
        "/questions": questions_page,
        "/conflicts": conflicts_page,
        "/duplicates": duplicates_page,
    }
    for path, page in lists.items():
        routes += [Route(each, _shows(site, page)) for each in (path, f"{path}.json")]
    routes += [Route(f"/{kind}s/{{id}}", _shows(site, record_page)) for kind in RECORDS]
    routes += [Route(each, _shows(site, log_page)) for each in ("/log", "/log.json")]
    routes += [
        Route("/log/{id}", _shows(site, change_page)),
        Route("/export", _shows(site, download)),
        Route(f"{PREFIX}{{name}}", _static),
        Route("/robots.txt", _robots),
        Route("/login", _login(site), methods=["GET", "POST"]),
    ]
    inner = Starlette(routes=routes, exception_handlers={404: _no_page(site)})
    inner.router.redirect_slashes = False
    return Guard(inner, _login_form(site), site)


def _shows(site: Site, page: Page) -> Callable[[Request], Response]:
    """A handler of a page: what is wrong with what is asked, or with the database, is told on a page as well."""

    def handle(request: Request) -> Response:
        asking = Asking.of(request.scope, site)
        try:
            tag = _tag(asking)
            if tag in _tags_held(request.headers.get("if-none-match", "")):
                return Response(None, 304, {"etag": tag, "cache-control": UNCHANGED})
            response = page(asking)
            if response.status_code == 200:
                response.headers["etag"] = tag
            return response
        except DatabaseError as error:
            return asking.told(503, "The database cannot be asked", str(error))
        except TookTooLong as error:
            return asking.told(503, "This took too long", str(error))
        except TimelineError as error:
            if asking.id and isinstance(error, UnknownName | AmbiguousName):  # the address itself names nothing
                return asking.told(404, "Not found", str(error))
            return asking.told(400, "This cannot be asked", str(error))

    return handle


def _tag(asking: Asking) -> str:
    """What an answer is known by: another after each change of the database, of the day, or of this program."""
    known = (newest_change(asking.site.database), date.today().isoformat(), __version__, *addresses().values())
    told = "\n".join((*known, asking.path, str(asking.as_json), asking.query.decode("latin-1")))
    return f'W/"{blake2b(told.encode(), digest_size=12).hexdigest()}"'


def _tags_held(given: str) -> set[str]:
    return {each.strip() for each in given.split(",")}


async def _static(request: Request) -> Response:
    file = static_files().get(request.url.path)
    if file is None:
        return PlainTextResponse("there is no such file\n", 404)
    kept = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(file.content, 200, kept, file.media_type)


async def _robots(request: Request) -> Response:  # noqa: ARG001 - Starlette's signature
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


def _no_page(site: Site) -> Callable[[Request, Exception], Response]:
    def handle(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's signature
        asking = Asking.of(request.scope, site)
        path = request.url.path
        first = f"/{path.split('/')[1]}" if path.count("/") else path
        near = get_close_matches(first.removesuffix(".json"), _SHOWN, n=1)
        offer = f": did you mean {near[0]}{path[len(first) :]}?" if near and near[0] != first else ""
        said = f"there is no page {path}{offer}"
        return asking.told(404, "Not found", said)

    return handle


# --- who has the token -----------------------------------------------------------------------------------


def _login_form(site: Site) -> ASGIApp:
    """What is answered to who has no token: a form for people, a line for programs."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        asks = {"www-authenticate": "Bearer", "cache-control": "no-store"}
        if "text/html" in headers.get("accept", ""):
            query = scope["query_string"].decode("latin-1")
            response = _form(site, f"{scope['raw_path'].decode('latin-1')}{'?' if query else ''}{query}", "")
            response.headers["www-authenticate"] = "Bearer"
        else:
            response = PlainTextResponse("send the token: Authorization: Bearer TOKEN\n", 401, asks)
        await response(scope, receive, send)

    return answer


def _form(site: Site, to: str, fault: str) -> Response:
    return html("login.html", status=401, to=to, fault=fault, site=site.name)


def _login(site: Site) -> Callable[[Request], object]:
    async def handle(request: Request) -> Response:
        if site.token is None:
            return RedirectResponse("/", 303)
        if request.method != "POST":
            return _form(site, "/", "")
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("this form is not for other sites\n", 403)
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _LONGEST_FORM:
                return PlainTextResponse("that is too long for a token\n", 413, {"connection": "close"})
        try:
            given = dict(parameters(body))
        except TimelineError as error:
            return _form(site, "/", str(error))
        to = given.get("to", "/")
        to = to if to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() else "/"
        if not is_token(given.get("token", "").strip(), site.token):
            return _form(site, to, "That is not the token.")
        response = RedirectResponse(to, 303, {"cache-control": "no-store"})
        is_secure = "https" in (request.url.scheme, request.headers.get("x-forwarded-proto"))
        response.headers["set-cookie"] = cookie(site.token, secure=is_secure)
        return response

    return handle

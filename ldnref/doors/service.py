"""The local service: CDS Hooks, the JSON of the commands, and a page for people.

The same functions as the commands behind a few routes. Stores nothing, logs nothing, sends nothing.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from functools import wraps
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from ldnref.answers.answer import Answer
from ldnref.answers.cards.made import with_card
from ldnref.answers.checking.held import Held
from ldnref.answers.checking.told import check
from ldnref.answers.checking.verdict import Dose
from ldnref.answers.doses import DoseError, milligrams
from ldnref.answers.inventory.topics import topic
from ldnref.answers.named.lexicon import Lexicon
from ldnref.answers.record import check as check_record
from ldnref.doors.cards import cards, services
from ldnref.doors.guards import Guard, RequestRefusedError, body, problem
from ldnref.doors.openapi import described
from ldnref.doors.outcomes import outcome
from ldnref.doors.parsing import MissingError, NotReadError, parsed
from ldnref.doors.records import record
from ldnref.formats.as_json import envelope
from ldnref.formats.web import CheckForm, page, style
from ldnref.knowledge.model import KnowledgeBase
from ldnref.knowledge.model_records import RecordWords
from ldnref.tuples import NamedTuple

Handler = Callable[[Request], Awaitable[Response]]


class Served(NamedTuple):
    """What the service answers from."""

    base: KnowledgeBase
    #: The base that holds a topic, by its name.
    topic: Callable[[str], KnowledgeBase]
    today: Callable[[], date]


def app(served: Served, hosts: Sequence[str] = (), origins: Sequence[str] = ()) -> Starlette:
    """The service as an ASGI app; `hosts` and `origins` are those beside this machine's own."""
    its = _Handlers(served)
    routes = [
        Route("/", _told(its.form), methods=["GET"]),
        Route("/check", _told(its.form), methods=["GET"]),
        Route("/check", _told(its.filled), methods=["POST"]),
        Route("/style.css", _told(its.style), methods=["GET"]),
        Route("/openapi.json", _told(its.described), methods=["GET"]),
        Route("/v1/check", _told(its.check), methods=["POST"]),
        Route("/v1/record", _told(its.record), methods=["POST"]),
        Route("/v1/topics", _told(its.topics), methods=["GET"]),
        Route("/v1/topics/{name}", _told(its.topic), methods=["GET"]),
        Route("/cds-services", _told(its.discovery), methods=["GET"]),
        Route("/cds-services/{id}", _as_fhir(its.hook), methods=["POST"]),
        Route("/cds-services/{id}/feedback", _as_fhir(its.feedback), methods=["POST"]),
        Route("/{rest:path}", _told(its.nothing), methods=["GET", "POST"]),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=hosts, origins=origins)])


def _told(handler: Handler) -> Handler:
    """A handler whose errors are problem details."""

    @wraps(handler)
    async def run(request: Request) -> Response:
        try:
            return await handler(request)
        except RequestRefusedError as error:
            return problem(error.status, str(error))
        except (NotReadError, DoseError) as error:
            return problem(400, str(error))

    return run


def _as_fhir(handler: Handler) -> Handler:
    """A handler whose errors are an OperationOutcome."""

    @wraps(handler)
    async def run(request: Request) -> Response:
        try:
            return await handler(request)
        except RequestRefusedError as error:
            return JSONResponse(outcome("processing", str(error)), error.status)
        except NotReadError as error:
            return JSONResponse(outcome("invalid", str(error)), 400)
        except MissingError as error:
            return JSONResponse(outcome("required", str(error)), 412)

    return run


class _Handlers:
    """The answers to each request."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.base = served.base
        self.lexicon = Lexicon(served.base)
        self.held = served.base.made(Held)
        self.words = served.base.records or RecordWords()

    async def form(self, _: Request) -> Response:
        """The empty form."""
        return HTMLResponse(page(self.base.about, CheckForm()))

    async def filled(self, request: Request) -> Response:
        """The form as it was filled in, with the answer below it."""
        try:
            fields = parse_qs((await body(request)).decode("utf-8", "replace"), max_num_fields=9)
        except ValueError:
            raise RequestRefusedError(400, "the form has other fields than these") from None
        form = CheckForm("".join(fields.get("list", ())), "".join(fields.get("dose", ())).strip())
        lines = [line for line in form.typed.splitlines() if line.strip()]
        try:
            answer = self.checked(lines, form.dose or None)
        except (DoseError, RequestRefusedError) as error:
            form = form._replace(problem=str(error))
            return HTMLResponse(page(self.base.about, form), 400)
        return HTMLResponse(page(self.base.about, form, with_card(self.base, answer)))

    async def style(self, _: Request) -> Response:
        """The style of the page."""
        return Response(style(), media_type="text/css")

    async def described(self, _: Request) -> Response:
        """The description of the API."""
        topics = tuple(entry.name for entry in self.base.about.topics)
        return JSONResponse(described(self.base, topics))

    async def check(self, request: Request) -> Response:
        """A list, as `ldnref check -f json` answers it."""
        asked = _object(await body(request))
        items, dose = asked.get("items"), asked.get("dose")
        if not isinstance(items, list) or not all(isinstance(one, str) for one in items):
            raise RequestRefusedError(400, "'items' is a list of lines of text")
        if dose is not None and not isinstance(dose, str):
            raise RequestRefusedError(400, "'dose' is text with its unit")
        if unknown := sorted(set(asked) - {"items", "dose"}):
            raise RequestRefusedError(400, f"unknown key {unknown[0][:40]!r}; known: items, dose")
        return JSONResponse(envelope(self.checked(items, dose)))

    def checked(self, lines: Sequence[str], dose: str | None) -> Answer:
        """The answer to a list; raises RequestRefusedError where there is nothing to check."""
        amount = None if dose is None else Dose(dose, milligrams(dose))
        if amount is None and not any(line.strip() for line in lines):
            raise RequestRefusedError(
                400, "nothing to check: name a medicine or a condition, or a dose"
            )
        return check(
            self.base, lines, amount, self.lexicon, today=self.served.today(), held=self.held
        )

    async def record(self, request: Request) -> Response:
        """A record, as `ldnref record -f json` answers it."""
        dose = request.query_params.get("dose")
        amount = None if dose is None else Dose(dose, milligrams(dose))
        patient = request.query_params.get("patient")
        said = record(await body(request), self.words, self.served.today(), patient)
        return JSONResponse(
            envelope(check_record(self.base, said, amount, self.lexicon, self.held))
        )

    async def topics(self, _: Request) -> Response:
        """The topics that there are."""
        entries = [{"name": one.name, "says": one.says} for one in self.base.about.topics]
        return JSONResponse({"topics": entries})

    async def topic(self, request: Request) -> Response:
        """A topic, as its command answers it."""
        name = request.path_params["name"]
        if name not in {one.name for one in self.base.about.topics}:
            raise RequestRefusedError(404, "there is no such topic")
        return JSONResponse(envelope(topic(self.served.topic(name), name)))

    async def discovery(self, _: Request) -> Response:
        """What CDS Hooks is offered."""
        return JSONResponse(services(self.words))

    def hooked(self, request: Request) -> str:
        """The hook of the service called; raises RequestRefusedError where there is none."""
        hooks = {one.id: one.hook for one in self.words.services}
        if (found := hooks.get(request.path_params["id"])) is None:
            raise RequestRefusedError(404, "there is no such service")
        return found

    async def hook(self, request: Request) -> Response:
        """Cards for a hook."""
        hook = self.hooked(request)
        asked = parsed(await body(request), lambda entry: entry)
        said = asked.get("hook") if isinstance(asked, dict) else None
        if said != hook:
            raise RequestRefusedError(400, f"this service is for the hook {hook}")
        return JSONResponse(cards(self.base, asked, self.served.today(), self.lexicon, self.held))

    async def feedback(self, request: Request) -> Response:
        """Feedback is acknowledged, and dropped."""
        self.hooked(request)
        _object(await body(request))
        return JSONResponse({})

    async def nothing(self, _: Request) -> Response:
        """There is nothing at this address."""
        raise RequestRefusedError(404, "there is nothing at this address")


def _object(data: bytes) -> dict[str, object]:
    """The object that a body is; raises NotReadError where it is none."""
    value = parsed(data, lambda entry: entry)
    if not isinstance(value, dict):
        raise NotReadError("the body is no JSON object")
    return value

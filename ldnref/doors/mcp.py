"""The questions for assistants, by the Model Context Protocol, and what is held as resources.

Asks through what it is given, changes nothing, reaches nobody, logs nothing. Only this module
imports the SDK, which speaks the stateless version of the protocol and those before it.
"""

import json
import logging
import signal
from collections.abc import Mapping, Sequence
from socket import socket
from threading import Lock
from typing import Any

import anyio
import mcp_types as types
import uvicorn
from anyio import to_thread
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from ldnref.answers import sentences
from ldnref.doors.offers import Ask, CallRefusedError, Citations, Offer, given, offers
from ldnref.doors.results import Told, refusal, told
from ldnref.formats import as_json
from ldnref.formats.schema import JSON_KINDS, schema

#: What each collection of resources is, and what one of it is called.
_RESOURCES = {
    "topics": ("Topics, and what each is about", "topic"),
    "studies": ("Studies, with their figures", "study"),
    "disagreements": ("Points on which sources differ", "point"),
    "sources": ("Every document cited", "source"),
    "schema": ("JSON Schema of the answers", "kind"),
}

_SCHEME = "ldnref://"
_JSON = "application/json"
_HINTS = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


class _Desk:
    """Answers what clients ask, one after the other."""

    def __init__(self, ask: Ask, choices: Mapping[str, Sequence[str]]) -> None:
        self.ask = ask
        self.topics = choices["topic"]
        self.offers = offers(choices)
        self.lock = Lock()

    async def list_tools(self, *_: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_tool(one) for one in self.offers.values()])

    async def call_tool(
        self, _: object, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        offer = self.offers.get(params.name)
        if offer is None:
            names = ", ".join(self.offers)
            raise MCPError(types.INVALID_PARAMS, f"no such tool; there are: {names}")
        try:
            found = await to_thread.run_sync(self.told, offer, params.arguments)
        except CallRefusedError as error:
            return _failed(refusal(error, offer, self.topics))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said in words
            return _failed(sentences.PROGRAM_FAILED.format(kind=type(error).__name__))
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=found.text)],
            structured_content=found.data,
        )

    def told(self, offer: Offer, arguments: Mapping[str, object] | None) -> Told:
        taken = given(offer, arguments)
        whole = taken.pop("everything", False) is True
        with self.lock:
            return told(self.ask(offer.name, taken), self.topics, whole=whole)

    async def list_resources(self, *_: object) -> types.ListResourcesResult:
        return types.ListResourcesResult(
            resources=[
                types.Resource(uri=f"{_SCHEME}{name}", name=name, description=says, mime_type=_JSON)
                for name, (says, _) in _RESOURCES.items()
            ]
        )

    async def list_templates(self, *_: object) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    uri_template=f"{_SCHEME}{name}/{{{one}}}", name=one, mime_type=_JSON
                )
                for name, (_, one) in _RESOURCES.items()
            ]
        )

    async def read_resource(
        self, _: object, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        uri = str(params.uri)
        try:
            text = await to_thread.run_sync(self.resource, uri)
        except CallRefusedError as error:
            raise MCPError(types.INVALID_PARAMS, refusal(error, None, self.topics)) from None
        contents = types.TextResourceContents(uri=uri, mime_type=_JSON, text=text)
        return types.ReadResourceResult(contents=[contents])

    def resource(self, uri: str) -> str:
        name, _, which = uri.removeprefix(_SCHEME).partition("/")
        if not uri.startswith(_SCHEME) or name not in _RESOURCES:
            there = ", ".join(f"{_SCHEME}{one}" for one in _RESOURCES)
            raise CallRefusedError(f"no such resource; there are: {there}")
        if name == "schema":
            if which and which not in JSON_KINDS:
                raise CallRefusedError(f"no such kind; there are: {', '.join(JSON_KINDS)}")
            return json.dumps(schema(which or None), indent=2)
        if name == "topics" and which and which not in self.topics:
            raise CallRefusedError(f"no such topic; there are: {', '.join(self.topics)}")
        with self.lock:
            answer = self.ask(name, {_RESOURCES[name][1]: which} if which else {}).answer
        assert not isinstance(answer, Citations)  # noqa: S101 - for the types: nothing is cited
        return as_json.render(answer, ascii_only=False)


def _tool(offer: Offer) -> types.Tool:
    return types.Tool(
        name=offer.name,
        description=offer.says,
        input_schema=offer.input_schema,
        output_schema=offer.output_schema,
        annotations=_HINTS,
    )


def _failed(says: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=says)], is_error=True)


def server(ask: Ask, choices: Mapping[str, Sequence[str]], version: str) -> Server[Any]:
    """A server that answers through `ask`; `choices` gives the topics and the styles there are."""
    desk = _Desk(ask, choices)
    made: Server[Any] = Server(
        "ldnref",
        version=version,
        instructions=sentences.TO_ASSISTANTS,
        on_list_tools=desk.list_tools,
        on_call_tool=desk.call_tool,
        on_list_resources=desk.list_resources,
        on_list_resource_templates=desk.list_templates,
        on_read_resource=desk.read_resource,
    )
    made.middleware.clear()  # the one there is tells telemetry of each call
    return made


def serve(made: Server[Any], listening: socket | None) -> None:
    """Answer until the client leaves, on standard input and output; or whoever calls at a socket.

    Whatever the SDK would log may hold what a client sent: nothing is logged.
    """
    logging.disable(logging.CRITICAL)
    if listening is None:
        # A thread waits for the client's next line, and would hold up a more orderly end.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        anyio.run(_on_stdio, made)
    else:
        config = uvicorn.Config(made.streamable_http_app(), log_config=None, access_log=False)
        uvicorn.Server(config).run(sockets=[listening])


async def _on_stdio(made: Server[Any]) -> None:
    async with stdio_server() as (read, write):
        await made.run(read, write, made.create_initialization_options())

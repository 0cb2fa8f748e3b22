"""Runs the service on a port of this machine, without a log of who asked what."""

import uvicorn
from starlette.applications import Starlette

#: Requests at once, and how long a quiet connection is kept.
_AT_ONCE, _QUIET = 64, 5


def serve(app: Starlette, host: str, port: int) -> None:
    """Serve until it is stopped."""
    uvicorn.run(
        app,
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=_QUIET,
        ws="none",
        lifespan="off",
    )

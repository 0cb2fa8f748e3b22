"""The local service under a load client: checks a second and their times, beside a constant.

Run `python benchmarks/service.py [checks]`. Each service is a process of its own on a free port;
eight clients keep a connection each. The constant is a Starlette app that answers one word: what is
above it is ours. Memory is that of the service, before and after. Nothing passes or fails here.
"""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

CLIENTS = 8
LISTS = (
    ["tramadol 50 mg", "MS"],
    ["Rebif 44", "baclofen 10 mg tds", "RRMS"],
    ["paracetamol 1 g", "amitriptyline 25 mg nocte", "spasticity", "vitamin D"],
    ["oxycodone 5 mg, stopped 3 days ago", "cirrhosis"],
)
CONSTANT = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
async def one(request):
    await request.body()
    return JSONResponse({})
uvicorn.run(Starlette(routes=[Route("/v1/check", one, methods=["POST"])]), port=int(sys.argv[1]),
            access_log=False, log_level="warning")
"""


def free():
    """A port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def served(words, port):
    """A service in a process of its own, once it listens."""
    process = subprocess.Popen(
        [sys.executable, *words], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    while True:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.05)


def memory(process):
    """Kilobytes that a process holds, where the system tells."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.is_file():
        return 0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1])


def worked(process):
    """Seconds that a process has worked, where the system tells; others on it count little."""
    status = Path(f"/proc/{process.pid}/stat")
    if not status.is_file():
        return 0.0
    fields = status.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def asked(port, count):
    """The milliseconds of each request, and the seconds of all."""
    times = []

    def client(number):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for n in range(count // CLIENTS):
            body = json.dumps({"items": LISTS[(n + number) % len(LISTS)]})
            begun = time.perf_counter()
            connection.request("POST", "/v1/check", body)
            response = connection.getresponse()
            response.read()
            assert response.status == 200  # noqa: S101 - an error is no answer
            times.append((time.perf_counter() - begun) * 1000)

    threads = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
    begun = time.perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return times, time.perf_counter() - begun


def main():
    """Measure both, one after the other."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    rates = {}
    for name, words in (("constant", ["-c", CONSTANT]), ("ldnref", ["-m", "ldnref", "serve"])):
        port = free()
        ends = [str(port)] if name == "constant" else ["--port", str(port)]
        process = served([*words, *ends], port)
        asked(port, 80)
        before, begun = memory(process), worked(process)
        times, seconds = asked(port, count)
        after, each = memory(process), (worked(process) - begun) / count * 1000
        process.terminate()
        process.wait()
        times.sort()
        rates[name] = len(times) / seconds
        print(
            f"{name:9} {rates[name]:6.0f} a second   work {each:5.2f} ms each"
            f"   median {statistics.median(times):5.1f} ms"
            f"   p99 {times[int(len(times) * 0.99)]:5.1f} ms"
            f"   memory {before // 1024} to {after // 1024} MB"
        )
    print(f"ratio     {rates['ldnref'] / rates['constant']:.2f} of the constant")


if __name__ == "__main__":
    main()

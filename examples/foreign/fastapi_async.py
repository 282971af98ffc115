"""Documents from an async FastAPI application that takes the form apart by itself."""

import socket
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

import fastapi
import uvicorn

app = fastapi.FastAPI()

ROOMS = {"1": ("standup", "false", "false"), "9": ("standup", "true", "true"), "2": ("support", "true", "false")}
EVENTS: list[str] = []


def xml(text: str) -> fastapi.Response:
    """Return a document."""
    return fastapi.Response(f"<Response>{text}</Response>", media_type="application/xml")


async def field(request: fastapi.Request, name: str) -> str:
    """Return one field of the form that the platform sends."""
    return parse_qs((await request.body()).decode()).get(name, [""])[0]


@app.post("/voice")
async def voice(request: fastapi.Request) -> fastapi.Response:
    """Offer the rooms."""
    caller = escape(await field(request, "From"))
    menu = f"Hello {caller}. For the standup press 1. For support press 2."
    return xml(f'<Gather numDigits="1" action="/room"><Say>{menu}</Say></Gather><Say>We heard nothing.</Say>')


@app.post("/room")
async def room(request: fastapi.Request) -> fastapi.Response:
    """Let the caller into a room."""
    name, starts, ends = ROOMS.get(await field(request, "Digits"), ROOMS["2"])
    return xml(
        f'<Dial action="/left"><Conference startConferenceOnEnter="{starts}" endConferenceOnExit="{ends}" '
        f'waitUrl="/wait" statusCallback="/events" statusCallbackEvent="start end join leave">{name}</Conference>'
        "</Dial>"
    )


@app.post("/wait")
async def wait() -> fastapi.Response:
    """Keep the caller company."""
    return xml("<Say>Please hold the line.</Say><Pause length='10'/>")


@app.post("/left")
async def left() -> fastapi.Response:
    """Say goodbye."""
    return xml("<Say>Goodbye.</Say>")


@app.post("/events")
async def events(request: fastapi.Request) -> None:
    """Take note of an event."""
    EVENTS.append(await field(request, "StatusCallbackEvent"))


if __name__ == "__main__":
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        # A socket that does not say TCP is left to wait for each acknowledgement, 40 ms an answer.
        listener.bind(("127.0.0.1", 0))
        listener.listen(512)
        print(f"http://127.0.0.1:{listener.getsockname()[1]}/voice", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])

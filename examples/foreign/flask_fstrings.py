"""Documents from f-strings in plain Flask, with the slips that people make: see what `texml call` says of them."""

from flask import Flask, request
from werkzeug.serving import make_server

app = Flask(__name__)

ROOMS = {"1": ("standup", "false", "false"), "9": ("standup", "true", "true"), "2": ("support", "true", "false")}


def answer(xml: str) -> tuple[str, dict[str, str]]:
    """Return a document with a header that somebody misspelt."""
    return xml, {"ContentType": "text/xml"}


@app.post("/voice")
def voice() -> tuple[str, dict[str, str]]:
    """Offer the rooms."""
    return answer(
        f"""<Response>
          <Answer/>
          <Gather numDigit="1" numDigits="1" action="/room?caller={request.form["From"]}">
            <Say>Hello {request.form["From"]}. For the standup press 1. For support press 2.</Say>
          </Gather>
          <Say>We heard nothing.</Say>
        </Response>"""
    )


@app.post("/room")
def room() -> tuple[str, dict[str, str]]:
    """Let the caller into a room."""
    name, starts, ends = ROOMS.get(request.form["Digits"], ROOMS["2"])
    return answer(
        f"""<Response>
          <Dial action="/left">
            <Conference startConferenceOnEnter="{starts}" endConferenceOnExit="{ends}" waitUrl="/wait"
              statusCallback="/events" statusCallbackEvent="start end join leave">{name}</Conference>
          </Dial>
        </Response>"""
    )


@app.post("/wait")
def wait() -> tuple[str, dict[str, str]]:
    """Keep the caller company."""
    return answer("<Response><Say>Please hold the line.</Say><Pause length='10'/></Response>")


@app.post("/left")
def left() -> tuple[str, dict[str, str]]:
    """Say goodbye."""
    return answer("<Response><Say>Goodbye.</Say></Response>")


@app.post("/events")
def events() -> tuple[str, int]:
    """Take note of nothing."""
    return "", 204


if __name__ == "__main__":
    with make_server("127.0.0.1", 0, app) as server:
        print(f"http://127.0.0.1:{server.server_port}/voice", flush=True)
        server.serve_forever()

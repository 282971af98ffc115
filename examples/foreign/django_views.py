"""Documents from Django: one file, no project."""
# Django has no types of its own, and what pyright guesses is wrong.
# pyright: reportArgumentType=false, reportCallIssue=false

from wsgiref.simple_server import make_server

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.html import escape
from django.views.decorators.csrf import csrf_exempt

ROOMS = {"1": ("standup", "false", "false"), "9": ("standup", "true", "true"), "2": ("support", "true", "false")}


def xml(text: str) -> HttpResponse:
    """Return a document."""
    return HttpResponse(f"<Response>{text}</Response>", content_type="text/xml")


@csrf_exempt
def voice(request: HttpRequest) -> HttpResponse:
    """Offer the rooms."""
    menu = f"Hello {escape(request.POST['From'])}. For the standup press 1. For support press 2."
    return xml(f'<Gather numDigits="1" action="/room"><Say>{menu}</Say></Gather><Say>We heard nothing.</Say>')


@csrf_exempt
def room(request: HttpRequest) -> HttpResponse:
    """Let the caller into a room."""
    name, starts, ends = ROOMS.get(request.POST["Digits"], ROOMS["2"])
    return xml(
        f'<Dial action="/left"><Conference startConferenceOnEnter="{starts}" endConferenceOnExit="{ends}" '
        f'waitUrl="/wait" statusCallback="/events" statusCallbackEvent="start end join leave">{name}</Conference>'
        "</Dial>"
    )


@csrf_exempt
def wait(_request: HttpRequest) -> HttpResponse:
    """Keep the caller company."""
    return xml("<Say>Please hold the line.</Say><Pause length='10'/>")


@csrf_exempt
def left(_request: HttpRequest) -> HttpResponse:
    """Say goodbye."""
    return xml("<Say>Goodbye.</Say>")


# Somebody forgot csrf_exempt here: every callback is refused, and nobody notices.
def events(_request: HttpRequest) -> HttpResponse:
    """Take note of nothing."""
    return HttpResponse()


urlpatterns = [path(view.__name__, view) for view in (voice, room, wait, left, events)]

if __name__ == "__main__":
    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["127.0.0.1"],
        SECRET_KEY="not one",  # noqa: S106  # of an example
        MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
    )
    django.setup()
    with make_server("127.0.0.1", 0, get_wsgi_application()) as server:
        print(f"http://127.0.0.1:{server.server_port}/voice", flush=True)
        server.serve_forever()

"""What must type-check of the client, waiting and awaited: read by mypy --strict and pyright, and run as a test."""

import asyncio
from datetime import datetime
from typing import Literal, assert_type

import httpx

from texml.client import AsyncClient, Client, Pages
from texml.vocabulary.control.conference_actions import JoinConference
from texml.vocabulary.control.objects import ConferenceConfig, ConferenceFilter, TelnyxVoiceSettings
from texml.vocabulary.control.resources import Conference, ConferenceCommandResult, Participant
from texml.vocabulary.control.result import Answer, Page
from texml.vocabulary.control.texml_resources import CallResource, ParticipantResource

MOMENT = "2026-11-25T20:00:00.000Z"
ITEM = {
    "id": "c1", "name": "Business", "created_at": MOMENT, "expires_at": MOMENT, "result": "ok", "muted": True,
    "call_control_id": "v3:a", "call_leg_id": "l", "call_session_id": "s", "is_alive": True,
}  # fmt: skip
META = {"page_number": 1, "total_pages": 1}


def platform(request: httpx.Request) -> httpx.Response:
    is_list = request.method == "GET" and request.url.path.endswith(("/conferences", "/participants"))
    return httpx.Response(200, json={"data": [ITEM] if is_list else ITEM, "meta": META, "calls": [ITEM], **ITEM})


async def platform_later(request: httpx.Request) -> httpx.Response:
    return platform(request)


def waiting() -> str:
    with Client("KEY", transport=httpx.MockTransport(platform)) as client:
        made = client.conferences.create(
            call_control_id="v3:a", name="Business", beep_enabled="on_enter", client_state={"room": 1}
        )
        assert_type(made, Answer[Conference])
        assert_type(made.data.created_at, datetime)
        assert_type(made.data.status, Literal["init", "in_progress", "completed"] | None)

        listed = client.conferences.list(filter=ConferenceFilter(status="in_progress"), page_size=250)
        assert_type(listed, Pages[Page[Conference], Conference])
        for conference in listed:
            assert_type(conference, Conference)
        client.conferences.list(filter={"name": "Business"})

        for participant in client.conferences.list_participants("c1"):
            assert_type(participant.muted, bool)

        client.calls.dial(
            connection_id="1",
            from_="+14155550100",
            to=["+14155550199"],
            conference_config=ConferenceConfig(conference_name="Business"),
            custom_headers=[{"name": "X-Room", "value": "1"}],
        )
        client.calls.actions.speak(
            "v3:a", payload="Hello", voice="female", voice_settings=TelnyxVoiceSettings(type="telnyx"), loop="infinity"
        )
        client.texml.accounts.calls.calls(
            "a", application_sid="1", from_="+1", to="+2", status_callback_event=["ringing"]
        )
        for call in client.texml.accounts.calls.retrieve_calls("a"):
            assert_type(call, CallResource)
        changed = client.texml.accounts.conferences.participants.update(
            "v3:a", account_sid="a", conference_sid="c", muted=True
        )
        assert_type(changed, ParticipantResource)
        assert_type(client.queues.delete("support"), None)

        command = JoinConference("Business", call_control_id="v3:a")
        assert_type(command.hold, bool | None)
        assert_type(client.send(command), Answer[ConferenceCommandResult])
        return made.data.name


async def awaited() -> str:
    async with AsyncClient("KEY", transport=httpx.MockTransport(platform_later)) as client:
        made = await client.conferences.create(call_control_id="v3:a", name="Business")
        assert_type(made, Answer[Conference])
        page = await client.conferences.list_participants("c1", filter={"muted": True})
        assert_type(page, Page[Participant])
        async for conference in client.conferences.list():
            assert_type(conference, Conference)
        await client.queues.delete("support")
        return made.data.name


names = (waiting(), asyncio.run(awaited()))

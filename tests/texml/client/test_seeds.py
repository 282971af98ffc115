"""The platform's own examples, in Python, word for word but for how the client is made.

Each block is one of them: the call, and what it prints. The platform is that of conftest.py, which checks every request
against the documentation.
"""

from typing import Any

import pytest

from texml.client import Client

# Page create-conference and the page of all conference and queue commands, 2026.
EXAMPLES = """
conference = client.conferences.create(
    call_control_id="v3:MdI91X4lWFEs7IgbBEOT9M4AigoY08M0WWZFISt1Yw2axZ_IiE4pqg",
    name="Business",
)
print(conference.data)

response = client.calls.actions.enqueue("call_control_id", queue_name="support")
print(response.data)

response = client.calls.actions.leave_queue("v3:550e8400-e29b-41d4-a716-446655440000_gRU1OGRkYQ")
print(response.data)

for conference in client.conferences.list():
    print(conference.id)

for conference_list_participants_response in client.conferences.list_participants("conference_id"):
    print(conference_list_participants_response.id)

conference = client.conferences.retrieve("550e8400-e29b-41d4-a716-446655440000")
print(conference.data)

response = client.conferences.actions.end_conference("182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e")
print(response.data)

response = client.conferences.actions.gather_dtmf_audio(
    "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
    call_control_id="v3:MdI91X4lWFEs7IgbBEOT9M4AigoY08M0WWZFISt1Yw2axZ_IiE4pqg",
)
print(response.data)

response = client.conferences.actions.hold("550e8400-e29b-41d4-a716-446655440000")
print(response.data)

response = client.conferences.actions.join(
    "id", call_control_id="v3:MdI91X4lWFEs7IgbBEOT9M4AigoY08M0WWZFISt1Yw2axZ_IiE4pqg"
)
print(response.data)

response = client.conferences.actions.leave("id", call_control_id="c46e06d7-b78f-4b13-96b6-c576af9640ff")
print(response.data)

response = client.conferences.actions.mute("550e8400-e29b-41d4-a716-446655440000")
print(response.data)

response = client.conferences.actions.play("550e8400-e29b-41d4-a716-446655440000")
print(response.data)

response = client.conferences.actions.record_pause("550e8400-e29b-41d4-a716-446655440000")
print(response.data)

response = client.conferences.actions.record_resume("550e8400-e29b-41d4-a716-446655440000")
print(response.data)

response = client.conferences.actions.record_start("id", format="wav")
print(response.data)

response = client.conferences.actions.record_stop("550e8400-e29b-41d4-a716-446655440000")
print(response.data)

response = client.conferences.actions.send_dtmf("182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", digits="1234#")
print(response.data)

response = client.conferences.actions.speak("id", payload="Say this to participants", voice="female")
print(response.data)

response = client.conferences.actions.stop("550e8400-e29b-41d4-a716-446655440000")
print(response.data)

response = client.conferences.actions.unhold(
    "id", call_control_ids=["v3:MdI91X4lWFEs7IgbBEOT9M4AigoY08M0WWZFISt1Yw2axZ_IiE4pqg"]
)
print(response.data)

response = client.conferences.actions.unmute("550e8400-e29b-41d4-a716-446655440000")
print(response.data)

action = client.conferences.actions.update(
    "id",
    call_control_id="v3:MdI91X4lWFEs7IgbBEOT9M4AigoY08M0WWZFISt1Yw2axZ_IiE4pqg",
    supervisor_role="whisper",
)
print(action.data)

response = client.conferences.retrieve_participant("participant_id", id="182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e")
print(response.data)

response = client.conferences.update_participant("participant_id", id="182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e")
print(response.data)

for queue in client.queues.list():
    print(queue.id)

queue = client.queues.create(queue_name="tier_1_support")
print(queue.data)

queue = client.queues.retrieve("queue_name")
print(queue.data)

queue = client.queues.update("queue_name", max_size=200)
print(queue.data)

client.queues.delete("queue_name")

for call_list_response in client.queues.calls.list("queue_name"):
    print(call_list_response.call_control_id)

call = client.queues.calls.retrieve("call_control_id", queue_name="queue_name")
print(call.data)

client.queues.calls.update("call_control_id", queue_name="queue_name")

client.queues.calls.remove("call_control_id", queue_name="queue_name")
"""
BLOCKS = [block.strip() for block in EXAMPLES.strip().split("\n\n")]
# What two blocks were made of in the seed: three reads that print no result.
SILENT = ("client.queues.delete", "client.queues.calls.update", "client.queues.calls.remove")


def test_there_are_as_many_as_the_platform_gives() -> None:
    assert 34 == len(BLOCKS)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("client.")[1].split("(")[0])
def test_example_works_word_for_word(
    block: str, client: Client, platform: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(block, {"client": client})  # the example itself

    assert 1 == len(platform.seen)
    assert bool(capsys.readouterr().out.strip()) != block.startswith(SILENT)


# Page join-conference: every parameter of its table.
def test_every_parameter_of_joining_is_sent(client: Client, platform: Any) -> None:
    client.conferences.actions.join(
        "Business",
        call_control_id="v3:a",
        client_state="aGF2ZSBhIG5pY2UgZGF5ID1d",
        command_id="891510ac-f3e4-11e8-af5b-de00688a4901",
        end_conference_on_exit=True,
        soft_end_conference_on_exit=True,
        hold=True,
        hold_audio_url="http://example.com/message.wav",
        mute=True,
        start_conference_on_enter=True,
        supervisor_role="whisper",
        whisper_call_control_ids=["v2:Sg1xxxQ_U3ixxxyXT_VDNI3xxxazZdg6Vxxxs4-GNYxxxVaJPOhFMRQ"],
        beep_enabled="on_exit",
    )

    assert {
        "call_control_id": "v3:a",
        "client_state": "aGF2ZSBhIG5pY2UgZGF5ID1d",
        "command_id": "891510ac-f3e4-11e8-af5b-de00688a4901",
        "end_conference_on_exit": True,
        "soft_end_conference_on_exit": True,
        "hold": True,
        "hold_audio_url": "http://example.com/message.wav",
        "mute": True,
        "start_conference_on_enter": True,
        "supervisor_role": "whisper",
        "whisper_call_control_ids": ["v2:Sg1xxxQ_U3ixxxyXT_VDNI3xxxazZdg6Vxxxs4-GNYxxxVaJPOhFMRQ"],
        "beep_enabled": "on_exit",
    } == platform.seen[0][2]["body"]

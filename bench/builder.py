"""Our validated build against twilio's unvalidated one: the same documents, in turn, in one process.

Prints the median time of each and the ratio, the median over rounds (target for D1: at most 0.20).

    python bench/builder.py [--short]
"""

import argparse
import statistics
import timeit
import xml.etree.ElementTree as ET
from collections.abc import Callable

import texml_builders as ours
from twilio.twiml.voice_response import VoiceResponse


def twilio_d1() -> str:
    """Build the conference document with twilio."""
    response = VoiceResponse()
    response.dial().conference(
        ours.ROOM,
        muted=ours.MUTED,
        beep=ours.BEEP,
        start_conference_on_enter=ours.START,
        end_conference_on_exit=ours.END,
        wait_url=ours.WAIT_URL,
        wait_method=ours.POST,
        max_participants=ours.MOST,
        record=ours.RECORD,
        record_beep=ours.YES,
        recording_timeout=ours.TIMEOUT,
        trim=ours.TRIM,
        recording_status_callback=ours.RECORDING_CALLBACK,
        recording_status_callback_method=ours.POST,
        recording_status_callback_event=" ".join(ours.RECORDING_EVENTS),
        send_recording_url=ours.YES,
        status_callback=ours.STATUS_CALLBACK,
        status_callback_method=ours.POST,
        status_callback_event=" ".join(ours.EVENTS),
        participant_label=ours.LABEL,
    )
    return str(response)


def twilio_d2() -> str:
    """Build the menu with twilio."""
    response = VoiceResponse()
    gather = response.gather(
        action=ours.ACTION,
        method=ours.POST,
        input=ours.INPUT,
        num_digits=ours.DIGITS,
        timeout=ours.PATIENCE,
        finish_on_key=ours.POUND,
    )
    gather.say(ours.WELCOME, voice=ours.VOICE, language=ours.LANGUAGE)
    gather.say(ours.ASK, voice=ours.VOICE, language=ours.LANGUAGE)
    response.say(ours.NO_PIN, voice=ours.VOICE, language=ours.LANGUAGE)
    response.redirect(ours.RETRY, method=ours.POST)
    return str(response)


def main() -> None:
    """Compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="a second, to see that it still works")
    rounds, loops = (3, 500) if parser.parse_args().short else (31, 3_000)
    own = ours.PEERS["texml"]
    for name, mine, theirs in (("D1", own["D1"], twilio_d1), ("D2", own["D2"], twilio_d2)):
        if ET.canonicalize(mine()) != ET.canonicalize(theirs()):
            raise SystemExit(f"{name}: the two documents differ")
        print(name, compare(mine, theirs, rounds, loops))


def compare(mine: Callable[[], str], theirs: Callable[[], str], rounds: int, loops: int) -> str:
    """Return medians and ratio of the two, run in turn."""
    pairs = [(timeit.timeit(mine, number=loops), timeit.timeit(theirs, number=loops)) for _ in range(rounds)]
    medians = [statistics.median(side) / loops * 1e6 for side in zip(*pairs, strict=True)]
    ratio = statistics.median(own / other for own, other in pairs)
    return f"texml {medians[0]:6.2f} us   twilio {medians[1]:6.2f} us   ratio {ratio:.3f}"


if __name__ == "__main__":
    main()

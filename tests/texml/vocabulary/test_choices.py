"""The closed sets, restated by hand: a word that is added, lost or misspelt shows here."""

from typing import get_args

import pytest

from texml.vocabulary import choices

SETS = {
    "Method": "GET POST",
    "Beep": "true false onEnter onExit",
    "ConferenceRecord": "do-not-record record-from-start",
    "ConferenceEvent": "start end join leave speaker",
    "Trim": "trim-silence do-not-trim",
    "RecordingEvent": "in-progress completed absent",
    "DialRecord": (
        "do-not-record record-from-answer record-from-ringing record-from-answer-dual record-from-ringing-dual"
    ),
    "RecordingChannels": "single dual",
    "NumberEvent": "initiated ringing answered amd dtmf completed deepfake",
    "MachineDetection": "Enable DetectMessageEnd Disable",
    "DetectionMode": "Regular Premium PremiumCallScreening",
    "BeepProfile": "both freq_only",
    "SipRegion": "US Europe Canada Australia Middle_East",
    "DeepfakeDetection": "Enable",
    "RingTone": (
        "at au be bg br ch cl cn cz de dk ee es fi fr gr hu il in it jp lt mx my nl no nz ph pl pt ru se sg th tw uk "
        "us us-old ve za"
    ),
    "Gender": "Male Female",
    "Effect": "eq_telecomhp8k eq_car",
    "LanguageBoost": (
        "Auto English German Chinese French Italian Japanese Korean Portuguese Russian Spanish "
        "en de zh fr it ja ko pt ru es"
    ),
    "GatherInput": "dtmf speech dtmf_speech",
    "TranscriptionEngine": (
        "Google Telnyx Azure Deepgram xAI AssemblyAI Soniox Speechmatics Parakeet Humain Reson8 Cohere"
    ),
    "RecordingFormat": "mp3 wav",
    "RecordTrim": "trim-silence",
    "RecordEvent": "in-progress completed",
    "RecordEngine": "A B Deepgram deepgram",
    "RejectReason": "rejected busy",
    "StreamTrack": "inbound_track outbound_track both_tracks",
    "StreamCodec": "PCMU PCMA G722 OPUS AMR-WB default",
    "BidirectionalMode": "mp3 rtp",
    "BidirectionalCodec": "PCMU PCMA G722 OPUS AMR-WB",
    "SamplingRate": "8000 16000 24000",
    "Tracks": "inbound outbound both",
    "BackgroundChannels": "mono single dual",
    "StartedEngine": (
        "Google Telnyx Azure Deepgram xAI AssemblyAI Soniox Speechmatics Parakeet Humain Reson8 Cohere A B"
    ),
    "NoiseEngine": "Denoiser DeepFilterNet Krisp AiCoustics",
    "NoiseFamily": "sparrow quail",
    "NoiseModelSize": "s l vf",
    "Role": "user assistant",
    "Interruption": "none any speech dtmf true false",
    "BackgroundAudio": "media_url",
    "Currency": "USD",
    "PaymentMethod": "credit-card ach-debit",
    "TransactionType": "charge tokenize",
    "ServiceLevel": "premium",
    "PaymentStep": (
        "payment-card-number expiration-date postal-code security-code bank-routing-number bank-account-number"
    ),
    "CardType": "visa mastercard amex maestro discover optima jcb diners-club enroute",
    "BreakStrength": "none x-weak weak medium strong x-strong",
    "EmphasisLevel": "strong moderate reduced",
    "PhoneticAlphabet": "ipa x-sampa",
    "InterpretAs": "characters spell-out cardinal number digits fraction unit date time address telephone",
    "PromptCardType": "visa mastercard amex discover diners-club jcb unionpay maestro optima enroute",
}
# The only words that hold a space; above, an underscore stands for it.
SPACED = {"Middle_East": "Middle East", "dtmf_speech": "dtmf speech"}


@pytest.mark.parametrize("name", SETS)
def test_set_holds_the_words_of_the_platform(name: str) -> None:
    words = {SPACED.get(word, word) for word in SETS[name].split()}

    assert words == set(get_args(getattr(choices, name)))


@pytest.mark.parametrize("name", SETS)
def test_set_holds_each_word_once(name: str) -> None:
    words = get_args(getattr(choices, name))

    assert len(set(words)) == len(words)


def test_every_set_is_restated_here() -> None:
    assert sorted(SETS) == choices.__all__

"""Rules about the digits that a Gather waits for."""

from collections.abc import Iterator

from texml.grammar import Checked
from texml.rules.rule import Report, Rule, rule, rule_of_values

__all__ = ["RULES"]


@rule(
    "TX201",
    "error",
    "minDigits is not more than maxDigits",
    why="No input can have enough digits and not too many.",
    bad='<Gather minDigits="5" maxDigits="4"/>',
    good='<Gather minDigits="4" maxDigits="5"/>',
    of=("Gather",),
    about=("min_digits",),
)
def _digits_in_order(checked: Checked) -> Iterator[Report]:
    least, most = checked.get("min_digits"), checked.get("max_digits")
    if least is not None and most is not None and least > most:
        yield Report(f"minDigits {least} is more than maxDigits {most}", "swap the two", "minDigits")


@rule(
    "TX222",
    "warning",
    "numDigits is between minDigits and maxDigits",
    why="So many digits end the input, and then they are too few or too many to be valid.",
    bad='<Gather numDigits="4" minDigits="5"/>',
    good='<Gather minDigits="4" maxDigits="5"/>',
    of=("Gather",),
    about=("min_digits", "max_digits"),
)
def _number_of_digits_is_valid(checked: Checked) -> Iterator[Report]:
    number, least, most = (checked.get(name) for name in ("num_digits", "min_digits", "max_digits"))
    if number is not None and least is not None and number < least:
        hint = "leave numDigits out, or lower minDigits"
        yield Report(f"numDigits {number} is less than minDigits {least}", hint, "numDigits")
    elif number is not None and most is not None and number > most:
        hint = "leave numDigits out, or raise maxDigits"
        yield Report(f"numDigits {number} is more than maxDigits {most}", hint, "numDigits")


@rule_of_values(
    "TX231",
    "note",
    "One key ends the input",
    why="The page allows a set of keys; Telnyx's own validator allows one at most.",
    bad='<Gather finishOnKey="#*"/>',
    good='<Gather finishOnKey="#"/>',
    of=("Gather",),
    about=("finish_on_key",),
    says=("Telnyx's validator refuses more than one key", "choose one"),
)
def _one_key_ends(keys: str) -> bool:
    return len(keys) > 1


RULES: tuple[Rule, ...] = (_digits_in_order, _number_of_digits_is_valid, _one_key_ends)

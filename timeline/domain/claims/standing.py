"""Did it happen? An event's standing, from the modality of its claims."""

from collections.abc import Iterable


def standing(modalities: Iterable[str]) -> str:
    """One of ``records.STANDINGS``.

    ``asserted`` where one claim asserts and none denies; ``contested`` where one asserts or alleges
    and another denies; otherwise the strongest of alleged, expected, denied. An event without a
    claim is asserted: its editor says so.
    """
    said = set(modalities)
    if said & {"asserted", "alleged"} and "denied" in said:
        return "contested"
    for modality in ("asserted", "alleged", "expected", "denied"):
        if modality in said:
            return modality
    return "asserted"

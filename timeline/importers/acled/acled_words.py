"""What ACLED's words and codes mean here.

Rule: the ACLED Codebook (acleddata.com, knowledge base, as of 2025), and those of versions 5 to 8 for
older names. No correspondence of ACLED and PLOVER has been published: a sub-event has the type, and the
mode, that PLOVER's own list gives to the code of CAMEO with the same meaning. Agreements, bases and disrupted weapons
have no such code and the type whose meaning in our vocabulary names them; what fits none has no type.
"""

from functools import lru_cache

from timeline.domain.records import Source, Term

DATASET = Source(
    "acled",
    "Armed Conflict Location & Event Data (ACLED)",
    kind="dataset",
    publisher="ACLED",
    url="https://acleddata.com/",
)
ASSOCIATE = "associate"
TERMS = (Term("roles", ASSOCIATE, "stands beside a side: its ally, or what further describes it (ACLED)"),)

OLD_NAMES = {
    "ally_actor_1": "assoc_actor_1",
    "ally_actor_2": "assoc_actor_2",
    "geo_precis": "geo_precision",
    "time_preci": "time_precision",
    "source_sca": "source_scale",
}
"""Columns of versions 5 and earlier -> their names now."""

_EVENT_TYPES = {
    "battles": "assault",
    "battle": "assault",
    "explosions/remote violence": "assault",
    "remote violence": "assault",
    "violence against civilians": "assault",
    "protests": "protest/demo",
    "riots": "protest/riot",
    "riots/protests": "protest",
    "headquarters or base established": "mobilize",
    "non-violent transfer of territory": "coerce/seize",
}
_SUB_EVENT_TYPES = {
    "chemical weapon": "assault/unconventional",
    "air/drone strike": "assault/heavy-weapons",
    "shelling/artillery/missile attack": "assault/heavy-weapons",
    "suicide bomb": "assault/suicide-attack",
    "remote explosive/landmine/ied": "assault/explosives",
    "grenade": "assault/explosives",
    "sexual violence": "assault/sexual",
    "abduction/forced disappearance": "assault/abduct",
    "agreement": "agree",
    "arrests": "coerce/arrest",
    "disrupted weapons use": "coerce/seize",
    "looting/property destruction": "coerce/seize",
    "headquarters or base established": "mobilize",
    "non-violent transfer of territory": "coerce/seize",
}

ONE_SIDED = frozenset(("violence against civilians", "explosions/remote violence", "remote violence", "riots"))
"""Events in which civilians, where they are a side, only suffer: by definition they do no violence themselves."""
CIVILIANS = 7
_INTER = {
    "state": 1,
    "rebel": 2,
    "political": 3,
    "identity": 4,
    "communal": 4,
    "ethnic": 4,
    "rioters": 5,
    "protesters": 6,
    "protestors": 6,
    "civilians": CIVILIANS,
    "external/other": 8,
    "external": 8,
    "other": 8,
}
_KINDS = {
    1: "organisation",
    2: "armed-group",
    3: "armed-group",
    4: "armed-group",
    5: "group",
    6: "group",
    CIVILIANS: "group",
}
"""The inter code -> the kind of actor; 8 may be an army, the United Nations or a security firm."""
_KINDS_BY_NAME = {
    "Military Forces of ": "organisation",
    "Police Forces of ": "organisation",
    "Government of ": "organisation",
    "Unidentified Armed Group (": "armed-group",
    "Civilians (": "group",
    "Protesters (": "group",
    "Rioters (": "group",
}
"""ACLED's generic names, of the same kind wherever they stand."""

TIME_PRECISION = {
    "2": "within a week or a weekend, whose middle is given",
    "3": "within a month",
}
GEO_PRECISION = {
    "1": "the place itself",
    "2": "near the place, or in a small part of a region that it stands for",
    "3": "in a larger region, which the place stands for",
}


def type_of(event_type: str, sub_event_type: str) -> str | None:
    """The type, perhaps with a mode, of an ACLED event; None where ours have none for it."""
    found = _SUB_EVENT_TYPES.get(sub_event_type.casefold())
    if found is None:
        whole = event_type.casefold()
        # Version 7 had "Battle-No change of territory" for an event type.
        found = _EVENT_TYPES.get(whole) or _EVENT_TYPES.get(whole.partition("-")[0])
    return found


@lru_cache(maxsize=256)
def inter_of(text: str) -> int | None:
    """The inter code, 0 to 8, of ``2``, ``Rebel group`` or ``Rebel Groups``; 0 for a blank; None for another word."""
    plain = text.removesuffix(".0")
    if plain in ("", *"012345678"):
        return int(plain or "0")
    return _INTER.get(plain.casefold().split()[0])


def kind_of(name: str, inter: int | None) -> str | None:
    """The kind of an actor, one of ACTOR_KINDS, by its generic name or the code beside it; None where neither tells."""
    by_name = next((kind for start, kind in _KINDS_BY_NAME.items() if name.startswith(start)), None)
    return by_name or _KINDS.get(inter or 0)

"""The words that annotations may use without declaring them, each with what it means."""

from collections.abc import Collection, Mapping

from timeline.domain.words.names import nearest_spelling

EVENT_TYPES: Mapping[str, str] = {
    "agree": "agrees to do something, or signs an agreement",
    "consult": "meets, visits, phones or talks with another",
    "support": "gives diplomatic support, praises, recognises, ratifies",
    "concede": "gives in: lifts a sanction, frees a prisoner, meets a demand",
    "cooperate": "works together: shares intelligence, trades, trains, patrols jointly",
    "aid": "gives money, goods, arms, shelter or protection",
    "retreat": "withdraws, surrenders, ceases fire, disarms",
    "request": "asks, appeals, proposes or demands",
    "accuse": "criticises, blames, investigates or sues",
    "reject": "refuses a request, a proposal or talks",
    "threaten": "says that harm will follow",
    "protest": "demonstrates, strikes, blockades, riots",
    "sanction": "breaks off or cuts back relations, trade, aid or talks",
    "mobilize": "readies or moves troops, police or weapons",
    "coerce": "arrests, seizes, raids, expels, censors, represses",
    "assault": "attacks: shoots, bombs, shells, abducts, kills",
}
"""PLOVER's sixteen event types (Political Language Ontology for Verifiable Event Records)."""

ROLES: Mapping[str, str] = {
    "initiator": "does it: calls, meets, threatens, attacks",
    "recipient": "the other side: is called, met, threatened, asked",
    "participant": "takes part, neither leading nor receiving",
    "target": "what an act is aimed at, hit or not",
    "victim": "is killed, injured, detained or harmed",
    "perpetrator": "is said to have done the harm",
    "claimant": "says that it did it, true or not",
    "suspect": "is suspected, accused or charged",
    "host": "receives the others, or lends the place",
    "mediator": "stands between the sides",
    "organiser": "calls or prepares it",
    "beneficiary": "gains by it",
    "spokesperson": "speaks for another",
    "signatory": "signs it",
    "witness": "saw or heard it",
    "subject": "is spoken about, without taking part",
}
"""After Gramps's event roles, PLOVER's source and target, and factoid prosopography."""

MEASURES: Mapping[str, str] = {
    "killed": "people dead",
    "injured": "people hurt, and alive",
    "missing": "people not found",
    "arrested": "people detained by an authority",
    "abducted": "people taken by others",
    "released": "people set free",
    "displaced": "people driven from home",
    "people": "people taking part",
    "troops": "soldiers, police or fighters",
    "attacks": "separate attacks",
    "rockets": "rockets fired",
    "missiles": "missiles fired",
    "drones": "drones used",
    "sites": "places hit or searched",
    "vehicles": "vehicles hit, lost or used",
    "days": "days that it lasted",
}
"""The usual measures; any other slug may be used without being declared."""

OTHER_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("dead", "deaths", "fatalities", "deceased", "killings", "slain", "people-killed"), "killed"),
    **dict.fromkeys(("wounded", "hurt", "injuries", "people-injured", "people-wounded"), "injured"),
    **dict.fromkeys(("disappeared", "missing-persons", "missing-people"), "missing"),
    **dict.fromkeys(("arrests", "detained", "detainees", "detentions"), "arrested"),
    **dict.fromkeys(("abductions", "abductees", "kidnapped", "kidnappings"), "abducted"),
    **dict.fromkeys(("freed", "releases"), "released"),
    **dict.fromkeys(("idps", "displaced-people", "displaced-persons"), "displaced"),
    **dict.fromkeys(("attendees", "demonstrators", "persons", "protesters", "protestors"), "people"),
    **dict.fromkeys(("combatants", "fighters", "soldiers"), "troops"),
    **dict.fromkeys(("uav", "uavs", "unmanned-aircraft"), "drones"),
    **dict.fromkeys(("duration", "duration-days"), "days"),
}
"""Words of other datasets and of reports, each with the built-in measure that counts the same.

Who tells the two apart declares the word in a vocabulary.
"""

BUILT_IN: Mapping[str, Mapping[str, str]] = {"types": EVENT_TYPES, "roles": ROLES, "measures": MEASURES}


def is_known_type(name: str, declared: Collection[str]) -> bool:
    """Whether an event type may be used: built in or declared, itself or what stands before the slash."""
    base = name.partition("/")[0]
    return name in declared or base in declared or base in EVENT_TYPES


def is_known_role(name: str, declared: Collection[str]) -> bool:
    """Whether a role may be used: built in or declared."""
    return name in declared or name in ROLES


def known_measure_beside(measure: str, declared: Collection[str]) -> str | None:
    """The known measure that an unknown one may be another word, number or spelling for; None for a known one.

    Known are those built in and those ``declared``.
    """
    if measure in declared or measure in MEASURES:
        return None
    if measure in OTHER_WORDS:
        return OTHER_WORDS[measure]
    return nearest_spelling(measure, [*MEASURES, *declared])

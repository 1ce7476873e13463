"""Names as people type them: whole names first, several that fit are listed, near ones offered."""

from collections.abc import Iterator

import pytest

from tests.support.stores import in_database, in_memory
from timeline.domain.records import Actor, Claim, Event, Place, RecordSet, Source
from timeline.errors import AmbiguousName, TimelineError, UnknownName
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.naming.named_records import completions, find_any, find_record, find_sources

WORLD = RecordSet(
    sources={
        "gazette-1": Source("gazette-1", "Talks begin", publisher="The Gazette"),
        "gazette-2": Source("gazette-2", "Talks end", publisher="The Gazette"),
        "wire": Source("wire", "Newswire"),
    },
    actors={
        "ali-kadhimi": Actor("ali-kadhimi", "Ali al-Kadhimi", kind="person"),
        "mustafa-al-kadhimi": Actor("mustafa-al-kadhimi", "Mustafa al-Kadhimi", kind="person", names=("الكاظمي", "MK")),
        "hezbollah": Actor("hezbollah", "Hezbollah", kind="armed-group"),
        "kataib-hezbollah": Actor("kataib-hezbollah", "Kata'ib Hezbollah", kind="armed-group", names=("KH",)),
        "jose-1": Actor("jose-1", "José Núñez", kind="person"),
        "jose-2": Actor("jose-2", "Jose Nunez", kind="person"),
        "basra-council": Actor("basra-council", "Basra", kind="organisation"),
    },
    places={"basra": Place("basra", "Basra", names=("البصرة",)), "green-zone": Place("green-zone", "Grüne Zone")},
    events={"call": Event("call", "Basra", claims=(Claim("wire", date="2031"),))},
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with in_memory(WORLD) as opened:
        yield opened


FOUND = [
    ("actor", "mustafa-al-kadhimi", "mustafa-al-kadhimi"),
    ("actor", "MUSTAFA AL KADHIMI", "mustafa-al-kadhimi"),
    ("actor", "Mustafa Kadhimi", "mustafa-al-kadhimi"),
    ("actor", "الكاظمي", "mustafa-al-kadhimi"),
    ("actor", "mk", "mustafa-al-kadhimi"),
    ("actor", "Hezbollah", "hezbollah"),  # not the end of another group's name
    ("actor", "kataib hezbollah", "kataib-hezbollah"),
    ("actor", "Kata’ib-Hezbollah", "kataib-hezbollah"),
    ("actor", "Basra", "basra-council"),
    ("place", "Basra", "basra"),
    ("place", "grune zone", "green-zone"),
    ("actor", "JOSE-1", "jose-1"),  # an id in capitals
]


@pytest.mark.parametrize(("kind", "wanted", "record_id"), FOUND)
def test_a_name_in_any_usual_spelling(reader: Reader, kind: str, wanted: str, record_id: str) -> None:
    assert find_record(reader, kind, wanted) == record_id


def test_names_on_both_databases(database: str) -> None:
    with in_database(database, WORLD) as opened:
        assert [find_record(opened, kind, wanted) for kind, wanted, _ in FOUND] == [each[2] for each in FOUND]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            "Kadhimi",
            '"Kadhimi" fits 2 actors: ali-kadhimi (Ali al-Kadhimi), '
            "mustafa-al-kadhimi (Mustafa al-Kadhimi): use the id",
        ),
        ("jose nunez", '"jose nunez" fits 2 actors: jose-1 (José Núñez), jose-2 (Jose Nunez): use the id'),
    ],
)
def test_nothing_is_chosen_where_several_fit(reader: Reader, wanted: str, message: str) -> None:
    with pytest.raises(AmbiguousName) as caught:
        find_record(reader, "actor", wanted)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("kind", "wanted", "message"),
    [
        ("actor", "Hesbollah", 'no actor is called "Hesbollah": did you mean hezbollah (Hezbollah)'),
        ("actor", "mustafa-al-kadimi", "did you mean mustafa-al-kadhimi (Mustafa al-Kadhimi)"),
        ("actor", "Qqq", 'no actor is called "Qqq": `timeline actors` lists them all'),
        ("place", "Bassra", "did you mean basra (Basra)?"),
        ("actor", "", 'no actor is called "": `timeline actors` lists them all'),
        ("actor", "%", 'no actor is called "%": `timeline actors` lists them all'),
    ],
)
def test_near_names_are_offered(reader: Reader, kind: str, wanted: str, message: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_record(reader, kind, wanted)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_sources_by_id_title_or_publisher(reader: Reader) -> None:
    assert find_sources(reader, "wire") == ("wire",)
    assert find_sources(reader, "the gazette") == ("gazette-1", "gazette-2")
    assert find_sources(reader, "TALKS END") == ("gazette-2",)
    with pytest.raises(UnknownName, match="did you mean"):
        find_sources(reader, "the gazete")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("call", ("event", "call")),
        ("wire", ("source", "wire")),
        ("basra", ("place", "basra")),  # an id goes before a name
        ("kh", ("actor", "kataib-hezbollah")),
        ("البصرة", ("place", "basra")),
    ],
)
def test_any_record(reader: Reader, wanted: str, found: tuple[str, str]) -> None:
    assert find_any(reader, wanted) == found


@pytest.mark.parametrize(
    ("wanted", "error", "message"),
    [
        ("Basra!", AmbiguousName, "fits 2 records: basra-council (Basra), basra (Basra): use the id"),
        ("gazette-3", UnknownName, 'nothing has the id or name "gazette-3": did you mean gazette-1 or gazette-2'),
        ("qqq", UnknownName, 'nothing has the id or name "qqq"'),
    ],
)
def test_no_one_record(reader: Reader, wanted: str, error: type[TimelineError], message: str) -> None:
    with pytest.raises(error) as caught:
        find_any(reader, wanted)
    assert message in str(caught.value)


BEGUN: list[tuple[tuple[str, ...], str, list[str]]] = [
    (("actor",), "ka", ["kataib-hezbollah", "ali-kadhimi", "mustafa-al-kadhimi"]),
    (("actor",), "Hez", ["hezbollah"]),
    (("place", "event"), "", ["basra", "green-zone", "call"]),
    (("event",), "ca", ["call"]),
    (("source",), "talks b", ["gazette-1"]),
    (("source",), "Gazette-", ["gazette-1", "gazette-2"]),
    (("actor",), "%", []),
    (("actor",), "h_", ["hezbollah"]),
    (("actor",), "zz", []),
]


def test_what_a_shell_offers(database: str) -> None:
    with in_database(database, WORLD) as opened:
        for kinds, begun, ids in BEGUN:
            offered = completions(opened, kinds, begun)
            assert sorted(each for each, _ in offered) == sorted(ids), begun
            assert all(name for _, name in offered)


ALIKE = RecordSet(
    sources={
        "afp-1": Source("afp-1", "Talks go on", publisher="Agence France-Presse"),
        "ap-1": Source("ap-1", "Talks stall", publisher="Associated Press (AP)"),
    },
    actors={
        "ir": Actor("ir", "Iran", kind="state"),
        "iran-network": Actor("iran-network", "IRAN", kind="organisation"),
        "islamic-state": Actor("islamic-state", "Islamic State of Iraq and the Levant (ISIL)", kind="armed-group"),
        "hts": Actor("hts", "Hayat Tahrir al-Sham", names=("HTS (formerly Nusra Front)",)),
        "health-us": Actor("health-us", "Department of Health (US)"),
        "health-land": Actor("health-land", "Department of Health (The Land)"),
    },
    places={},
    events={},
)


@pytest.fixture(scope="module")
def alike() -> Iterator[Reader]:
    with in_memory(ALIKE) as opened:
        yield opened


SAID_OF_THEMSELVES = [
    ("actor", "Iran", "ir"),  # to the letter
    ("actor", "IRAN", "iran-network"),
    ("actor", "ISIL", "islamic-state"),
    ("actor", "isil", "islamic-state"),
    ("actor", "Islamic State of Iraq and the Levant", "islamic-state"),
    ("actor", "Nusra Front", "hts"),
]


@pytest.mark.parametrize(("kind", "wanted", "record_id"), SAID_OF_THEMSELVES)
def test_what_a_name_says_of_itself_finds_it(alike: Reader, kind: str, wanted: str, record_id: str) -> None:
    assert find_record(alike, kind, wanted) == record_id


def test_and_on_both_databases(database: str) -> None:
    with in_database(database, ALIKE) as opened:
        for kind, wanted, record_id in SAID_OF_THEMSELVES:
            assert find_record(opened, kind, wanted) == record_id
        assert find_sources(opened, "AP") == ("ap-1",)


def test_a_name_to_the_letter_goes_first_and_the_others_are_named(alike: Reader) -> None:
    notes: list[str] = []
    assert find_record(alike, "actor", "Iran", notes) == "ir"
    assert notes == ['"Iran" is ir (Iran), to the letter; it also fits iran-network (IRAN): use the id']
    assert find_any(alike, "IRAN", notes) == ("actor", "iran-network")
    assert notes[1:] == ['"IRAN" is iran-network (IRAN), to the letter; it also fits ir (Iran): use the id']
    with pytest.raises(AmbiguousName):
        find_record(alike, "actor", "iran", notes)
    assert len(notes) == 2


@pytest.mark.parametrize("wanted", ["US", "The Land", "Department of Health"])
def test_what_tells_two_of_one_name_apart_is_no_name(alike: Reader, wanted: str) -> None:
    with pytest.raises(UnknownName):
        find_record(alike, "actor", wanted)


def test_a_publisher_by_its_acronym(alike: Reader) -> None:
    assert find_sources(alike, "AP") == ("ap-1",)
    with pytest.raises(UnknownName, match=r"did you mean afp-1 \(Talks go on\) or"):
        find_sources(alike, "AFP")


@pytest.mark.parametrize("kind", ["actor", "place"])
def test_what_is_longer_than_any_name_names_nothing(reader: Reader, kind: str) -> None:
    """SQLite refuses to look for a pattern of more than 50,000 bytes."""
    with pytest.raises(UnknownName):
        find_record(reader, kind, "a" * 60_000)
    with pytest.raises(UnknownName):
        find_sources(reader, "a" * 60_000)

"""The two actors of a GDELT row, and of what kind they are where their codes leave no doubt.

One name is one actor, and a name's codes vary from row to row: UNITED STATES is USA, USAMIL or USACVL, and
the bare code USA is also that of ATLANTA, a city that stands for its country. So a kind is given only where it
goes with the name: states by their names, groups and firms by codes that CAMEO gives to no other actor.
"""

from collections.abc import Sequence

from timeline.domain.records import Actor
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.ids_of_names import Naming

_NAMES = """
AFGHANISTAN ALBANIA ALGERIA ANDORRA ANGOLA ARGENTINA ARMENIA AUSTRALIA AUSTRIA AZERBAIJAN BAHAMAS BAHRAIN BANGLADESH
BARBADOS BELARUS BELGIUM BELIZE BENIN BHUTAN BOLIVIA BOSNIA BOTSWANA BRAZIL BRITAIN BRUNEI BULGARIA BURKINA-FASO
BURUNDI CAMBODIA CAMEROON CANADA CAPE-VERDE CENTRAL-AFRICAN-REPUBLIC CHAD CHILE CHINA COLOMBIA COMOROS COSTA-RICA
CROATIA CUBA CYPRUS CZECH-REPUBLIC DENMARK DJIBOUTI DOMINICA DOMINICAN-REPUBLIC EAST-TIMOR ECUADOR EGYPT EL-SALVADOR
EQUATORIAL-GUINEA ERITREA ESTONIA ETHIOPIA FIJI FINLAND FRANCE GABON GAMBIA GERMANY GHANA GREECE GRENADA GUATEMALA
GUINEA GUINEA-BISSAU GUYANA HAITI HONDURAS HUNGARY ICELAND INDIA INDONESIA IRAN IRAQ IRELAND ISRAEL ITALY IVORY-COAST
JAMAICA JAPAN JORDAN KAZAKHSTAN KENYA KIRIBATI KUWAIT KYRGYZSTAN LAOS LATVIA LEBANON LESOTHO LIBERIA LIBYA
LIECHTENSTEIN LITHUANIA LUXEMBOURG MACEDONIA MADAGASCAR MALAWI MALAYSIA MALDIVES MALI MALTA MAURITANIA MAURITIUS
MEXICO MICRONESIA MOLDOVA MONACO MONGOLIA MONTENEGRO MOROCCO MOZAMBIQUE MYANMAR NAMIBIA NAURU NEPAL NETHERLANDS
NEW-ZEALAND NICARAGUA NIGER NIGERIA NORTH-KOREA NORWAY OMAN PAKISTAN PALAU PANAMA PAPUA-NEW-GUINEA PARAGUAY PERU
PHILIPPINES POLAND PORTUGAL QATAR ROMANIA RUSSIA RWANDA SAMOA SAN-MARINO SAUDI-ARABIA SENEGAL SERBIA SEYCHELLES
SIERRA-LEONE SINGAPORE SLOVAKIA SLOVENIA SOLOMON-ISLANDS SOMALIA SOUTH-AFRICA SOUTH-KOREA SOUTH-SUDAN SPAIN SRI-LANKA
SUDAN SURINAME SWAZILAND SWEDEN SWITZERLAND SYRIA TAJIKISTAN TANZANIA THAILAND THE-US TOGO TONGA TRINIDAD TUNISIA
TURKEY TURKMENISTAN TUVALU UGANDA UKRAINE UNITED-ARAB-EMIRATES UNITED-KINGDOM UNITED-STATES URUGUAY UZBEKISTAN
VANUATU VATICAN VENEZUELA VIETNAM YEMEN ZAMBIA ZIMBABWE
"""
_STATES = frozenset(name.replace("-", " ") for name in _NAMES.split())
_ARMED = frozenset(("REB", "INS", "SEP", "UAF"))
_ORGANISED = frozenset(("IGO", "NGO", "NGM", "MNC"))


def read_actors(sides: Sequence[Sequence[str]], naming: Naming) -> list[tuple[Actor, str]]:
    """(actor, role) of each side that has a name or a code: actor 1 is the initiator, actor 2 the recipient.

    The cells of a side are those of ``Columns.actors``.
    """
    found = []
    for cells, role in zip(sides, ("initiator", "recipient"), strict=True):
        name, code, country, group, *types = cells
        shown = one_line(name) or one_line(code)
        if shown:
            kind = _kind_of(shown, country, group, tuple(each for each in types if each))
            found.append((naming.actor(shown, kind), role))
    return found


def _kind_of(name: str, country: str, known_group: str, types: tuple[str, ...]) -> str | None:
    """The kind of an actor, one of ACTOR_KINDS; None where its codes leave it open.

    ``country`` is the actor's country code, ``known_group`` that of the group that it is, if any.
    """
    if country and name in _STATES:
        return "state"
    if not _ORGANISED.isdisjoint(types):
        return "organisation"
    if (known_group or not country) and not _ARMED.isdisjoint(types):
        return "armed-group"
    # An agent's word by itself: MILITARY, POLICE. GOV is also PRESIDENT and KING.
    if not country and types and types[0] in ("MIL", "COP"):
        return "group"
    return None

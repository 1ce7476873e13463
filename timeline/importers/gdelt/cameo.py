"""CAMEO's event codes -> what each means, and its type in PLOVER.

Meanings are those of the CAMEO codebook, version 1.1b3 (Schrodt 2012), which GDELT codes by, and types
with their modes those of ``CAMEO2PLOVER-2021.txt`` in PLOVER's repository (Schrodt, 17 September 2021). Where
this table is another:

- DEMAND is ``request`` here, and so is 02 (appeal): PLOVER knows no appeals, our vocabulary does.
- 01 (public statements) has no type: PLOVER holds that saying something is no event.
- 0813 and 0814, and 084 to 086 (releases, eased sanctions, people let in) are ``concede``, as our vocabulary has
  it, and as the rest of 08 is; PLOVER counts them under RETREAT. 087 (truce, withdrawal) is ``retreat``.
- 175 (violent repression) is without a mode: the list has a context where its mode should stand.
- A root code (two digits) has the type of the codes under it.
"""

from functools import cache
from typing import NamedTuple


class Meaning(NamedTuple):
    """What a code says."""

    code: str
    """As the codebook writes it: 043, where a spreadsheet has made 43 of it."""
    type: str | None
    words: str
    """In the infinitive, beginning with a small letter: make a visit."""


@cache
def meaning_of(code: str) -> Meaning | None:
    """What a code means, or the root that it begins with where the table has no such code; None for no code."""
    # Event codes have three digits or four: of two, the zero in front was lost before a root was meant.
    spellings = (f"0{code}", code) if len(code) == 2 else (code, f"0{code}", code[:3], code[:2])
    return next((_TABLE[spelling] for spelling in spellings if spelling in _TABLE), None)


def _read(line: str) -> Meaning:
    code, event_type, words = line.split(" ", 2)
    return Meaning(code, None if event_type == "-" else event_type, words)


_LINES = """\
01 - make public statement
010 - make a statement
011 - decline comment
012 - make pessimistic comment
013 - make optimistic comment
014 - consider policy option
015 - acknowledge or claim responsibility
016 - deny responsibility
017 - engage in symbolic act
018 - make empathetic comment
019 - express accord
02 request appeal
020 request appeal
021 request appeal for material cooperation
0211 request appeal for economic cooperation
0212 request appeal for military cooperation
0213 request appeal for judicial cooperation
0214 request appeal for intelligence
022 request appeal for diplomatic cooperation (such as policy support)
023 request appeal for material aid
0231 request appeal for economic aid
0232 request appeal for military aid
0233 request appeal for humanitarian aid
0234 request appeal for military protection or peacekeeping
024 request appeal for political reform
0241 request appeal for change in leadership
0242 request appeal for policy change
0243 request appeal for rights
0244 request appeal for change in institutions, regime
025 request appeal to yield
0251 request appeal for easing of administrative sanctions
0252 request appeal for easing of popular dissent
0253 request appeal for release of persons or property
0254 request appeal for easing of economic sanctions, boycott, or embargo
0255 request appeal for target to allow international involvement (non-mediation)
0256 request appeal for de-escalation of military engagement
026 request appeal to others to meet or negotiate
027 request appeal to others to settle dispute
028 request appeal to others to engage in or accept mediation
03 agree express intent to cooperate
030 agree express intent to cooperate
031 agree agree to engage in material cooperation
0311 agree express intent to cooperate economically
0312 agree express intent to cooperate militarily
0313 agree express intent to cooperate on judicial matters
0314 agree express intent to cooperate on intelligence
032 agree express intent to engage in diplomatic cooperation (such as policy support)
033 agree express intent to provide material aid
0331 agree express intent to provide economic aid
0332 agree express intent to provide military aid
0333 agree express intent to provide humanitarian aid
0334 agree express intent to provide military protection or peacekeeping
034 agree express intent to bring political reform
0341 agree express intent to change leadership
0342 agree express intent to change policy
0343 agree express intent to provide rights
0344 agree express intent to change institutions, regime
035 agree express intent to yield
0351 agree express intent to ease administrative sanctions
0352 agree express intent to ease popular dissent
0353 agree express intent to release persons or property
0354 agree express intent to ease economic sanctions, boycott, embargo
0355 agree express intent to allow international involvement (non-mediation)
0356 agree express intent to de-escalate military engagement
036 agree express intent to meet or negotiate
037 agree express intent to settle dispute
038 agree express intent to accept mediation
039 agree express intent to mediate
04 consult consult
040 consult consult
041 consult/phone discuss by telephone
042 consult/visit make a visit
043 consult/visit host a visit
044 consult/third-party meet at a third location
045 consult engage in mediation
046 consult engage in negotiation
05 support engage in diplomatic cooperation
050 support engage in diplomatic cooperation
051 support praise or endorse
052 support defend verbally
053 support rally support on behalf of
054 support grant diplomatic recognition
055 support apologize
056 support forgive
057 support sign formal agreement
06 cooperate engage in material cooperation
060 cooperate engage in material cooperation
061 cooperate cooperate economically
062 cooperate cooperate militarily
063 cooperate engage in judicial cooperation
064 cooperate share intelligence or information
07 aid provide aid
070 aid provide aid
071 aid provide economic aid
072 aid provide military aid
073 aid provide humanitarian aid
074 aid provide military protection or peacekeeping
075 aid grant asylum
08 concede yield
080 concede yield
081 concede ease administrative sanctions
0811 concede ease restrictions on political freedoms
0812 concede ease ban on political parties or politicians
0813 concede ease curfew
0814 concede ease state of emergency or martial law
082 concede ease political dissent
083 concede accede to requests or demands for political reform
0831 concede accede to demands for change in leadership
0832 concede accede to demands for change in policy
0833 concede accede to demands for rights
0834 concede accede to demands for change in institutions, regime
084 concede return, release
0841 concede/release return, release person(s)
0842 concede/return return, release property
085 concede ease economic sanctions, boycott, embargo
086 concede/access allow international involvement
0861 concede/access receive deployment of peacekeepers
0862 concede/access receive inspectors
0863 concede/access allow delivery of humanitarian aid
087 retreat/disarm de-escalate military engagement
0871 retreat/ceasefire declare truce, ceasefire
0872 retreat/withdraw ease military blockade
0873 retreat/disarm demobilize armed forces
0874 retreat/disarm retreat or surrender militarily
09 accuse/investigate investigate
090 accuse/investigate investigate
091 accuse/investigate investigate crime, corruption
092 accuse/investigate investigate human rights abuses
093 accuse/investigate investigate military action
094 accuse/investigate investigate war crimes
10 request demand
100 request rEQUEST
101 request/assist demand material cooperation
1011 request/assist demand economic cooperation
1012 request/assist demand military cooperation
1013 request/assist demand judicial cooperation
1014 request/assist demand intelligence cooperation
102 request/assist demand diplomatic cooperation (such as policy support)
103 request/assist demand aid
1031 request/assist demand economic aid
1032 request/assist demand military aid
1033 request/assist demand humanitarian aid
1034 request/assist demand military protection or peacekeeping
104 request/change demand political reform
1041 request/change demand change in leadership
1042 request/change demand policy change
1043 request/change demand rights
1044 request/change demand change in institutions, regime
105 request/change demand that target yields
1051 request/yield demand easing of administrative sanctions
1052 request/yield demand easing of popular dissent
1053 request/yield demand release of persons or property
1054 request/yield demand easing of economic sanctions, boycott, or embargo
1055 request/yield demand that target allows international involvement (non-mediation)
1056 request/yield demand de-escalation of military engagement
106 request/meet demand meeting, negotiation
107 request/meet demand settling of dispute
108 request/meet demand mediation
11 accuse/disapprove disapprove
110 accuse/disapprove disapprove
111 accuse/disapprove criticize or denounce
112 accuse/disapprove accuse
1121 accuse/allege accuse of crime, corruption
1122 accuse/allege accuse of human rights abuses
1123 accuse/allege accuse of aggression
1124 accuse/allege accuse of war crimes
1125 accuse/allege accuse of espionage, treason
113 accuse/disapprove rally opposition against
114 accuse/allege complain officially
115 accuse/allege bring lawsuit against
116 accuse/disapprove find guilty or liable (legally)
12 reject reject
120 reject reject
121 reject/assist reject material cooperation
1211 reject/assist reject economic cooperation
1212 reject/assist reject military cooperation
1213 reject/assist reject judicial cooperation
1214 reject/assist reject intelligence cooperation
122 reject/assist reject request or demand for material aid
1221 reject/assist reject demand for economic aid
1222 reject/assist reject demand for military aid
1223 reject/assist reject demand for humanitarian aid
1224 reject/assist reject demand for military protection or peacekeeping
123 reject/change reject request or demand for political reform
1231 reject/change reject demand for change in leadership
1232 reject/change reject demand for policy change
1233 reject/change reject demand for rights
1234 reject/change reject demand for change in institutions, regime
124 reject/change decline to yield
1241 reject/change decline to ease administrative sanctions
1242 reject/change decline to ease popular dissent
1243 reject/yield decline to release persons or property
1244 reject/yield decline to ease economic sanctions, boycott, or embargo
1245 reject/yield decline to allow international involvement (non-mediation)
1246 reject/yield decline to de-escalate military engagement
125 reject/meet reject proposal to meet, discuss, negotiate
126 reject/meet reject mediation
127 reject/meet reject plan, agreement to settle dispute
128 reject/yield defy norms, law
129 reject/yield veto
13 threaten threaten
130 threaten threaten
131 threaten threaten non-force
1311 threaten/relations threaten to reduce or stop aid
1312 threaten/restrict threaten to boycott, embargo, or sanction
1313 threaten/relations threaten to reduce or break relations
132 threaten/ban threaten with administrative sanctions
1321 threaten/political threaten to impose restrictions on freedoms of speech and expression
1322 threaten/ban threaten to ban political parties or politicians
1323 threaten/restrict threaten to impose curfew
1324 threaten/restrict threaten to impose state of emergency or martial law
133 threaten/relations threaten with political dissent, protest
134 threaten/relations threaten to halt negotiations
135 threaten/relations threaten to halt mediation
136 threaten/expel threaten to halt (expel or withdraw) international involvement (non-mediation)
137 threaten/violence threaten with violent repression
138 threaten/violence threaten with military force
1381 threaten/restrict threaten blockade
1382 threaten/territory threaten occupation
1383 threaten/violence threaten unconventional violence
1384 threaten/violence threaten conventional attack
1385 threaten/violence threaten attack with WMD
139 threaten/relations give ultimatum
14 protest protest
140 protest engage in political dissent
141 protest/demo demonstrate or rally
1411 protest/demo demonstrate for leadership change
1412 protest/demo demonstrate for policy change
1413 protest/demo demonstrate for rights
1414 protest/demo demonstrate for change in institutions, regime
142 protest/hunger conduct hunger strike
1421 protest/hunger conduct hunger strike for leadership change
1422 protest/hunger conduct hunger strike for policy change
1423 protest/hunger conduct hunger strike for rights
1424 protest/hunger conduct hunger strike for change in institutions, regime
143 protest/boycott conduct strike or boycott
1431 protest/boycott conduct strike or boycott for change in leadership
1432 protest/boycott conduct strike or boycott for policy change
1433 protest/boycott conduct strike or boycott for rights
1434 protest/boycott conduct strike or boycott for change in institutions, regime
144 protest/obstruct obstruct passage, block
1441 protest/obstruct obstruct passage to demand change in leadership
1442 protest/obstruct obstruct passage to demand policy change
1443 protest/obstruct obstruct passage to demand rights
1444 protest/obstruct obstruct passage to demand change in institutions, regime
145 protest/riot protest violently, riot
1451 protest/riot engage in violent protest for change in leadership
1452 protest/riot engage in violent protest for policy change
1453 protest/riot engage in violent protest for rights
1454 protest/riot engage in violent protest for change in institutions, regime
15 mobilize exhibit force posture
150 mobilize demonstrate military or police power
151 mobilize/police increase police alert status
152 mobilize/troops increase military alert status
153 mobilize/police mobilize or increase police power
154 mobilize/troops mobilize or increase armed forces
16 sanction reduce relations
160 sanction reduce relations
161 sanction/withdraw reduce or break diplomatic relations
162 sanction/discontinue reduce or stop aid
1621 sanction/discontinue reduce or stop economic assistance
1622 sanction/discontinue reduce or stop military assistance
1623 sanction/discontinue reduce or stop humanitarian assistance
163 coerce/restrict impose embargo, boycott, or sanctions
164 sanction/withdraw halt negotiations
165 sanction/withdraw halt mediation
166 sanction/expel expel or withdraw
1661 sanction/expel expel or withdraw peacekeepers
1662 sanction/expel expel or withdraw inspectors, observers
1663 sanction/expel expel or withdraw aid agencies
17 coerce coerce
170 coerce coerce
171 coerce/seize seize or damage property
1711 coerce/seize confiscate property
1712 assault/seize destroy property
172 coerce/restrict impose administrative sanctions
1721 coerce/restrict impose restrictions on freedoms of speech and expression
1722 coerce/ban ban political parties or politicians
1723 coerce/curfew impose curfew
1724 coerce/martial-law impose state of emergency or martial law
173 coerce/arrest arrest, detain, or charge with legal action
174 coerce/deport expel or deport individuals
175 assault use tactics of violent repression
18 assault assault
180 assault use unconventional violence
181 assault/abduct abduct, hijack
182 assault/beat physically assault
1821 assault/sexual sexually assault
1822 assault/torture torture
1823 assault kill by physical assault
183 assault/suicide-attack conduct suicide, car, or other non-military bombing
1831 assault/suicide-attack carry out suicide bombing
1832 assault/explosives carry out car bombing
1833 assault/explosives carry out roadside bombing
184 assault/abduct use as human shield
185 assault/assassinate attempt to assassinate
186 assault/assassinate assassinate
19 assault fight
190 assault use conventional military force
191 coerce/restrict impose blockade, restrict movement
192 coerce/seize occupy territory
193 assault/firearms fight with small arms and light weapons
194 assault/heavy-weapons fight with artillery and tanks
195 assault/heavy-weapons employ aerial weapons
196 assault violate ceasefire
20 assault/unconventional use unconventional mass violence
200 assault/massacre use unconventional mass violence
201 assault/cleansing engage in mass expulsion
202 assault/massacre engage in mass killings
203 assault/cleansing engage in ethnic cleansing
204 assault/unconventional use weapons of mass destruction
2041 assault/unconventional use chemical, biological, or radiological weapons
2042 assault/unconventional detonate nuclear weapons
"""
_TABLE = {meaning.code: meaning for meaning in map(_read, _LINES.splitlines())}

"""Examples of annotation files for the reference; each loads by itself."""

_WHOLE = """\
sources:
  gazette-2031-05-02:
    title: Harbour talks begin
    publisher: The Gazette
    published: 2031-05-02
    derived_from: {quotes: newswire}
  newswire: {title: Newswire report, kind: agency}
  herald-2031-05-03:
    title: Envoy in port
    publisher: The Herald
    published: 2031-05-03
    derived_from: {quotes: newswire}

actors:
  ana-ruiz:
    kind: person
    name: Ana Ruiz
    names: [A. Ruiz, آنا رويز]
    member_of: [{group: harbour-union, office: chair, date: 2029/..}]
  harbour-union: {kind: organisation, name: Harbour Union}
  tomas-vale: {kind: person, name: Tomás Vale}

places:
  port-city: {name: Port City, kind: city, latitude: 1.5, longitude: 103.2}

events:
  ruiz-meets-vale:
    title: Ruiz meets the minister's envoy
    type: consult/meeting
    place: port-city
    participants: {ana-ruiz: initiator, tomas-vale: recipient}
    claims:
      - {source: gazette-2031-05-02, at: ¶ 3, date: 2031-05-01}
      - source: herald-2031-05-03
        at: ¶ 1
        date: 1 day before publication
        figures: {delegates: at least 12}
  strike-called:
    title: The union calls a strike
    type: protest
    participants: {harbour-union: initiator}
    claims:
      - {source: herald-2031-05-03, at: ¶ 5, date: 1 day after ruiz-meets-vale, modality: alleged}
"""

_SOURCES = """\
sources:
  harbour-union-2031-05-04:
    title: Statement on the talks
    kind: statement
    publisher: Harbour Union
    author: Ana Ruiz
    published: 2031-05-04
    url: https://union.example/statements/12
    archive_url: https://archive.example/2031/union-12
    accessed: 2031-06-01
    language: es
    reliability: B
    note: Speaks for one side.
  port-radio-2031-05-05:
    title: Harbour at a standstill
    publisher: Port Radio
    published: 2031-05-05~
    derived_from:
      quotes: harbour-union-2031-05-04
"""

_ACTORS = """\
actors:
  ana-ruiz:
    kind: person
    name: Ana Ruiz
    names: [A. Ruiz, Ana Ruíz, آنا رويز]
    member_of:
      - group: harbour-union
        office: chair
        date: 2029/2031-06
      - group: port-council
    note: Not the Ana Ruiz of the port council's law office.
    was: [a-ruiz]
  harbour-union: {kind: organisation, name: Harbour Union, names: [HU]}
  port-council: {kind: organisation, name: Port Council}
"""

_PLACES = """\
places:
  pier-nine:
    name: Pier Nine
    kind: pier
    names: [the old pier]
    within: port-city
    latitude: 1.502
    longitude: 103.207
    note: The one rebuilt in 2024.
  port-city: {name: Port City, kind: city}
"""

_EVENTS = """\
sources:
  herald-2031-05-06: {title: Four hurt on the pier, published: 2031-05-06}
  police-2031-05-07: {title: Statement of the port police, published: 2031-05-07}
actors:
  harbour-union: {kind: organisation, name: Harbour Union}
  port-police: {kind: organisation, name: Port Police}
places:
  port-city: {name: Port City}
events:
  march-on-pier:
    title: Dockers march on the pier
    type: protest/march
    place: port-city
    date: 2031-05-05
    date_note: Both sources were published within two days and the police log has the 5th.
    participants: {harbour-union: [organiser, initiator]}
    claims:
      - source: herald-2031-05-06
        at: ¶ 2
        date: 1 day before publication
        figures: {injured: 4 (up to 6), people: about 3000}
        credibility: 2
      - source: police-2031-05-07
        date: 2031-05-05
        figures: {people: 1200 to 1500}
        participants: {port-police: recipient}
  pier-cleared:
    title: Police clear the pier
    summary: The police end the march; the union says with force, which the police deny.
    type: coerce/dispersal
    place: port-city
    participants: {port-police: initiator, harbour-union: recipient}
    claims:
      - source: herald-2031-05-06
        at: ¶ 5
        date: same day as march-on-pier
        modality: alleged
        according_to: [harbour-union, two unnamed dockers]
      - {source: police-2031-05-07, modality: denied}
    links: {follows: march-on-pier}
    tags: [strike]
    note: What the police deny is the force, not that the march ended.
"""

_VOCABULARY = """\
vocabulary:
  types:
    appoint: gives somebody an office
  roles:
    appointee: is given the office
  measures:
    delegates: people at the table
sources:
  gazette-2031-05-08: {title: New harbour master, published: 2031-05-08}
actors:
  tomas-vale: {kind: person, name: Tomás Vale}
events:
  vale-appointed:
    title: Vale becomes harbour master
    type: appoint/harbour-master
    participants: {tomas-vale: appointee}
    claims:
      - {source: gazette-2031-05-08, date: 2031-05}
"""

_MATCHES = """\
sources:
  gazette-2031-05-02: {title: Harbour talks begin, publisher: The Gazette, published: 2031-05-02}
  ucdp: {title: A data set of events}
events:
  ruiz-meets-vale:
    title: Ruiz meets the minister's envoy
    claims: [{source: gazette-2031-05-02, date: 1 day before publication}]
  ucdp-62366:
    title: Port City, talks
    claims: [{source: ucdp, date: 2031-05-01}]
  talks-in-port:
    title: Talks in port
    claims: [{source: gazette-2031-05-02, date: 2031-05-01}]
matches:
  - same: [ruiz-meets-vale, ucdp-62366]
    by: A. Editor
    why: same day, place and speakers
  - {not_same: [ruiz-meets-vale, talks-in-port]}
"""
_QUESTIONS = """\
actors:
  ana-ruiz: {kind: person, name: Ana Ruiz}
  tomas-vale: {kind: person, name: Tomás Vale}
questions:
  talks-of-may:
    title: Ruiz and Vale in May 2031
    asks: {actor: [ana-ruiz, tomas-vale], during: 2031-05, type: consult}
  disputed-of-late:
    asks: {disputed: yes, from: last month}
    note: What to look into again; read anew each time.
"""
EXAMPLES = {
    "whole": _WHOLE,
    "sources": _SOURCES,
    "actors": _ACTORS,
    "places": _PLACES,
    "events": _EVENTS,
    "questions": _QUESTIONS,
    "matches": _MATCHES,
    "vocabulary": _VOCABULARY,
}
"""The whole of a small file, and one for each section."""

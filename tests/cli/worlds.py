"""Annotation files to ask questions of."""

HARBOUR = """\
sources:
  gazette-2031-05-02:
    title: Harbour talks begin
    publisher: The Gazette
    published: 2031-05-02
    derived_from: {quotes: newswire}
  newswire: {title: Newswire report, kind: agency}
  herald-2031-05-03: {title: Envoy in port, publisher: The Herald, published: 2031-05-03, derived_from: {quotes: newswire}}

actors:
  ana-ruiz: {kind: person, name: Ana Ruiz, names: [A. Ruiz, "آنا رويز"], member_of: [{group: harbour-union, office: chair, date: 2029/..}]}
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
      - {source: herald-2031-05-03, at: ¶ 1, date: 1 day before publication, figures: {delegates: at least 12}}
  strike-called:
    title: The union calls a strike
    type: protest
    participants: {harbour-union: initiator}
    claims:
      - {source: herald-2031-05-03, at: ¶ 5, date: 1 day after ruiz-meets-vale, modality: alleged}
"""  # noqa: E501 - as it is documented
"""The example of the interface, to the letter."""

STRAIT = """\
sources:
  wire: {title: Wire report, kind: agency, publisher: The Wire, published: 2031-04-01}
  gazette: {title: Talks in port, publisher: The Gazette, published: 2031-05-02, derived_from: {quotes: wire}}
  herald: {title: Port news, publisher: The Herald, published: 2031-06-10}
  letter: {title: A letter}
actors:
  ana: {kind: person, name: Ana al-Ruiz, names: ["آنا رويز"]}
  ben: {kind: person, name: Ben Ruiz, member_of: [{group: union, date: 2031-05/..}]}
  union: {kind: organisation, name: Dockers' Union}
  front: {kind: armed-group, name: Harbour Front}
places:
  land: {name: The Land, kind: country}
  port: {name: Port City, kind: city, within: land}
events:
  talks:
    title: Talks in the port
    type: consult/meeting
    place: port
    tags: [harbour]
    participants: {ana: initiator, ben: recipient}
    claims: [{source: gazette, date: 2031-05-01}, {source: herald, date: 2031-05-02}]
  call:
    title: Ana telephones the union
    type: consult/phone
    place: land
    participants: {ana: initiator, union: recipient}
    claims: [{source: herald, date: 2031-05-10}]
  early-vote:
    title: Ben votes abroad
    participants: {ben: initiator}
    claims: [{source: wire, date: 2031-03-15}]
  strike:
    title: A strike
    summary: The dockers' CAFÉS close.
    type: protest
    tags: [harbour, labour]
    participants: {union: initiator}
    claims: [{source: gazette, date: 2031-05, modality: alleged, according_to: [union, two dockers]}]
  second-strike:
    title: A second strike is announced
    type: protest
    participants: {union: initiator}
    claims: [{source: herald, date: 2031-07, modality: expected}]
  raid:
    title: A raid
    type: assault
    participants: {front: perpetrator, ana: victim}
    claims: [{source: wire, date: 2031-03-31}, {source: herald, modality: denied, according_to: [front, union]}]
  founding:
    title: A secret founding
    participants: {front: initiator}
    claims: [{source: herald, date: 2030, modality: denied}]
  rumour:
    title: A rumour
    claims: [{source: letter}]
"""
"""One event or more for every filter."""

ODD = """\
sources:
  paper: {title: 日本語の新聞, publisher: e\u0301lan, published: 2031-05-02}
actors:
  ana: {name: "آنا رويز"}
events:
  multi-line:
    title: "One line\\nand another\\tafter a tab"
    claims: [{source: paper, date: 2031-05-01}]
  wide:
    title: 日本語の題名はとても長いので折り返さなければなりませんそうでなければ端末からはみ出してしまいます
    participants: {ana: initiator}
    claims: [{source: paper, date: 2031-05-02, quote: 引用文はここにあります}]
  right-to-left:
    title: "اجتماع وزير الخارجية مع الوفد الزائر في المنطقة الخضراء بعد أسبوع من المحادثات الطويلة"
    claims: [{source: paper, date: 2031-05-03}]
  combining:
    title: "MARKED"
    claims: [{source: paper, date: 2031-05-04}]
  long-word:
    title: "LONG end"
    claims: [{source: paper, date: 2031-05-05}]
""".replace("MARKED", "e\u0301a\u0308 " * 60).replace("LONG", "w" * 500)
"""Titles that terminals stumble over."""

"""JSON-LD: what rdflib makes of it."""

import io
import json
from collections.abc import Iterable
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from rdflib import RDF, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.query import ResultRow

from tests.exporters.harbour import MEETING, agreed, chronology, claim, entry, story
from tests.exporters.hostile import hostile_entries
from tests.exporters.programs.tables.test_tidy_tables import chronology_of
from timeline.domain.chronology import Entry
from timeline.exporters.programs.json.jsonld import CONTEXT, export

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # in rdflib itself

RECORD, TERM, SCHEMA = "urn:timeline:record:", "urn:timeline:term:", "https://schema.org/"
CRM = "http://www.cidoc-crm.org/cidoc-crm/"
PREFIXES = f"""
PREFIX record: <{RECORD}> PREFIX term: <{TERM}> PREFIX schema: <{SCHEMA}> PREFIX crm: <{CRM}>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""


def written(entries: Iterable[Entry], *, whole: bool = False) -> str:
    out = io.StringIO(newline="")
    export(chronology_of(entries, whole=whole), out)
    return out.getvalue()


def triples(entries: Iterable[Entry], *, whole: bool = False) -> rdflib.Graph:
    return rdflib.Graph().parse(data=written(entries, whole=whole), format="json-ld")


def asked(graph: rdflib.Graph, sparql: str) -> list[tuple[Any, ...]]:
    rows = [row.asdict() for row in graph.query(PREFIXES + sparql) if isinstance(row, ResultRow)]
    names = graph.query(PREFIXES + sparql).vars or []
    return sorted(tuple(str(row[name]) if name in row else None for name in map(str, names)) for row in rows)


def test_the_claims_of_an_event_are_found_with_who_makes_them() -> None:
    said = claim("herald-2031-05-03", "¶ 6", modality="denied", whom=("two unnamed officials",), quote="No")
    graph = triples([MEETING, entry("shots", claims=(claim("gazette-2031-05-02", "¶ 5"), said))])
    found = asked(
        graph,
        """SELECT ?claim ?source ?modality ?whom ?publisher WHERE {
        ?claim crm:P140_assigned_attribute_to record:shots ; schema:appearance ?source ; term:modality ?modality .
        ?source schema:publisher ?publisher . OPTIONAL { ?claim schema:author ?whom } }""",
    )
    assert found == [
        (f"{RECORD}shots/gazette-2031-05-02", f"{RECORD}gazette-2031-05-02", "asserted", None, "The Gazette"),
        (
            *(f"{RECORD}shots/herald-2031-05-03", f"{RECORD}herald-2031-05-03", "denied"),
            *("two unnamed officials", "The Herald"),
        ),
    ]


def test_dates_are_time_spans_of_cidoc_crm() -> None:
    graph = triples([entry("lasted", date=agreed("2031-06/2031-10-08")), entry("since", date=agreed("2031-06-01/.."))])
    found = asked(
        graph,
        """SELECT ?event ?a ?b ?c ?d WHERE { ?event crm:P4_has_time-span ?span ; a schema:Event .
        OPTIONAL { ?span crm:P82a_begin_of_the_begin ?a } OPTIONAL { ?span crm:P81a_end_of_the_begin ?b }
        OPTIONAL { ?span crm:P81b_begin_of_the_end ?c } OPTIONAL { ?span crm:P82b_end_of_the_end ?d } }""",
    )
    assert found == [
        (f"{RECORD}lasted", "2031-06-01", "2031-06-30", "2031-10-08", "2031-10-08"),
        (f"{RECORD}since", "2031-06-01", "2031-06-01", "2031-06-01", None),
    ]
    day = next(graph.objects(None, URIRef(f"{CRM}P81a_end_of_the_begin")))
    assert isinstance(day, Literal)
    assert day.datatype == XSD.date


def test_figures_participants_and_links_hang_on_the_right_nodes() -> None:
    graph = triples(story())
    figures = asked(
        graph,
        """SELECT ?claim ?low ?high WHERE { ?claim term:figure ?f . ?f schema:name "hurt" .
        OPTIONAL { ?f schema:minValue ?low } OPTIONAL { ?f schema:maxValue ?high } }""",
    )
    assert [(row[0].partition("/")[2], *row[1:]) for row in figures] == [
        ("gazette-2031-05-02", None, None),
        ("herald-2031-05-09", "14.0", "16.0"),
    ]
    parts = asked(
        graph,
        """SELECT ?name ?role WHERE { record:ruiz-meets-vale term:participation ?p . ?p term:role ?role ;
        term:actor ?actor . ?actor schema:name ?name }""",
    )
    assert parts == [("Ana Ruiz", "initiator"), ("Tomás Vale", "recipient")]
    assert (URIRef(f"{RECORD}night-statement"), URIRef(f"{TERM}follows"), URIRef(f"{RECORD}ruiz-meets-vale")) in graph


def test_actors_places_and_sources_are_typed_and_stand_once() -> None:
    text = written(story())
    nodes = json.loads(text)["@graph"]
    ids = [node["@id"] for node in nodes if "@id" in node]
    assert len(ids) == len(set(ids))
    graph = triples([MEETING])
    assert (URIRef(f"{RECORD}union"), RDF.type, URIRef(f"{SCHEMA}Organization")) in graph
    assert asked(
        graph, "SELECT ?n ?lat WHERE { ?p a schema:Place ; schema:name ?n ; schema:geo ?g . ?g schema:latitude ?lat }"
    ) == [("Port City", "1")]
    assert asked(graph, "SELECT ?o WHERE { record:herald-2031-05-03 prov:wasDerivedFrom ?o }") == [
        (f"{RECORD}gazette-2031-05-02",),
        (f"{RECORD}newswire",),
    ]


def test_an_address_that_is_none_is_a_text() -> None:
    graph = triples([entry("talks", claims=(claim("herald-2031-05-03"), claim("gazette-2031-05-02")))])
    found = {type(each) for each in graph.objects(URIRef(f"{RECORD}herald-2031-05-03"), URIRef(f"{SCHEMA}url"))}
    assert found == {Literal}
    (address,) = graph.objects(URIRef(f"{RECORD}gazette-2031-05-02"), URIRef(f"{SCHEMA}url"))
    assert isinstance(address, URIRef)


def test_the_context_stands_in_the_file_and_names_no_other() -> None:
    found = json.loads(written(()))
    assert found["@context"] == CONTEXT
    assert len(found["@graph"]) == 1


@pytest.mark.parametrize("dated", ["Y-13800000000", "-0043-03-15", "Y12345"])
def test_days_beyond_four_digits_are_those_of_xml_schema(dated: str) -> None:
    (event,) = (
        node for node in json.loads(written([entry("e", date=agreed(dated))]))["@graph"] if "schema:startDate" in node
    )
    assert not event["schema:startDate"]["@value"].startswith("+")


def test_without_records_there_are_events_and_claims() -> None:
    out = io.StringIO(newline="")
    export(chronology(story()), out)
    graph = rdflib.Graph().parse(data=out.getvalue(), format="json-ld")
    assert len(list(graph.subjects(RDF.type, URIRef(f"{SCHEMA}Event")))) == len(story())


@settings(deadline=None)
@given(hostile_entries())
def test_whatever_stands_in_a_text_comes_back(hostile: Entry) -> None:
    graph = triples([hostile])
    assert str(graph.value(URIRef(f"{RECORD}hostile"), URIRef(f"{SCHEMA}name"))) == hostile.title

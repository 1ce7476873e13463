"""The generated documents are fresh, and true."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.annotations.conftest import ReadText
from timeline.annotations.checking.checks import check_records
from timeline.annotations.examples import EXAMPLES
from timeline.annotations.format_reference import (
    FORMAT_FILE,
    SCHEMA_FILE,
    annotation_format,
    annotation_schema,
    write_documents,
)
from timeline.annotations.reading.file_shape import ENTRIES, MATCH_ENTRY
from timeline.annotations.vocabulary import BUILT_IN, EVENT_TYPES
from timeline.domain.claims.figures import figure_text, read_figure
from timeline.domain.dates.relative.reading import read_relative
from timeline.domain.dates.relative.relation import Form

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA: dict[str, Any] = json.loads(annotation_schema())


@pytest.mark.parametrize("name", [SCHEMA_FILE, FORMAT_FILE])
def test_the_committed_documents_are_fresh(name: str, tmp_path: Path) -> None:
    write_documents(tmp_path)
    fresh = (tmp_path / name).read_text(encoding="utf-8")
    assert (DOCS / name).read_text(encoding="utf-8") == fresh, "run: python -m timeline.annotations.format_reference"


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.*?)```", annotation_format(), re.DOTALL))
def test_every_example_loads_without_a_problem(example: str, read_text: ReadText) -> None:
    reading = read_text(example)
    assert reading.problems == []
    assert check_records(reading.records, reading.where) == []


def test_every_key_is_in_the_reference_and_in_an_example() -> None:
    reference = annotation_format()
    examples = "".join(EXAMPLES.values())
    for model in (*ENTRIES.values(), MATCH_ENTRY):
        for name in model.model_fields:
            assert re.search(rf"\| `{name}` \| (needed)? ?\| \w", reference)
            assert re.search(rf"\b{name}:", examples) or name == "wikidata"


def test_every_built_in_term_is_in_the_reference() -> None:
    reference = annotation_format()
    for terms in BUILT_IN.values():
        for term, meaning in terms.items():
            assert f"| `{term}` | {meaning} |" in reference
    assert len(EVENT_TYPES) == 16


def test_the_figures_and_relative_dates_of_the_reference_are_read() -> None:
    reference = annotation_format()
    figures = reference.partition("## Figures")[2].partition("## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| (.*) \|$", figures, re.MULTILINE)
    assert len(rows) == 7
    for text, cells in rows:
        figure = read_figure("people", text)
        numbers = [cell.strip() for cell in cells.split("|")]
        assert [f"{each:g}" if each is not None else "" for each in (figure.low, figure.best, figure.high)] == numbers
        assert figure_text(figure) == text
    dates = reference.partition("## Dates")[2].partition("## ")[0]
    relative = re.findall(r"^\| `([^`]+)` \|", dates, re.MULTILINE)
    assert {read_relative(text).form for text in relative} == set(Form)


@pytest.mark.parametrize("section", EXAMPLES)
def test_every_example_fits_the_schema_as_an_editor_reads_it(section: str) -> None:
    assert faults(yaml.load(EXAMPLES[section], Loader=_EditorLoader), SCHEMA) == []


def test_the_seeds_fit_the_schema(seeds_folder: Path) -> None:
    files = sorted(seeds_folder.rglob("*.yaml"))
    assert files
    for file in files:
        assert faults(yaml.load(file.read_text(encoding="utf-8"), Loader=_EditorLoader), SCHEMA) == []


@pytest.mark.parametrize(
    "text",
    [
        "evnts: {}",
        "events: {strike: {titel: Strike}}",
        "events: {strike: {kind: none}}",
        "events: {Strike: {title: Strike}}",
        "events: {strike: {title: [Strike]}}",
        "events: {strike: {title: Strike, claims: [{at: 3}]}}",
        "events: {strike: {title: Strike, claims: [{source: a, modality: maybe}]}}",
        "events: {strike: {title: Strike, claims: [{source: a, credibility: 7}]}}",
        "events: {strike: {title: Strike, links: {after: b}}}",
        "places: {port: {name: Port, latitude: 91}}",
        "sources: {a: {title: A, url: example.org}}",
        "matches: {a: b}",
        "matches: [{same: [a]}]",
        "matches: [{same: a}]",
        "matches: [{by: A. Editor}]",
        "matches: [{same: [a, b], not_same: [a, b]}]",
        "matches: [{same: [a, b], because: they are}]",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(text: str, read_text: ReadText) -> None:
    assert faults(yaml.load(text, Loader=_EditorLoader), SCHEMA)
    assert read_text(text).problems


def test_numbers_may_stand_where_people_write_plain_numbers(read_text: ReadText) -> None:
    text = (
        "sources: {a: {title: 1984, published: 2031}}\n"
        "events: {b: {title: 7, tags: [3], claims: [{source: a, at: 4, date: 2031, figures: {people: 5}}]}}\n"
        "places: {c: {name: 9, names: [10], latitude: 1, longitude: '2.5'}}\n"
    )
    assert read_text(text).problems == []
    assert faults(yaml.load(text, Loader=_EditorLoader), SCHEMA) == []


class _EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do: 1.2's core schema, so dates stay text and numbers are numbers."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
}


def faults(value: Any, schema: dict[str, Any], at: str = "") -> list[str]:
    """Where a value breaks the part of JSON Schema that is used here; other keywords are an error."""
    known = {
        "$schema",
        "$defs",
        "title",
        "description",
        "$ref",
        "type",
        "enum",
        "anyOf",
        "pattern",
        "maxLength",
    }
    known |= {
        "minLength",
        "minimum",
        "maximum",
        "properties",
        "additionalProperties",
        "propertyNames",
        "required",
    }
    known |= {"items", "uniqueItems", "minItems", "minProperties", "oneOf"}
    assert set(schema) <= known
    if "$ref" in schema:
        return faults(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], at)
    if "anyOf" in schema and all(faults(value, each, at) for each in schema["anyOf"]):
        return [f"{at}: none of anyOf"]
    if sum(not faults(value, each, at) for each in schema.get("oneOf", [])) != (1 if "oneOf" in schema else 0):
        return [f"{at}: not one of oneOf"]
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not isinstance(value, tuple(each for kind in kinds for each in _TYPES[kind])):
        return [f"{at}: not {kinds}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: not in enum"]
    if isinstance(value, str):
        return [f"{at}: text"] if _text_is_wrong(value, schema) else []
    if isinstance(value, int | float):
        low, high = schema.get("minimum", value), schema.get("maximum", value)
        return [] if low <= value <= high else [f"{at}: out of range"]
    if isinstance(value, list):
        if len(value) < schema.get("minItems", 0):
            return [f"{at}: too few"]
        return [each for item in value for each in faults(item, schema.get("items", {}), f"{at}/-")]
    return _faults_of_object(value, schema, at)


def _text_is_wrong(value: str, schema: dict[str, Any]) -> bool:
    too_long = len(value) > schema.get("maxLength", len(value)) or len(value) < schema.get("minLength", 0)
    return too_long or re.search(schema.get("pattern", ""), value) is None


def _faults_of_object(value: dict[str, Any], schema: dict[str, Any], at: str) -> list[str]:
    found = [f"{at}: no {key}" for key in schema.get("required", []) if key not in value]
    if len(value) < schema.get("minProperties", 0):
        found.append(f"{at}: empty")
    for key, inner in value.items():
        found += faults(str(key), schema.get("propertyNames", {}), f"{at}/{key}")
        further = schema.get("properties", {}).get(key, schema.get("additionalProperties", {}))
        found += [f"{at}: {key} is unknown"] if further is False else faults(inner, further, f"{at}/{key}")
    return found

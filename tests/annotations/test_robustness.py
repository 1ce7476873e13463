"""Whatever stands in a file, reading and checking come to an end with one line a mistake."""

import json
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from timeline.annotations.checking.checks import advise, check_records
from timeline.annotations.reading.file_shape import SECTIONS, make_shapes
from timeline.annotations.reading.read_files import read_paths

_SHAPES = make_shapes()
_WITHIN = (model for found in _SHAPES.within.values() for model in found.values())
_MODELS = (*_SHAPES.sections.values(), *_WITHIN)
_KEYS = sorted({key for model in _MODELS for key in model.model_fields})
_SINGLE = [
    "a",
    "b",
    "c",
    "host",
    "2031",
    "quotes",
    "follows",
    "5",
    "A",
    "denied",
    "consult/x",
    "types",
    "roles",
    "91",
    "Q42",
    "http://a.b",
    "<<",
]
_words = st.sampled_from([*_SINGLE, "", " ", "1 day after a", "1 day before publication", "at least", "\n", "\x00"])
_values = st.recursive(
    _words,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(_words, inner, max_size=3)
        | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4)
    ),
    max_leaves=12,
)
_records = st.dictionaries(st.sampled_from(_KEYS), _values, max_size=6)
_sections = st.dictionaries(_words, _records | _values, max_size=3)
_files = st.dictionaries(st.sampled_from([*SECTIONS, "event"]), _sections | _values, max_size=5)


@given(st.lists(_files, min_size=1, max_size=2))
def test_any_values_are_checked_without_failing(files: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        for number, content in enumerate(files):
            # JSON is YAML; an id and its mistakes then stand on one line.
            Path(name, f"{number}.yaml").write_text(json.dumps(content, indent=1), encoding="utf-8")
        reading = read_paths([Path(name)])
        for problem in [
            *reading.problems,
            *check_records(reading.records, reading.where),
            *advise(reading.records, reading.where),
        ]:
            assert problem.line >= 1
            assert len(str(problem).splitlines()) == 1
            assert len(str(problem)) < 1_000

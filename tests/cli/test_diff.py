"""``timeline diff``: what differs between two states, as text, as data and as annotation files."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.process import run_on_terminal
from tests.cli.worlds import HARBOUR
from tests.support.command import Run


@pytest.fixture
def harbour(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """HARBOUR as change 1; retitled and with a word as change 2; pruned of its last event as change 3."""
    monkeypatch.setenv("TIMELINE_AUTHOR", "A. Editor")
    path = tmp_path / "harbour.yaml"
    retitled = HARBOUR.replace("minister's envoy", "envoy") + "vocabulary:\n  types: {vigil: nobody moves}\n"
    for text in (HARBOUR, retitled, retitled.replace(HARBOUR[HARBOUR.index("  strike-called:") :], "")):
        path.write_text(text, encoding="utf-8")
        run("load", str(path), "--prune", "--yes")
    return path


def timeless(text: str) -> str:
    return re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d UTC([+-]\d+(:\d+)?)?", "WHEN", text)


SINCE_1 = """\
from change 1 (A. Editor, WHEN)
to change 3 (A. Editor, WHEN)

ruiz-meets-vale: title: Ruiz meets the minister's envoy -> Ruiz meets the envoy
strike-called: removed: The union calls a strike (event)
types/vigil: added: nobody moves (term)
"""


def test_what_differs_is_told_record_by_record(run: Run, harbour: Path) -> None:  # noqa: ARG001 - it is loaded
    assert timeless(run("diff", "1").stdout) == SINCE_1
    assert timeless(run("diff", "change 1", "now").stdout) == SINCE_1
    back = timeless(run("diff", "3", "1").stdout)
    assert "ruiz-meets-vale: title: Ruiz meets the envoy -> Ruiz meets the minister's envoy\n" in back
    assert "strike-called: added: The union calls a strike (event)\n" in back
    assert "strike-called" not in run("diff", "1", "2").stdout
    assert run("diff", "3").stdout.endswith("\n\nNothing differs.\n")
    assert run("diff", "0", "1").stdout.count(": added: ") == 9
    nothing = run("diff", "3", "--format", "yaml")
    assert (nothing.stdout, nothing.stderr) == ("", "Nothing differs.\n")
    only = run("diff", "0", "--only", "strike-called", "--only", "Ana Ruiz").stdout
    assert only.partition("\n\n")[2] == "ana-ruiz: added: Ana Ruiz (actor)\n"


def test_states_are_named_by_days_too(run: Run, harbour: Path) -> None:  # noqa: ARG001 - it is loaded
    told = json.loads(run("diff", "yesterday", "today", "--format", "json").stdout)
    assert (told["from"], told["to"]["id"]) == (None, 3)
    assert {each["op"] for each in told["records"]} == {"added"}
    assert len(told["records"]) == 9
    assert json.loads(run("diff", "today", "tomorrow", "--format", "json").stdout)["records"] == []


def test_json_has_the_fields(run: Run, harbour: Path) -> None:  # noqa: ARG001 - it is loaded
    told = json.loads(run("diff", "1", "2", "--format", "json").stdout)
    assert (told["from"]["id"], told["to"]["id"]) == (1, 2)
    assert told["records"] == [
        {
            "kind": "event",
            "id": "ruiz-meets-vale",
            "op": "changed",
            "title": "Ruiz meets the envoy",
            "fields": [
                {"path": ["title"], "before": "Ruiz meets the minister's envoy", "after": "Ruiz meets the envoy"}
            ],
            "was": None,
        },
        {"kind": "term", "id": "types/vigil", "op": "added", "title": "nobody moves", "fields": [], "was": None},
    ]


UNIFIED = """\
--- a/events/ruiz-meets-vale
+++ b/events/ruiz-meets-vale
@@ -1,6 +1,6 @@
 events:
   ruiz-meets-vale:
-    title: Ruiz meets the minister's envoy
+    title: Ruiz meets the envoy
     type: consult/meeting
     place: port-city
     participants:
--- /dev/null
+++ b/types/vigil
@@ -0,0 +1,3 @@
+vocabulary:
+  types:
+    vigil: nobody moves
"""


def test_yaml_is_a_unified_diff_of_annotation_files(run: Run, harbour: Path) -> None:  # noqa: ARG001 - it is loaded
    assert run("diff", "1", "2", "--format", "yaml").stdout == UNIFIED


def test_colours_are_for_terminals_alone(run: Run, harbour: Path, sqlite_url: str) -> None:  # noqa: ARG001
    arguments = ("--db", sqlite_url, "diff", "1", "2", "--format", "yaml")
    shown = run_on_terminal(*arguments).text
    assert "\x1b[32m+    title: Ruiz meets the envoy\x1b[0m" in shown
    assert "\x1b" not in run_on_terminal(*arguments, variables={"NO_COLOR": "1"}).text


def test_nothing_in_a_diff_reaches_the_terminal(run: Run, harbour: Path, sqlite_url: str) -> None:
    text = harbour.read_text(encoding="utf-8")
    harbour.write_text(text.replace("Ruiz meets the envoy", '"a\\u202eb <b>*c*"'), encoding="utf-8")
    run("load", str(harbour))
    seen = run_on_terminal("--db", sqlite_url, "diff", "3", "--format", "yaml").text
    for told in (run("diff", "3").stdout, run("diff", "3", "--format", "json").stdout, seen):
        assert "<b>*c*" in told
        assert "\u202e" not in told


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["9"], 1, "there is no change 9: the newest is 3"),
        (["2026"], 1, "for the end of that year write 2026-12-31"),
        (["smarch"], 1, "write the number of a change, or a day"),
        (["1", "--only", "nobody"], 1, 'nothing has the id or name "nobody"'),
        ([], 2, "Missing argument 'A'"),
    ],
)
def test_what_names_no_state_is_told(run: Run, harbour: Path, arguments: list[str], code: int, said: str) -> None:  # noqa: ARG001
    done = run("diff", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr

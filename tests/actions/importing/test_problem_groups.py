"""Problems told by kind: the first, how many others, and where."""

from timeline.actions.importing.problem_groups import LINES_SHOWN, MOST_SHOWN, ProblemGroups, RowLines
from timeline.problems import Problem


def told(*problems: Problem) -> list[str]:
    groups = ProblemGroups()
    groups.add(problems)
    return [str(problem) for problem in groups.shown]


def test_what_is_alone_is_told_as_it_is() -> None:
    assert told(Problem("t.csv", 3, 'Date: "x" is no date')) == ['t.csv:3: Date: "x" is no date']


def test_problems_are_alike_that_differ_in_quoted_texts_and_numbers() -> None:
    rows = [Problem("t.csv", line, f'Date: "{line}" is no date') for line in range(2, 12)]
    other = Problem("t.csv", 4, 'When: "4" is no date')
    assert told(rows[0], other, *rows[1:]) == [
        't.csv:2: Date: "2" is no date (and 9 more rows like this: lines 3, 4, 5, 6, 7, …)',
        't.csv:4: When: "4" is no date',
    ]
    assert told(*rows[:2]) == ['t.csv:2: Date: "2" is no date (and 1 more row like this: line 3)']


def test_problems_that_say_their_kind_are_alike_whatever_their_words() -> None:
    first = Problem("t.csv", 2, "Date: 5 August or 8 May", kind="Date: order")
    second = Problem("t.csv", 3, "Date: 6 July or 7 June", kind="Date: order")
    third = Problem("t.csv", 4, "Date: 5 August or 8 May", kind="Date: other")
    assert [line.partition(" (")[2] for line in told(first, second, third)] == ["and 1 more row like this: line 3)", ""]


def test_kinds_beyond_the_bound_are_counted() -> None:
    groups = ProblemGroups()
    words = [f"{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(MOST_SHOWN + 20)]
    groups.add(Problem("t.csv", 2, f"Date: {word}") for word in words)
    assert (len(groups.shown), groups.more) == (MOST_SHOWN, 20)


def test_ungrouped_each_is_by_itself() -> None:
    groups = ProblemGroups(is_grouped=False)
    groups.add(Problem("t.csv", line, "Date: wrong") for line in range(200))
    assert (len(groups.shown), groups.more) == (200, 0)


def test_the_first_lines_of_rows() -> None:
    rows = RowLines()
    for line in range(1, LINES_SHOWN + 1):
        rows.add(line)
        assert str(rows) == ("line 1" if line == 1 else f"lines {', '.join(str(each) for each in range(1, line + 1))}")
    rows.add(9)
    assert str(rows).endswith("5, …")

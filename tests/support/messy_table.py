"""A table as people keep it, made up row by row beside what each of its cells means."""

import random
from dataclasses import dataclass, field

HEADER = ("No", "Date", "Time", "What", "Where", "Lat", "Long", "Who did it", "Casualties", "Source", "Remarks")
UNREADABLE_DATES = ("early May 2031", "Ramadan", "05/2031 or so", "31 Feb 2031", "2031-13-01", "last Monday", "tba")
DATES = {
    "5 May 2031": "2031-05-05",
    "2031-05-06": "2031-05-06",
    "25/05/2031": "2031-05-25",
    "26.5.2031": "2031-05-26",
    "May 7, 2031": "2031-05-07",
    "203105": "2031-05",
    "May 2031": "2031-05",
    "2031": "2031",
    "26 oct 899": "0899-10-26",
    "886": "0886",
    "55 BC": "-0054",
    "15 March 44 BCE": "-0043-03-15",
    "between 1012 and 1013": "[1012..1013]",
    "before 1020": "[..1019]",
    "since 2022": "2022/..",
    "c. 1012": "1012~",
    "5-7 May 2031": "2031-05-05/2031-05-07",
    "": None,
    "n/a": None,
    "-": None,
}
STAMPS = {"20310508234500": "2031-05-08T23:45:00", "2031-05-09 14:30": "2031-05-09T14:30:00"}
TIMES = {"14:30": "14:30:00", "2:30 pm": "14:30:00", "0930": "09:30:00", "": None, "n/a": None}
UNREADABLE_TIMES = ("evening", "after lunch", "25:00", "14")
LATITUDES = {"33°34'N": 33.5666667, "35.1318 N": 35.1318, "33 34 12 N": 33.57, "33.25": 33.25, "-1.5": -1.5}
LONGITUDES = {"44°22'E": 44.3666667, "44.5 E": 44.5, "44": 44.0, "2,25": 2.25, "10.5 W": -10.5}
UNREADABLE_DEGREES = ("near the river", "999", "33 34", "see map")
ACTORS = {
    "HTS/SDF; locals": ("HTS", "SDF", "locals"),
    "Dock Union": ("Dock Union",),
    "Dock Union; Port Police": ("Dock Union", "Port Police"),
    "Police/Army": ("Police", "Army"),
    "Army": ("Army",),
    "": (),
    "-": (),
}
CASUALTIES = {
    "3 killed, 5 injured": (3, 5),
    "7 killed (3 children)": (7, None),
    "2 injured": (None, 2),
    "killed: 4; injured: 1": (4, 1),
    "": (None, None),
    "n/a": (None, None),
}
UNREADABLE_CASUALTIES = ("none", "several", "5 killed/injured", "more than 3 killed", "12")
SOURCES = ("The Gazette", "The Herald", "")


@dataclass(slots=True)
class Row:
    """A row as it is written, and what is to come of it."""

    line: int
    cells: tuple[str, ...]
    date: str | None = None
    point: tuple[float, float] | None = None
    actors: tuple[str, ...] = ()
    killed: int | None = None
    injured: int | None = None
    unreadable: tuple[str, ...] = ()
    """Columns whose cells mean nothing that is known."""
    kept: dict[str, str] = field(default_factory=dict)
    """All cells that the note has, by column: those, and what the event has no other place for."""

    @property
    def title(self) -> str:
        """Blank for the rows that are refused."""
        return self.cells[3]


def messy_table(seed: int, count: int = 200) -> tuple[str, list[Row]]:
    """The text of a table of so many rows with ``sep=;`` before them and rows of blanks between, and the rows."""
    chance = random.Random(seed)
    lines = ["sep=;", ";".join(HEADER)]
    rows: list[Row] = []
    while len(rows) < count:
        if chance.random() < 0.05:
            lines.append(chance.choice([";" * (len(HEADER) - 1), " ; ;" + ";" * (len(HEADER) - 3), ""]))
            continue
        row = _row(chance, len(rows) + 1, len(lines) + 1)
        rows.append(row)
        lines.append(";".join(f'"{cell}"' if ";" in cell else cell for cell in row.cells))
    return "\r\n".join(lines) + "\r\n", rows


def _row(chance: random.Random, number: int, line: int) -> Row:
    def cell(column: str, readable: dict[str, object], unreadable: tuple[str, ...], share: float) -> tuple[str, object]:
        if chance.random() < share:
            kept[column] = text = chance.choice(unreadable)
            wrong.append(column)
            return text, None
        return chance.choice(list(readable.items()))

    wrong: list[str] = []
    kept: dict[str, str] = {}
    when, date = cell("Date", {**DATES, **STAMPS}, UNREADABLE_DATES, 0.15)
    clock, time = cell("Time", dict(TIMES) if when not in STAMPS else {"": None}, UNREADABLE_TIMES, 0.1)
    has_day = isinstance(date, str) and len(date.lstrip("-")) == 10 and date[0] != "["
    if time and has_day:
        date = f"{date}T{time}"
    elif time:
        kept["Time"] = clock
    latitude, north = cell("Lat", dict(LATITUDES), UNREADABLE_DEGREES, 0.1)
    longitude, east = cell("Long", dict(LONGITUDES), UNREADABLE_DEGREES, 0.1)
    if north is None and east is not None:
        kept["Long"] = longitude
    if east is None and north is not None:
        kept["Lat"] = latitude
    losses, figures = cell("Casualties", dict(CASUALTIES), UNREADABLE_CASUALTIES, 0.15)
    killed, injured = figures if isinstance(figures, tuple) else (None, None)
    if killed is not None or injured is not None:
        kept["Casualties"] = losses
    who = chance.choice(list(ACTORS))
    title = "" if chance.random() < 0.04 else f"{chance.choice(['Raid', 'Clash', 'Talks'])} number {number}"
    cells = (
        *(f"INC-{number:03d}", when, clock, title, chance.choice(["Alton", "Port Vell"]), latitude, longitude, who),
        *(losses, chance.choice(SOURCES), chance.choice(["", "seen from the quay"])),
    )
    return Row(
        line,
        cells,
        date=date if isinstance(date, str) else None,
        point=(north, east) if isinstance(north, float) and isinstance(east, float) else None,
        actors=ACTORS[who],
        killed=killed,
        injured=injured,
        unreadable=tuple(wrong),
        kept=kept,
    )

# What `import timeline` offers; __init__.py imports each name when it is first asked for.
from timeline.actions.check import Checked as Checked
from timeline.actions.invalid_files import InvalidFiles as InvalidFiles
from timeline.actions.report import ImportReport as ImportReport
from timeline.actions.report import Report as Report
from timeline.actions.show import Member as Member
from timeline.actions.show import RecordInContext as RecordInContext
from timeline.api import Events as Events
from timeline.api import Timeline as Timeline
from timeline.api import check as check
from timeline.api import open as open
from timeline.domain.changes import Difference as Difference
from timeline.domain.chronology import ClaimedDate as ClaimedDate
from timeline.domain.chronology import Entry as Entry
from timeline.domain.chronology import EntryClaim as EntryClaim
from timeline.domain.chronology import EntryLink as EntryLink
from timeline.domain.chronology import EntryParticipant as EntryParticipant
from timeline.domain.chronology import EntryPlace as EntryPlace
from timeline.domain.chronology import EventDate as EventDate
from timeline.domain.dates.when import Span as Span
from timeline.domain.records import Actor as Actor
from timeline.domain.records import Claim as Claim
from timeline.domain.records import Derivation as Derivation
from timeline.domain.records import Event as Event
from timeline.domain.records import Figure as Figure
from timeline.domain.records import Link as Link
from timeline.domain.records import Membership as Membership
from timeline.domain.records import Participant as Participant
from timeline.domain.records import Place as Place
from timeline.domain.records import RecordSet as RecordSet
from timeline.domain.records import Source as Source
from timeline.domain.records import Term as Term
from timeline.errors import AmbiguousName as AmbiguousName
from timeline.errors import DatabaseError as DatabaseError
from timeline.errors import NoDatabase as NoDatabase
from timeline.errors import TimelineError as TimelineError
from timeline.errors import TimelineWarning as TimelineWarning
from timeline.errors import UnknownName as UnknownName
from timeline.errors import UsageFault as UsageFault
from timeline.problems import Problem as Problem
from timeline.query import Filters as Filters
from timeline.storage.reading.lists import Listed as Listed
from timeline.storage.writing.compare import Changed as Changed
from timeline.storage.writing.compare import Named as Named
from timeline.storage.writing.compare import Removed as Removed

__version__: str
__all__: list[str]

"""The formats that are pictures."""

from timeline.exporters.export_format import WHAT_IS_IN_NO_EVENT, ExportFormat, ExportOption

_WIDTH = ExportOption(
    "width", "count", "how many pixels wide the picture is, 240 to 10,000; 1200 where it is left out."
)

FORMATS = (
    ExportFormat(
        name="svg",
        module="pictures.svg",
        function="export",
        suffixes=(".svg",),
        description="the timeline as a picture, sharp at any size",
        for_people=True,
        options=(_WIDTH,),
        leaves_out=("of events, all but the id, the title, the date, the type and the standing", *WHAT_IS_IN_NO_EVENT),
    ),
    ExportFormat(
        name="png",
        module="pictures.png",
        function="export",
        suffixes=(".png",),
        description="the same in pixels, for what takes no SVG",
        for_people=True,
        binary=True,
        extra="pdf",
        options=(_WIDTH,),
        leaves_out=("of events, all but the title, the date, the type and the standing", *WHAT_IS_IN_NO_EVENT),
    ),
)

"""The parts of a Word document beside its text: styles, settings, what stands at the head and foot of a page."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}+xml"/>'
        for name in ("styles", "settings", "footnotes", "header", "footer")
    )
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
PACKAGE_RELATIONS = (
    f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
SETTINGS = (
    f"{HEAD}<w:settings {W}><w:footnotePr>"
    '<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def relations(links: dict[str, str]) -> str:
    """The relations of the text: its other parts, and the addresses it links to, by their ids (escaped, quoted)."""
    parts = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for name in ("styles", "settings", "footnotes", "header", "footer")
    )
    addresses = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/hyperlink" Target={address} TargetMode="External"/>'
        for id_, address in links.items()
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{parts}{addresses}</Relationships>'


def core(title: str, description: str, made_on: str) -> str:
    """The properties of the document; texts escaped, the day ISO 8601."""
    day = "".join(
        f'<dcterms:{each} xsi:type="dcterms:W3CDTF">{made_on}T00:00:00Z</dcterms:{each}>'
        for each in ("created", "modified")
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:description>{description}</dc:description><dc:language>en</dc:language>"
        f"{day}</cp:coreProperties>"
    )


def _style(
    id_: str,
    name: str,
    paragraph: str = "",
    run: str = "",
    *,
    based: str = "Normal",
    after: str = "",
    kind: str = "paragraph",
) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based and id_ != based else ""
    following = f'<w:next w:val="{after}"/>' if after else ""
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    runs = f"<w:rPr>{run}</w:rPr>" if run else ""
    default = ' w:default="1"' if id_ == "Normal" else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{id_}"><w:name w:val="{name}"/>{base}{following}<w:qFormat/>'
        f"{properties}{runs}</w:style>"
    )


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_KEPT = "<w:keepNext/><w:keepLines/>"
_BOLD, _ITALIC, _QUIET = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", '<w:color w:val="595959"/>'
_INDENT = 567
_LABEL = 1474

STYLES = (
    f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="Cambria" w:cs="Times New Roman"/>'
    f'{_size(21)}<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    f"<w:pPrDefault><w:pPr>{_spacing(0, 80)}</w:pPr></w:pPrDefault></w:docDefaults>"
    + _style("Normal", "Normal")
    + _style("Title", "Title", _KEPT + _spacing(0, 120), _BOLD + _size(40), after="Subtitle")
    + _style("Subtitle", "Subtitle", _spacing(0, 60), _QUIET)
    + _style("Legend", "Legend", _spacing(120, 120), _QUIET + _size(18))
    + _style("TOCHeading", "TOC Heading", _KEPT + _spacing(240, 80), _BOLD + _size(24))
    + _style("TOC1", "toc 1", _spacing(0, 40))
    + _style(
        "Heading1",
        "heading 1",
        f'{_KEPT}<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="2" w:color="auto"/></w:pBdr>'
        f'{_spacing(400, 160)}<w:outlineLvl w:val="0"/>',
        _BOLD + _size(30),
        after="Heading2",
    )
    + _style("Heading2", "heading 2", f'{_KEPT}{_spacing(240, 80)}<w:outlineLvl w:val="1"/>', _ITALIC, after="Heading3")
    + _style(
        "Heading3",
        "heading 3",
        f'{_KEPT}<w:tabs><w:tab w:val="left" w:pos="{_INDENT}"/></w:tabs>{_spacing(200, 60)}'
        f'<w:ind w:left="{_INDENT}" w:hanging="{_INDENT}"/><w:outlineLvl w:val="2"/>',
        _BOLD,
        after="EventSummary",
    )
    + _style("EventStanding", "Event Standing", f'<w:keepNext/><w:ind w:left="{_INDENT}"/>', _ITALIC)
    + _style("EventSummary", "Event Summary", f'<w:widowControl/><w:ind w:left="{_INDENT}"/>')
    + _style(
        "EventFact",
        "Event Fact",
        f'<w:keepLines/><w:tabs><w:tab w:val="left" w:pos="{_INDENT + _LABEL}"/></w:tabs>{_spacing(0, 40)}'
        f'<w:ind w:left="{_INDENT + _LABEL}" w:hanging="{_LABEL}"/>',
        _size(19),
    )
    + _style("TableHead", "Table Head", _spacing(40, 40), _BOLD + _size(19))
    + _style("TableEvent", "Table Event", _spacing(40, 40), _BOLD + _size(19))
    + _style("TableText", "Table Text", _spacing(40, 40), _size(19))
    + _style(
        "Source",
        "Source",
        f'<w:keepLines/>{_spacing(80, 20)}<w:ind w:left="{_INDENT}" w:hanging="{_INDENT}"/>',
        _size(19),
    )
    + _style("SourceAddress", "Source Address", f'{_spacing(0, 20)}<w:ind w:left="{_INDENT}"/>', _size(17))
    + _style("FootnoteText", "footnote text", _spacing(0, 20), _size(17))
    + _style("Header", "header", '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>', _QUIET + _size(17))
    + _style("Footer", "footer", '<w:jc w:val="center"/>', _QUIET + _size(17))
    + _style(
        "FootnoteReference", "footnote reference", run='<w:vertAlign w:val="superscript"/>', based="", kind="character"
    )
    + _style("Hyperlink", "Hyperlink", run='<w:color w:val="0B4A8F"/>', based="", kind="character")
    + _style(
        "EventNumber", "Event Number", run=f'<w:b w:val="0"/><w:bCs w:val="0"/>{_QUIET}', based="", kind="character"
    )
    + _style("FactLabel", "Fact Label", run=_QUIET, based="", kind="character")
    + _style("Standing", "Standing", run=_BOLD, based="", kind="character")
    + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="table" w:styleId="ChronologyTable"><w:name w:val="Chronology Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8C8C8C"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style></w:styles>"
)

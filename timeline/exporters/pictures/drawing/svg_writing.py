"""SVG as text: elements, numbers, and texts that stay text."""

from html import escape


def number(value: float) -> str:
    """A number of pixels, to a tenth."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def element(name: str, content: str | None = None, **attributes: object) -> str:
    """An element; ``_`` in the name of an attribute is a hyphen, None leaves it out, floats are to a tenth."""
    given = "".join(
        f' {key.strip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}/>" if content is None else f"<{name}{given}>{content}</{name}>"


def text_content(text: str) -> str:
    """A text as the content of an element."""
    return escape(text, quote=False)


def _value(value: object) -> str:
    return number(value) if isinstance(value, float) else escape(str(value))

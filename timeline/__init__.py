"""timeline: what happened when, who was in it, and who says so."""

__version__ = "0.1.0"

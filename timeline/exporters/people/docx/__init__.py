"""The chronology as a Word document."""

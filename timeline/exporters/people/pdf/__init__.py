"""The chronology typeset as a PDF."""

"""Long texts are read in pieces: nothing lost, nothing moved."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from luodi.language import find_deadlines, find_quantities
from luodi.language.times import find_times
from luodi.text.pieces import pieces


@given(st.text(alphabet="甲乙。；，\n", max_size=200), st.integers(1, 20))
def test_pieces_cover_the_text_in_order(text: str, limit: int) -> None:
    spans = list(pieces(text, limit))
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(0 < b - a <= limit for a, b in spans)


def test_long_text_gives_the_same_with_true_places() -> None:
    sentence = "各县于2024年6月底前新建公厕12座，覆盖率达到95%以上。"
    text = sentence * 120
    day = date(2024, 3, 1)
    for found in (find_deadlines(text, reference=day), find_quantities(text), find_times(text, reference=day)):
        assert len(found) % 120 == 0
        assert len(found) >= 120
        assert all(text[f.begin : f.stop] == f.text for f in found)


def test_text_without_any_end_is_still_read() -> None:
    assert find_quantities("甲" * 5000 + "新建公厕12座") != []

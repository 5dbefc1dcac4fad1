"""The signs that `reader_marks` writes behind figures, dates and rhythms of a statement.

| sign | after | means |
| --- | --- | --- |
| ↓ = ↑ | a quantity | short of, as much as, better than the nearest quantity of the same unit in the task |
| ◀ ▶ | a date | not after, after the task's deadline |
| ○ | a date | still to come on the report's own date |
| ▼ ● ▲ | a rhythm (每月, 按季度) | short of, the same as, better than the task's rhythm |

Better is more, or less where the task sets an upper limit (不超过, 以内).
"""

from __future__ import annotations

LESS, SAME, MORE = "↓", "=", "↑"
IN_TIME, LATE, TO_COME = "◀", "▶", "○"
RARER, AS_OFTEN, OFTENER = "▼", "●", "▲"
SIGNS = LESS + SAME + MORE + IN_TIME + LATE + TO_COME + RARER + AS_OFTEN + OFTENER

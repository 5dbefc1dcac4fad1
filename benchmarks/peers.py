"""Dates, percentages and units beside the peers' own test suites, and sentences per CPU second beside JioNLP.

    python benchmarks/peers.py SUITES [--sentences FILE] [--jionlp PYTHON] [--failures]

SUITES is a folder with ``suite_recognizers_*.jsonl`` (public tests of Recognizers-Text, reduced to official forms;
their text is not part of this repository). FILE holds one sentence a line; without it the sentences are those of the
suites. PYTHON is the interpreter of an environment in which jionlp is installed; it is asked for its speed on the
same sentences, in the same run.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from luodi.language import find_deadlines, find_quantities
from luodi.language.times import find_times
from luodi.text.measure import measure_of

Row = dict[str, Any]
FLOORS = {"dates": 0.92, "percentages": 0.97, "units": 0.95}
_FREQUENCIES = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_DURATIONS = {"年": "year", "个月": "month", "天": "day", "小时": "hour"}


def rows(path: Path) -> Iterator[Row]:
    """The rows of a suite."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def check_date(row: Row) -> bool:
    """Every expected time is found with one of its accepted values, and no other time."""
    day = row.get("reference_time")
    reference = date.fromisoformat(day[:10]) if day else None
    found = _times(row["text"], reference)
    for wanted in row["expected"]:
        match = next((t for t in found if any(_same_time(t, choice) for choice in wanted["any_of"])), None)
        if match is None:
            return False
        found.remove(match)
    return not found


def _times(text: str, reference: date | None) -> list[Row]:
    held: list[Row] = []
    for t in find_times(text, reference=reference, loose=True):
        held.append({"begin": t.begin, "stop": t.stop, "kind": t.kind, "start": t.start, "end": t.end})
    for d in find_deadlines(text, reference=reference):
        if d.kind == "recurring":
            parts = dict(p.split("=") for p in (d.rrule or "").split(";"))
            held.append({"begin": d.begin, "kind": "recurrence", "unit": _FREQUENCIES[parts["FREQ"]]})
    if not held:
        for q in find_quantities(text):  # a bare duration is a quantity here
            if q.unit in _DURATIONS:
                held.append({"begin": q.begin, "kind": "duration", "value": q.value, "unit": _DURATIONS[q.unit]})
    return held


def _same_time(found: Row, wanted: Row) -> bool:
    kind = wanted["kind"]
    if kind == "recurrence":
        return bool(found["kind"] == "recurrence" and found["unit"] == wanted["unit"])
    if kind == "duration" or found["kind"] in ("recurrence", "duration"):
        return bool(kind == found["kind"] == "duration" and found["value"] == wanted["value"])
    start, end = (found[k].isoformat() if found[k] else None for k in ("start", "end"))
    if kind == "from":
        return bool(start == wanted["start"] and end is None)
    if kind == "deadline":
        return bool(end == wanted["end"] and start is None)
    return bool((start, end) == (wanted["start"], wanted["end"]))


def check_percent(row: Row) -> bool:
    """The same percentages; the suite writes 千分之一 as 0.1 %."""
    found = [q for q in find_quantities(row["text"]) if q.unit in ("%", "‰", "个百分点")]
    values = [(q.value_max or q.value or 0.0) * (0.1 if q.unit == "‰" else 1.0) for q in found]
    return _close(values, [e["value"] for e in row["expected"]])


_NAMES = {
    "Mu": "亩",
    "Kilogram": "公斤",
    "Centimeter": "厘米",
    "Ton": "吨",
    "Meter": "米",
    "Kilometer": "千米",
    "Gram": "克",
    "Microgram": "微克",
    "Jin": "斤",
    "Liang": "两",
    "Kilowatt": "千瓦",
    "Kilocalorie": "千卡",
    "Kilobit": "千比特",
    "Megabyte": "兆字节",
    "Kilobyte": "千字节",
    "Megahertz": "兆赫兹",
    "Hertz": "赫兹",
    "CNY": "元",
    "USD": "美元",
    "Dollar": "美元",
    "EUR": "欧元",
    "CHF": "瑞士法郎",
    "HKD": "港元",
    "TWD": "台币",
    "JPY": "日元",
    "NGN": "奈拉",
    "Bitcoin": "比特币",
    "Bit": "位",
}


def check_unit(row: Row) -> bool:
    """The same numbers with the same units; names are mapped, kilo- prefixes are worth what they are worth."""
    wanted = [(e["value"], _NAMES.get(e["unit"], e["unit"])) for e in row["expected"]]
    found = [(q.value_max or q.value or 0.0, q.unit or "") for q in find_quantities(row["text"])]
    return all(any(_same_measure(f, w) for f in found) for w in wanted) and (bool(wanted) or not found)


def _same_measure(found: tuple[float, str], wanted: tuple[float, str]) -> bool:
    here, there = measure_of(found[1]), measure_of(wanted[1])
    if here and there and here.dimension == there.dimension:
        return _close([found[0] * here.factor], [wanted[0] * there.factor])
    return found[1][:2] == wanted[1][:2] and _close([found[0]], [wanted[0]])


def _close(found: list[float], wanted: list[float]) -> bool:
    return len(found) == len(wanted) and all(
        abs(a - b) <= 1e-6 * max(1.0, abs(b)) for a, b in zip(sorted(found), sorted(wanted), strict=True)
    )


SUITES: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "dates": ("suite_recognizers_date.jsonl", check_date),
    "percentages": ("suite_recognizers_percent.jsonl", check_percent),
    "units": ("suite_recognizers_unit.jsonl", check_unit),
}


def measure(folder: Path, *, failures: bool = False) -> dict[str, tuple[int, int]]:
    """Right and all rows of tier A of each suite; a suite without tiers counts whole."""
    result: dict[str, tuple[int, int]] = {}
    for name, (file, check) in SUITES.items():
        right = total = 0
        for row in rows(folder / file):
            if row.get("tier", "A") != "A":
                continue
            total += 1
            if check(row):
                right += 1
            elif failures:
                print(f"  {name} {row['id']}: {row['text']}", file=sys.stderr)
        result[name] = right, total
    return result


def speed(sentences: list[str], *, seconds: float = 2.0) -> float:
    """Sentences per CPU second of ``find_deadlines``."""
    reference = date(2024, 3, 1)
    find_deadlines(sentences[0], reference=reference)
    count, began = 0, time.process_time()
    while time.process_time() - began < seconds:
        for sentence in sentences:
            find_deadlines(sentence, reference=reference)
        count += len(sentences)
    return count / (time.process_time() - began)


OWN = Path(__file__).resolve().parent.parent / "tests" / "language"
_TAG = re.compile(r"<dl ([^>]*)>(.*?)</dl>")


def own_rows(name: str) -> list[tuple[str, str]]:
    """The day and the sentence of each row of a file of own sentences."""
    lines = (OWN / name).read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines if line and not line.startswith("#")]


def own_value_rows() -> list[tuple[str, str, set[str]]]:
    """Day, plain sentence and last days of the own sentences that have one: what any reader of times could find."""
    held = []
    for day, marked in own_rows("deadline_sentences.txt"):
        ends = {m for tag in _TAG.finditer(marked) for m in re.findall(r"\bend=(\S+)", tag[1])}
        if ends:
            held.append((day, _TAG.sub(lambda tag: tag[2], marked), ends))
    return held


def own_strict() -> tuple[int, int]:
    """Own sentences in which every deadline has the right words, place, kind and values, and no other is found."""
    fields = ("kind", "start", "end", "duration", "workdays", "anchor", "rrule")
    right = 0
    rows_ = own_rows("deadline_sentences.txt")
    for day, marked in rows_:
        wanted = [{**dict(p.split("=", 1) for p in tag[1].split()), "text": tag[2]} for tag in _TAG.finditer(marked)]
        found = []
        for d in find_deadlines(_TAG.sub(lambda tag: tag[2], marked), reference=date.fromisoformat(day)):
            values = {f: getattr(d, f) for f in fields}
            shown = {f: str(v).lower() if isinstance(v, bool) else str(v) for f, v in values.items() if v is not None}
            found.append({**shown, "text": d.text})
        right += found == wanted
    return right, len(rows_)


_ASK_JIONLP_VALUES = """
import json, sys
import jionlp
rows, traps = json.load(sys.stdin)
def base(day):
    y, m, d = map(int, day.split("-"))
    return {"year": y, "month": m, "day": d}
right = 0
for day, text, ends in rows:
    found = set()
    for t in jionlp.ner.extract_time(text, time_base=base(day)):
        time = t.get("detail", {}).get("time")
        if isinstance(time, list):
            found.add(str(time[-1])[:10])
    right += set(ends) <= found
false = 0
for day, text in traps:
    kinds = [t.get("type") for t in jionlp.ner.extract_time(text, time_base=base(day))]
    false += any(k in ("time_point", "time_span") for k in kinds)
print(json.dumps([right, false]))
"""

_ASK_JIONLP = """
import json, sys, time
import jionlp
sentences = json.load(sys.stdin)
jionlp.ner.extract_time(sentences[0], time_base={"year": 2024, "month": 3, "day": 1})
count, began = 0, time.process_time()
while time.process_time() - began < 4.0:
    for s in sentences:
        jionlp.ner.extract_time(s, time_base={"year": 2024, "month": 3, "day": 1})
    count += len(sentences)
print(count / (time.process_time() - began))
"""


def jionlp_speed(python: str, sentences: list[str]) -> float:
    """Sentences per CPU second of JioNLP's time extraction, in its own interpreter."""
    answer = subprocess.run(
        [python, "-c", _ASK_JIONLP], input=json.dumps(sentences), capture_output=True, text=True, check=True
    )
    return float(answer.stdout.strip().splitlines()[-1])


def jionlp_values(python: str) -> tuple[int, int]:
    """Own sentences whose last days JioNLP finds, and traps in which it reads a date."""
    asked = [[(d, s, sorted(e)) for d, s, e in own_value_rows()], own_rows("deadline_traps.txt")]
    answer = subprocess.run(
        [python, "-c", _ASK_JIONLP_VALUES], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    right, false = json.loads(answer.stdout.strip().splitlines()[-1])
    return right, false


def main() -> int:
    """Print every figure; exit 1 when one is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--jionlp", metavar="PYTHON")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    low = False
    for name, (right, total) in measure(options.suites, failures=options.failures).items():
        share = right / total
        low |= share < FLOORS[name]
        print(f"{name:12} {right:4d}/{total:<4d} {share:6.1%}  floor {FLOORS[name]:.0%}")
    right, total = own_strict()
    traps = own_rows("deadline_traps.txt")
    false = sum(bool(find_deadlines(s, reference=date.fromisoformat(d))) for d, s in traps)
    print(f"own sentences {right}/{total} strictly right, false deadlines in {false} of {len(traps)} traps")
    low |= right / total < 0.95 or false > 0
    if options.sentences:
        lines = [s for s in options.sentences.read_text(encoding="utf-8").splitlines() if s]
    else:
        lines = [row["text"] for file, _ in SUITES.values() for row in rows(options.suites / file)]
    own = speed(lines)
    print(f"find_deadlines {own:,.0f} sentences per CPU second")
    if options.jionlp:
        values, dates = jionlp_values(options.jionlp)
        count = len(own_value_rows())
        print(f"JioNLP: last days of {values}/{count} own sentences, dates in {dates} of {len(traps)} traps")
        peer = jionlp_speed(options.jionlp, lines)
        print(f"JioNLP         {peer:,.0f} sentences per CPU second: {own / peer:.1f} times")
    return int(low)


if __name__ == "__main__":
    sys.exit(main())

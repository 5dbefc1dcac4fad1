"""The word lists of the checks on forwarding (corpora/lexicons/forwarding.toml), compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from luodi.text.lexicon import rules


@dataclass(frozen=True)
class Words:
    """Patterns over a notice's own words; see the lexicon's comments."""

    exhortation: re.Pattern[str]
    explains: re.Pattern[str]
    explaining: tuple[str, ...]
    enclosed: re.Pattern[str]
    withheld: re.Pattern[str]
    spoken: re.Pattern[str]
    opening: re.Pattern[str]
    gloss: re.Pattern[str]
    superior: re.Pattern[str]
    promises: re.Pattern[str]
    task_list: re.Pattern[str]
    task_headers: tuple[str, ...]
    responsible: re.Pattern[str]
    charged: re.Pattern[str]
    opens_duty: re.Pattern[str]
    reporting: re.Pattern[str]
    responsible_headers: tuple[str, ...]
    bracket: re.Pattern[str]
    tersely: re.Pattern[str]
    responsible_exactly: tuple[str, ...]
    subject: re.Pattern[str]
    assigned: re.Pattern[str]
    listed: re.Pattern[str]
    deadline: re.Pattern[str]
    deadline_headers: tuple[str, ...]
    papers: re.Pattern[str]
    rules_told: re.Pattern[str]
    rules_not_told: re.Pattern[str]
    rules_told_apart: re.Pattern[str]
    rules_named: re.Pattern[str]
    sends: re.Pattern[str]
    reference: re.Pattern[str]
    optional: re.Pattern[str]
    failing: re.Pattern[str]
    penalty: re.Pattern[str]
    traces: re.Pattern[str]
    pressing: re.Pattern[str]
    outright: re.Pattern[str]
    quotas: re.Pattern[str]
    charges: re.Pattern[str]
    conditions: re.Pattern[str]
    gifts: re.Pattern[str]
    steps: re.Pattern[str]
    strict: re.Pattern[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The shipped lexicon, read once."""
    data = rules("forwarding")
    phrases = sorted(data["exhortation"]["words"], key=len, reverse=True)
    ask = data["demand"]
    who, over = data["responsibility"], data["overreach"]
    return Words(
        exhortation=re.compile("|".join(map(re.escape, phrases))),
        explains=re.compile("|".join(data["interpretation"]["headings"])),
        explaining=tuple(data["interpretation"]["titles"]),
        enclosed=re.compile(data["policy_text"]["enclosed"]),
        withheld=re.compile(data["policy_text"]["withheld"]),
        spoken=re.compile(data["interpretation"]["spoken"]),
        opening=re.compile(data["interpretation"]["opening"]),
        gloss=re.compile(
            rf"“(?P<term>[^“”]{{2,20}})”{data['interpretation']['gloss']}"
            rf"|所称的?(?P<called>[^，。；“”]{{2,14}})[，,]?{data['interpretation']['called']}"
        ),
        superior=re.compile(data["interpretation"]["superior"]),
        promises=re.compile("|".join(data["interpretation"]["promises"])),
        task_list=re.compile("|".join(data["task_list"]["phrases"])),
        task_headers=tuple(data["task_list"]["headers"]),
        responsible=re.compile(
            rf"{who['body']}[^，。；\n]{{0,14}}?{who['pattern']}|{who['pattern']}[：:]?[^，。；\n]{{0,20}}?{who['body']}"
        ),
        charged=re.compile(rf"(?<![理事缘经])由[^，。；\n]{{1,16}}?{who['body']}"),
        opens_duty=re.compile(who["opens_duty"]),
        reporting=re.compile(who["reporting"]),
        responsible_headers=tuple(who["headers"]),
        bracket=re.compile(who["bracket"]),
        tersely=re.compile(who["tersely"]),
        responsible_exactly=tuple(who["exact_headers"]),
        subject=re.compile(rf"[省市州县区旗镇乡][\u4e00-\u9fff]{{1,10}}?{who['subject']}(?![长员])"),
        assigned=re.compile(rf"[^，。；：]{{1,14}}：各?[\u4e00-\u9fff]{{1,12}}?{who['subject']}(?=[、，；。])"),
        listed=re.compile(
            rf"[，；]各?[\u4e00-\u9fff]{{0,10}}?{who['subject']}(?:、各?[\u4e00-\u9fff]{{1,10}}?{who['subject']})*(?=[，；。])"
        ),
        deadline=re.compile(data["deadline"]["pattern"]),
        deadline_headers=tuple(data["deadline"]["headers"]),
        papers=re.compile(ask["papers"]),
        rules_told=re.compile(
            rf"{ask['told_deed']}(?:实施)?了?(?:[省市县区镇乡州盟旗本我]|全[省市县区镇乡])*{ask['told_paper']}"
            rf"|(?:^|[|，。；：、省市县区镇乡州盟旗的]){ask['told_paper']}(?!的)[^。；]{{0,40}}?(?:于|已|月|日|后|上旬|下旬|中旬)[^，。；]{{0,12}}?{ask['told_deed']}"
        ),
        rules_not_told=re.compile(ask["told_not"]),
        rules_told_apart=re.compile(ask["told_apart"]),
        rules_named=re.compile(rf"{ask['told_paper']}(?:（试行）)?$"),
        sends=re.compile(data["duty"]["sends"]),
        reference=re.compile(data["duty"]["reference"]),
        optional=re.compile(data["duty"]["optional"]),
        failing=re.compile(over["failing"]),
        penalty=re.compile("|".join(over["penalties"])),
        traces=re.compile(
            rf"{over['often']}[^。；]{{0,24}}?{over['traces']}|{over['traces']}[^。；，]{{0,8}}?{over['often']}"
        ),
        pressing=re.compile(
            rf"{over['often']}[^。；]{{0,16}}?{over['pressing']}|{over['pressing']}[^。；，]{{0,6}}?{over['often']}"
        ),
        outright=re.compile(over["outright"]),
        quotas=re.compile(rf"{over['bearers']}[^。；]{{0,24}}?{over['quotas']}"),
        charges=re.compile(over["charges"]),
        conditions=re.compile("|".join(over["conditions"])),
        gifts=re.compile(over["gifts"]),
        steps=re.compile(over["steps"]),
        strict=re.compile(over["strict"]),
    )

"""Every threshold, limit and switch, typed, with its default; read from TOML, unknown keys are errors."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from luodi.records.codes import Interval, Severity
from luodi.settings_file import SettingsError, completed, read_toml, told

__all__ = ["Settings", "SettingsError"]


Weight = Annotated[float, Field(ge=0)]
"""A number that may only raise what it is counted in."""


class Section(BaseModel):
    """A table of the settings file; fields are documented in docs/settings.md."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(Section):
    """What one file may cost. Sizes in bytes, times in seconds."""

    max_file_bytes: int = Field(default=200_000_000, gt=0)
    """A larger file is refused. 超过此大小的文件不读。"""
    max_unpacked_bytes: int = Field(default=200_000_000, gt=0)
    """What an archive or an Office file may unpack to in all. 压缩包或 Office 文件解开后的总大小上限。"""
    max_compression_ratio: float = Field(default=100.0, gt=0)
    """How many times larger than packed a member may become. 成员解压后与压缩时大小之比的上限。"""
    max_archive_entries: int = Field(default=10_000, gt=0)
    """压缩包内文件数上限。"""
    max_archive_depth: int = Field(default=2, gt=0)
    """Archives inside archives. 压缩包套压缩包的层数上限。"""
    max_pages: int = Field(default=10_000, gt=0)
    """页数上限。"""
    max_chars: int = Field(default=20_000_000, gt=0)
    """字数上限。"""
    seconds_per_file: float = Field(default=60.0, gt=0)
    """After this a file is given up and its process ended. 单个文件限时（秒），超时放弃。"""
    seconds_per_dossier: float = Field(default=3600.0, gt=0)
    """一份政策连同有关材料的限时（秒）。"""
    memory_bytes: int = Field(default=1_000_000_000, gt=0)
    """Resident memory of one worker above which it is ended and its file given up. 一个子进程的内存上限（字节）。"""


class Reading(Section):
    """How documents are read."""

    allow_secret: bool = False
    """Read documents marked 绝密/机密/秘密 instead of putting them in quarantine. 标有密级的文件是否读取，默认隔离。"""
    ocr: bool = True
    """Use OCR on pages without text where the extra is installed. 没有文字的页面是否做文字识别（需另装）。"""
    legacy_office: bool = True
    """Convert .doc and .wps with LibreOffice where it is installed. 是否用 LibreOffice 转换 .doc 和 .wps。"""


class Forwarding(Section):
    """Limits of passing on, in hours per hop and days over the whole way (docs/labels.md)."""

    province_hours: float = Field(default=24.0, gt=0)
    """From a province to a city; a central paper has no limit but the urgent one. 省转市的限时（小时）。"""
    city_hours: float = Field(default=48.0, gt=0)
    """From a city to a county. 市转县的限时。"""
    county_hours: float = Field(default=72.0, gt=0)
    """From a county to a town, and from a town to a village. 县转乡、乡转村的限时。"""
    urgent_hours: float = Field(default=24.0, gt=0)
    """紧急文件每级限时。"""
    province_to_town_days: float = Field(default=5.0, gt=0)
    """省到乡全程限时（天）。"""
    city_to_village_days: float = Field(default=3.0, gt=0)
    """市到村全程限时（天）。"""
    workdays_only: bool = False
    """限时是否只计工作日。"""
    verbatim_share: float = Field(default=0.8, ge=0.0, le=1.0)
    """Share of a local document's text that repeats the superior's from which it counts as a copy.
    与上级原文相同的比例达到多少算照抄照转。"""
    burden_check: bool = False
    """Measure the superior's own documents against the limits on length and demands for papers.
    是否检查上级文件自身的篇幅和报送要求。"""


class Comparing(Section):
    """How tasks are judged against reports."""

    candidates: int = Field(default=12, ge=1)
    """Sentences of a report looked at for one task. 每项任务在报告中比对多少句。"""
    abstain_below: float = Field(default=0.6, ge=0.0, le=1.0)
    """Confidence under which an assessment is left to a person. 置信度低于此数的标“待判读”。"""
    reader: bool = True
    """Use the neural pair reader (slower, more exact); off: the symbolic facets alone.
    是否使用精读模型；不用更快，准确率低一些。"""


class Consulting(Section):
    """A second opinion on unsure judgements from a language model inside the office; off without an address."""

    url: str | None = None
    """Base of an OpenAI-compatible interface, as `http://10.0.0.5:8000/v1`; sentences of reports are sent there.
    单位内部大模型的接口地址，不填就不问。"""
    model: str = ""
    """模型名称。"""
    key_file: str | None = None
    """A file with the key that the interface asks for. 接口密钥所在文件。"""
    below: float = Field(default=0.75, ge=0.0, le=1.0)
    """Only judgements less confident than this are asked about. 置信度低于此数的才去问。"""
    weight: float = Field(default=1.5, ge=0.0, le=5.0)
    """How much the log odds of the status named rise; 0 hears nothing. 第二意见的分量，0 为不听。"""
    most: int = Field(default=200, ge=0)
    """Questions for one dossier. 一份政策最多问多少次。"""
    timeout_seconds: float = Field(default=30.0, gt=0.0)
    """每次等多少秒。"""


class Alerting(Section):
    """When a finding is shown."""

    finding_confidence: float = Field(default=0.5, ge=0.0, le=1.0)
    """置信度低于此数的问题不列出。"""
    approaching_days: int = Field(default=30, ge=0)
    """到期前多少天提示节点临近。"""
    report_nodes: bool = True
    """是否列出节点临近与逾期。"""


class Scoring(Section):
    """Weights of the parts of a score; they need not add up to one."""

    execution: float = Field(default=0.6, ge=0)
    """执行在总分中的权重。"""
    forwarding: float = Field(default=0.2, ge=0)
    """转发在总分中的权重。"""
    follow_up: float = Field(default=0.2, ge=0)
    """整改与回应在总分中的权重。"""
    strength_weights: dict[str, Weight] = {"must": 1.0, "should": 0.6, "may": 0.3}
    """必须、应当力争、可以鼓励三类任务的权重。"""
    status_points: dict[str, Weight] = {"implemented": 1.0, "discounted": 0.4, "formalism": 0.0, "omitted": 0.0}
    """各种判断得几成分。"""
    risk_high_below: float = Field(default=60.0, ge=0, le=100)
    """A score below this makes it likely (high) that the policy does not arrive. 低于此分，未落实的可能性为高。"""
    risk_medium_below: float = Field(default=80.0, ge=0, le=100)
    """A score below this makes it possible (medium). 低于此分，可能性为中。"""
    penalties: dict[str, Weight] = {"high": 25.0, "medium": 12.0, "low": 5.0}
    """Points of its component that one finding takes, by severity. 一个问题在所属部分扣多少分，按严重程度。"""
    risk_matrix: dict[str, dict[str, Severity]] = {
        "high": {"high": "high", "medium": "high", "low": "medium"},
        "medium": {"high": "high", "medium": "medium", "low": "medium"},
        "low": {"high": "medium", "medium": "low", "low": "low"},
    }
    """Risk by likelihood (from the score) and effect (from the gravest finding): `risk_matrix.medium.high` is the
    risk where the likelihood is medium and the gravest finding is high.
    风险矩阵：可能性（看得分）乘影响（看最严重的问题）。"""
    review_intervals: dict[str, Interval] = {
        "high": "daily",
        "medium": "weekly",
        "low": "monthly",
    }
    """How often to look again, by risk. 各级风险多久复查一次：daily 每日，weekly 每周，monthly 每月。"""
    wide_interval: float = Field(default=40.0, ge=0, le=100)
    """A score whose interval is wider than this is looked at weekly at least, however low the risk.
    得分区间比这更宽的，至少每周复查。"""


class Recording(Section):
    """The tamper-evident record of runs."""

    key_file: str | None = None
    """PEM file with an Ed25519 private key that signs the record; None leaves it unsigned.
    给记录签名的 Ed25519 私钥文件，不填不签名。"""


class Publishing(Section):
    """What letters (督办函) and the report say of the office that sends them; no part of any judgement."""

    issuer: str = ""
    """发文单位: to whom units answer; it signs letters and report unless `signature` is given.
    单位答复报给谁；不另写落款时也用它落款。"""
    signature: str = ""
    """落款, where another name signs. 落款与发文单位不同时填写。"""
    contact: str = ""
    """联系人及电话, below a letter, as `张三，010-12345678`. 印在督办函日期下面。"""
    answer_days: int | None = Field(default=None, ge=1, le=3650)
    """Days from the letter's date within which a unit answers; the letter then names the day, else leaves it open.
    限几日内答复，督办函按此写明截止日期；不填则留空手写。"""
    answer_workdays: bool = True
    """Whether these are working days, by the official calendar as far as it is known, beyond it Monday to Friday.
    是否按工作日计（法定节假日和调休照公布的安排，尚未公布的年份只除去周末）。"""


class Notifying(Section):
    """Where `luodi watch` sends alerts; no part of any result."""

    severity: Severity = "medium"
    """The least severity that is told. 多严重的问题才提醒：high 高，medium 中，low 低。"""
    levels: bool = True
    """Also a summary for each level of government, beside those for each unit. 是否另按政府层级各发一份汇总。"""
    unreadable: bool = True
    """Also files that cannot be read, each once. 是否也提醒读不了的文件，每份只提醒一次。"""
    file: str | None = None
    """A file that each alert is added to as a line of JSON. 提醒追加写入的文件，一行一条。"""
    command: tuple[str, ...] = ()
    """A program and its arguments; it gets the alert as JSON on standard input and must end with code 0.
    收到提醒时运行的程序，提醒内容从标准输入给它。"""
    webhook: str | None = None
    """An http(s) address that alerts are posted to as JSON. 接收提醒的 http(s) 地址。"""
    webhook_secret_file: str | None = None
    """A file with the secret that signs the body (HMAC-SHA256); None posts unsigned. 签名用的密钥文件。"""
    mail_server: str | None = None
    """`host:port` of the SMTP server. 发信服务器，写成 主机:端口。"""
    mail_security: Literal["tls", "starttls", "none"] = "starttls"
    """tls、starttls 或 none。"""
    mail_from: str = ""
    """发件人。"""
    mail_to: tuple[str, ...] = ()
    """收件人，可以几个。"""
    mail_user: str | None = None
    """邮箱账号。"""
    mail_password_file: str | None = None
    """邮箱密码所在文件。"""
    attempts: int = Field(default=5, ge=1)
    """Tries at one delivery; then the alert is kept in `alerts-undelivered.jsonl`.
    最多试几次，仍送不到就存入 `alerts-undelivered.jsonl`。"""
    wait_seconds: float = Field(default=1.0, ge=0.0)
    """Before the second try; doubled for each further one. 第二次尝试前等多少秒，以后每次加倍。"""
    timeout_seconds: float = Field(default=10.0, gt=0.0)
    """After this one try has failed. 一次尝试最多多少秒。"""


_SAID_ONLY = {"notifying", "publishing"}
"""Sections that change what is said to whom, and no judgement."""


class Settings(Section):
    """All settings of a run. ``Settings()`` are the defaults."""

    limits: Limits = Limits()
    reading: Reading = Reading()
    forwarding: Forwarding = Forwarding()
    comparing: Comparing = Comparing()
    consulting: Consulting = Consulting()
    alerting: Alerting = Alerting()
    scoring: Scoring = Scoring()
    recording: Recording = Recording()
    publishing: Publishing = Publishing()
    notifying: Notifying = Notifying()

    def digest(self) -> str:
        """SHA-256 of the settings that judgements depend on, in canonical form; part of every result."""
        text = json.dumps(self.model_dump(mode="json", exclude=_SAID_ONLY), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    @classmethod
    def from_toml(cls, path: str | Path) -> Settings:
        """Read a settings file.

        Raises SettingsError when the file is missing, is not TOML, or has an unknown key or a wrong value.
        """
        return cls.from_dict(read_toml(path), source=Path(path).name)

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, source: str = "settings") -> Settings:
        """Settings from nested dicts; the same errors as ``from_toml``."""
        whole = completed(cls, data, source)
        try:
            return cls.model_validate(whole)
        except ValidationError as error:
            raise told(error, source) from error

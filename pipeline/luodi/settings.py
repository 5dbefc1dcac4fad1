"""Every threshold, limit and switch, typed, with its default; read from TOML, unknown keys are errors."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from luodi.settings_file import SettingsError, completed, read_toml, told

__all__ = ["Settings", "SettingsError"]

Level = Literal["high", "medium", "low"]


class Section(BaseModel):
    """A table of the settings file; fields are documented in docs/settings.md."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Limits(Section):
    """What one file may cost. Sizes in bytes, times in seconds."""

    max_file_bytes: int = 200_000_000
    """A larger file is refused."""
    max_unpacked_bytes: int = 200_000_000
    """What an archive or an Office file may unpack to in all."""
    max_compression_ratio: float = 100.0
    """How many times larger than packed a member may become."""
    max_archive_entries: int = 10_000
    max_archive_depth: int = 2
    """Archives inside archives."""
    max_pages: int = 10_000
    max_chars: int = 20_000_000
    seconds_per_file: float = 60.0
    """After this a file is given up and its process ended."""
    seconds_per_dossier: float = 3600.0
    memory_bytes: int = 1_000_000_000
    """Resident memory of one worker above which it is ended and its file given up."""


class Reading(Section):
    """How documents are read."""

    allow_secret: bool = False
    """Read documents marked 绝密/机密/秘密 instead of putting them in quarantine."""
    ocr: bool = True
    """Use OCR on pages without text where the extra is installed."""
    legacy_office: bool = True
    """Convert .doc and .wps with LibreOffice where it is installed."""


class Forwarding(Section):
    """Limits of passing on, in hours per hop and days over the whole way (docs/labels.md)."""

    province_hours: float = 24.0
    """From a province to a city; a central paper has no limit but the urgent one."""
    city_hours: float = 48.0
    """From a city to a county."""
    county_hours: float = 72.0
    """From a county to a town, and from a town to a village."""
    urgent_hours: float = 24.0
    province_to_town_days: float = 5.0
    city_to_village_days: float = 3.0
    workdays_only: bool = False
    verbatim_share: float = Field(default=0.8, ge=0.0, le=1.0)
    """Share of a local document's text that repeats the superior's from which it counts as a copy."""
    burden_check: bool = False
    """Measure the superior's own documents against the limits on length and demands for papers."""


class Comparing(Section):
    """How tasks are judged against reports."""

    candidates: int = Field(default=12, ge=1)
    """Sentences of a report looked at for one task."""
    abstain_below: float = Field(default=0.6, ge=0.0, le=1.0)
    """Confidence under which an assessment is left to a person."""
    reader: bool = True
    """Use the neural pair reader (slower, more exact); off: the symbolic facets alone."""


class Consulting(Section):
    """A second opinion on unsure judgements from a language model inside the office; off without an address."""

    url: str | None = None
    """Base of an OpenAI-compatible interface, as `http://10.0.0.5:8000/v1`; sentences of reports are sent there."""
    model: str = ""
    key_file: str | None = None
    """A file with the key that the interface asks for."""
    below: float = Field(default=0.75, ge=0.0, le=1.0)
    """Only judgements less confident than this are asked about."""
    weight: float = Field(default=1.5, ge=0.0, le=5.0)
    """How much the log odds of the status named rise; 0 hears nothing."""
    most: int = Field(default=200, ge=0)
    """Questions for one dossier."""
    timeout_seconds: float = Field(default=30.0, gt=0.0)


class Alerting(Section):
    """When a finding is shown."""

    finding_confidence: float = Field(default=0.5, ge=0.0, le=1.0)
    approaching_days: int = 30
    report_nodes: bool = True


class Scoring(Section):
    """Weights of the parts of a score; they need not add up to one."""

    execution: float = 0.6
    forwarding: float = 0.2
    follow_up: float = 0.2
    strength_weights: dict[str, float] = {"must": 1.0, "should": 0.6, "may": 0.3}
    status_points: dict[str, float] = {"implemented": 1.0, "discounted": 0.4, "formalism": 0.0, "omitted": 0.0}
    risk_high_below: float = 60.0
    """A score below this makes it likely (high) that the policy does not arrive."""
    risk_medium_below: float = 80.0
    """A score below this makes it possible (medium)."""
    penalties: dict[str, float] = {"high": 25.0, "medium": 12.0, "low": 5.0}
    """Points of its component that one finding takes, by severity."""
    risk_matrix: dict[str, dict[str, Level]] = {
        "high": {"high": "high", "medium": "high", "low": "medium"},
        "medium": {"high": "high", "medium": "medium", "low": "medium"},
        "low": {"high": "medium", "medium": "low", "low": "low"},
    }
    """Risk by likelihood (from the score) and effect (from the gravest finding): `risk_matrix.medium.high` is the risk
    where the likelihood is medium and the gravest finding is high."""
    review_intervals: dict[str, Literal["daily", "weekly", "monthly"]] = {
        "high": "daily",
        "medium": "weekly",
        "low": "monthly",
    }
    """How often to look again, by risk."""
    wide_interval: float = 40.0
    """A score whose interval is wider than this is looked at weekly at least, however low the risk."""


class Recording(Section):
    """The tamper-evident record of runs."""

    key_file: str | None = None
    """PEM file with an Ed25519 private key that signs the record; None leaves it unsigned."""


class Publishing(Section):
    """What letters (督办函) and the report say of the office that sends them; no part of any judgement."""

    issuer: str = ""
    """发文单位: to whom units answer; it signs letters and report unless `signature` is given."""
    signature: str = ""
    """落款, where another name signs."""
    contact: str = ""
    """联系人及电话, below a letter, as `张三，010-12345678`."""


class Notifying(Section):
    """Where `luodi watch` sends alerts; no part of any result."""

    severity: Level = "medium"
    """The least severity that is told."""
    levels: bool = True
    """Also a summary for each level of government, beside those for each unit."""
    file: str | None = None
    """A file that each alert is added to as a line of JSON."""
    command: tuple[str, ...] = ()
    """A program and its arguments; it gets the alert as JSON on standard input and must end with code 0."""
    webhook: str | None = None
    """An http(s) address that alerts are posted to as JSON."""
    webhook_secret_file: str | None = None
    """A file with the secret that signs the body (HMAC-SHA256); None posts unsigned."""
    mail_server: str | None = None
    """`host:port` of the SMTP server."""
    mail_security: Literal["tls", "starttls", "none"] = "starttls"
    mail_from: str = ""
    mail_to: tuple[str, ...] = ()
    mail_user: str | None = None
    mail_password_file: str | None = None
    attempts: int = Field(default=5, ge=1)
    """Tries at one delivery; then the alert is kept in `alerts-undelivered.jsonl`."""
    wait_seconds: float = Field(default=1.0, ge=0.0)
    """Before the second try; doubled for each further one."""
    timeout_seconds: float = Field(default=10.0, gt=0.0)
    """After this one try has failed."""


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

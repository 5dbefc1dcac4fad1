"""The HTTP service: pages, filters, what changed since, and who may ask."""

from __future__ import annotations

import base64
import json
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

pytest.importorskip("fastapi", reason="the extra luodi[api] is not installed")
pytest.importorskip("httpx", reason="httpx, which the test client needs, is not installed")

from luodi.publish import write
from luodi.publish.api import ServeError, create_app, serve
from luodi.publish.feed import filterable
from luodi.publish.rows import TABLES
from luodi.publish.schema import schema
from luodi.publish.shape import rows
from luodi.records import Results

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

TOKEN = "a-token-of-some-length"


@pytest.fixture(scope="module")
def out(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    write(results, folder)
    return folder


def _client(out: Path, **options: Any) -> TestClient:
    from fastapi.testclient import TestClient

    return TestClient(create_app(out, **options))


@pytest.fixture(scope="module")
def client(out: Path) -> TestClient:
    return _client(out, per_second=100_000, burst=100_000)


@pytest.mark.parametrize("table", list(TABLES))
def test_pages_add_up_to_the_whole_table(client: TestClient, results: Results, table: str) -> None:
    found: list[Any] = []
    while (
        len(found) < (answer := client.get(f"/v1/{table}", params={"limit": 7, "offset": len(found)}).json())["total"]
    ):
        found += answer["items"]
    assert len(found) == len(rows(results, table))
    validator = Draft202012Validator(schema(table))
    for row in found[:20]:
        validator.validate(row)


@pytest.mark.parametrize("table", list(TABLES))
def test_every_single_field_can_be_filtered_by(client: TestClient, table: str) -> None:
    first = client.get(f"/v1/{table}", params={"limit": 1}).json()["items"][0]
    for name in filterable(table):
        if isinstance(first[name], (str, int, float)) and len(str(first[name])) <= 500:
            # the client writes a bool as JSON does, true or false
            answer = client.get(f"/v1/{table}", params={name: first[name], "limit": 1000}).json()
            assert answer["total"] >= 1, name
            assert all(row[name] == first[name] for row in answer["items"])


def test_an_unknown_filter_is_refused(client: TestClient) -> None:
    assert client.get("/v1/findings", params={"unti": "云泽市"}).status_code == 422


@pytest.mark.parametrize("params", [{"limit": 0}, {"limit": 1001}, {"offset": -1}, {"limit": "x"}])
def test_wrong_paging_is_refused(client: TestClient, params: dict[str, Any]) -> None:
    assert client.get("/v1/findings", params=params).status_code == 422


def test_one_row_by_its_id(client: TestClient, results: Results) -> None:
    finding = results.findings[0]
    assert client.get(f"/v1/findings/{finding.finding_id}").json()["reason"] == finding.reason
    assert client.get("/v1/findings/nothing").status_code == 404


def test_an_unchanged_table_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/v1/findings?limit=3").headers["etag"]
    assert client.get("/v1/findings?limit=3", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/v1/findings?limit=4", headers={"If-None-Match": tag}).status_code == 200


def test_a_cursor_brings_only_what_changed(results: Results, tmp_path: Path) -> None:
    write(results, tmp_path)
    client = _client(tmp_path)
    cursor = client.get("/v1/findings").json()["cursor"]
    nothing = client.get("/v1/findings", params={"since": cursor}).json()
    assert (nothing["items"], nothing["removed"]) == ([], [])
    first, second, *rest = results.findings
    write(results.replace(findings=(first.replace(reason="改了"), *rest), run=_other(results)), tmp_path)
    changed = client.get("/v1/findings", params={"since": cursor}).json()
    assert [row["reason"] for row in changed["items"]] == ["改了"]
    assert changed["removed"] == [[second.finding_id]]
    again = _client(tmp_path).get("/v1/findings", params={"since": cursor}).json()
    assert again == changed  # also after the service was started anew
    assert client.get("/v1/findings", params={"since": changed["cursor"]}).json()["items"] == []


def _other(results: Results) -> Any:
    return results.run.replace(settings_digest="e" * 64)


@pytest.mark.parametrize(("cursor", "status"), [("0" * 16 + "-1", 410), ("x", 422), ("0-0", 422), ("١-١", 422)])
def test_a_foreign_cursor_is_answered_with_gone(client: TestClient, cursor: str, status: int) -> None:
    assert client.get("/v1/findings", params={"since": cursor}).status_code == status


def test_a_folder_that_may_only_be_read_is_served(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bool:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr("luodi.publish.feed.write_whole", refuse)
    (out / ".luodi" / "feed.json").unlink(missing_ok=True)
    assert _client(out).get("/v1/findings").status_code == 200


def test_the_page_the_files_and_the_texts_are_served(client: TestClient, results: Results) -> None:
    assert "政策落地核查报告" in client.get("/").text
    assert client.get("/files/问题台账.xlsx").content[:2] == b"PK"
    document = results.documents[0]
    assert client.get(f"/v1/texts/{document.document_id}").json()["text"] == document.text


@pytest.mark.parametrize("path", ["/files/run.json", "/files/..%2Frun.json", "/v1/texts/..%2Frun", "/v1/texts/%2e%2e"])
def test_nothing_else_of_the_folder_can_be_reached(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    assert getattr(client, method)("/v1/findings").status_code == 405


def test_health_and_metrics_speak(client: TestClient, results: Results) -> None:
    assert client.get("/health").json()["status"] == "ok"
    text = client.get("/metrics").text
    assert f'luodi_rows{{table="findings"}} {len(results.findings)}' in text
    assert 'luodi_requests_total{status="200"}' in text


def test_openapi_describes_tables_and_filters(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    names = {p["name"] for p in paths["/v1/findings"]["get"]["parameters"]}
    assert {"unit", "kind", "severity", "limit", "offset", "since"} <= names
    assert "$ref" not in json.dumps(paths["/v1/findings/{key}"]["get"]["responses"]["200"])


def test_beyond_loopback_a_token_is_demanded_at_the_start(out: Path) -> None:
    with pytest.raises(ServeError, match="令牌"):
        create_app(out, host="0.0.0.0")
    with pytest.raises(ServeError, match="令牌"):
        create_app(out, host="10.0.0.5", token="short")
    create_app(out, host="0.0.0.0", token=TOKEN)


@pytest.mark.parametrize("token", ["short", ""])
def test_a_token_that_protects_nothing_is_refused_on_this_machine_too(out: Path, token: str) -> None:
    with pytest.raises(ServeError, match="16 位"):
        create_app(out, token=token)


def test_a_port_that_cannot_be_had_is_told_in_chinese_before_any_address(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        with pytest.raises(ServeError, match="请用 --port 换一个"):
            serve(out, port=taken.getsockname()[1])
        with pytest.raises(ServeError, match="1 到 65535"):
            serve(out, port=99999)
    assert not capsys.readouterr().err


def test_the_token_is_asked_for_and_taken_in_two_forms(out: Path) -> None:
    client = _client(out, host="0.0.0.0", token=TOKEN)
    basic = base64.b64encode(f"anyone:{TOKEN}".encode()).decode()
    assert client.get("/v1/run").status_code == 401
    assert client.get("/").status_code == 401
    for header in (f"Bearer {TOKEN}x", "Bearer", "Basic %%%", "Basic eA==", TOKEN, f"Digest {TOKEN}"):
        assert client.get("/v1/run", headers={"Authorization": header}).status_code == 401
    for header in (f"Bearer {TOKEN}", f"Basic {basic}"):
        assert client.get("/v1/run", headers={"Authorization": header}).status_code == 200
    assert client.get("/health").status_code == 200


def test_the_token_is_compared_in_constant_time(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []

    def compare(left: bytes, right: bytes) -> bool:
        asked.append(right)
        return left == right

    monkeypatch.setattr("luodi.publish.api_guard.hmac.compare_digest", compare)
    _client(out, host="0.0.0.0", token=TOKEN).get("/v1/run", headers={"Authorization": "Bearer x"})
    assert asked == [TOKEN.encode()]


def test_another_name_for_this_machine_is_refused_on_loopback(out: Path) -> None:
    assert _client(out).get("/v1/run", headers={"Host": "evil.example"}).status_code == 400


def test_too_many_requests_are_slowed_down(out: Path) -> None:
    client = _client(out, per_second=0.01, burst=3)
    answers = [client.get("/health") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_the_index_lists_what_can_be_asked(client: TestClient, results: Results) -> None:
    found = client.get("/v1").json()
    assert [table["name"] for table in found["tables"]] == list(TABLES)
    for table in found["tables"]:
        assert client.get(table["url"]).json()["total"] == table["rows"]
        assert client.get(table["schema"]).status_code == 200
        assert set(table["filters"]) == set(filterable(table["name"]))
    assert {one["url"] for one in found["also"]} >= {"/v1/run", "/health", "/openapi.json"}
    for one in found["also"]:
        if "{" not in one["url"]:
            assert client.get(one["url"]).status_code == 200, one["url"]
    assert client.get("/v1/").json() == found


@pytest.mark.parametrize(
    ("path", "status", "code", "said"),
    [
        ("/v1/findings?unti=云泽市", 422, "invalid_query", "是否想写 unit？"),
        ("/v1/findings?limit=0", 422, "invalid_query", "limit：不能小于 1"),
        ("/v1/findings?limit=1001", 422, "invalid_query", "不能大于 1000"),
        ("/v1/findings?limit=x", 422, "invalid_query", "应为整数"),
        ("/v1/findings?since=x", 422, "invalid_query", "不是本服务给出的游标"),
        (f"/v1/findings?unit={'长' * 501}", 422, "invalid_query", "不能超过 500 个字符"),
        ("/v1/findings?since=0000000000000000-1", 410, "cursor_gone", "从头拉取"),
        ("/v1/findings/nothing", 404, "unknown_row", "findings 里没有 nothing"),
        ("/v1/schema/nothing", 404, "unknown_table", "没有 nothing 这张表"),
        ("/v1/texts/nothing", 404, "unknown_document", "没有标识为 nothing 的文件"),
        ("/files/run.json", 404, "unknown_file", "可下载 问题台账.xlsx"),
        ("/nowhere", 404, "not_found", "可用的见 /v1"),
    ],
)
def test_a_refusal_has_a_code_for_programs_and_chinese_words_for_people(
    client: TestClient, path: str, status: int, code: str, said: str
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert said in answer.json()["message"]
    assert answer.json()["detail"].isascii()


def test_refusals_before_any_address_have_the_same_form(out: Path) -> None:
    guarded = _client(out, host="0.0.0.0", token=TOKEN).get("/v1")
    elsewhere = _client(out).get("/v1", headers={"Host": "evil.example:8760"})
    posted = _client(out).post("/v1/findings")
    hasty = _client(out, per_second=0.01, burst=1)
    hasty.get("/health")
    answers = [guarded, elsewhere, posted, hasty.get("/health")]
    assert [(a.status_code, a.json()["code"]) for a in answers] == [
        (401, "unauthorized"),
        (400, "unknown_host"),
        (405, "method_not_allowed"),
        (429, "too_many_requests"),
    ]
    assert all(a.json()["message"] and not a.json()["message"].isascii() for a in answers)
    assert posted.headers["Allow"] == "GET"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8760", "[::1]:8760", "[::1]"])
def test_this_machine_is_known_by_all_its_names(out: Path, host: str) -> None:
    assert _client(out).get("/health", headers={"Host": host}).status_code == 200


def test_a_fault_inside_says_nothing_of_what_broke(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fastapi.testclient import TestClient

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("/secret/path")

    app = create_app(out)
    monkeypatch.setattr("luodi.publish.feed.Feed.one", broken)
    answer = TestClient(app, raise_server_exceptions=False).get("/v1/findings/x")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/v1/assessments?abstained=yes", "abstained：可写 true、false"),
        ("/v1/documents?pages=many", "pages：应为数字"),
        ("/v1/documents?issue_date=2024", "issue_date：日期要写成 2024-12-31"),
        ("/v1/findings?severity=high&severity=low", "severity：只能写一次"),
        ("/v1/findings?since=now", "since：不是本服务给出的游标"),
    ],
)
def test_what_a_field_can_never_hold_is_no_empty_answer(client: TestClient, address: str, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert answer.json()["message"] == f"参数不对：{said}"


def test_values_are_chosen_however_they_are_written(client: TestClient, results: Results) -> None:
    def total(address: str) -> int:
        return int(client.get(f"/v1/{address}").json()["total"])

    assert total("assessments?abstained=True") == total("assessments?abstained=true")
    assert total("assessments?abstained=true") == sum(a.abstained for a in results.assessments) > 0
    one = results.assessments[0].confidence
    assert total(f"assessments?confidence={one:.8f}") == sum(a.confidence == one for a in results.assessments)
    assert total("findings?first_review=") == len(results.findings)


def test_a_code_that_does_not_exist_is_no_empty_answer(client: TestClient) -> None:
    answer = client.get("/v1/findings", params={"severity": "grave"})
    assert answer.status_code == 422
    assert answer.json()["message"] == "参数不对：severity：可写 high、medium、low"

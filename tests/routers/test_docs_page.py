"""The interactive documentation asks no outside address."""

import re

from starlette.testclient import TestClient


def test_everything_the_page_needs_is_served_here(client: TestClient) -> None:
    page = client.get("/docs", headers={"Authorization": ""})
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    needed = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(needed) >= 3
    for path in needed:
        assert path.startswith("/docs/")
        assert client.get(path).status_code == 200
    assert '"/v1/openapi.json"' in client.get("/docs/start.js").text


def test_the_page_may_load_from_here_only(client: TestClient) -> None:
    policy = client.get("/docs").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "http" not in policy
    assert "<script>" not in client.get("/docs").text


def test_no_file_outside_the_folder_of_the_page_is_served(client: TestClient) -> None:
    for path in ("/docs/assets/../docs_page.py", "/docs/assets/%2e%2e/__init__.py", "/docs/assets/nothing.js"):
        assert client.get(path).status_code == 404

"""What docs/how-to/frameworks.md shows, run by the real frameworks."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from django.conf import settings
from django.test import RequestFactory

PAGE = (Path(__file__).parents[2] / "docs/how-to/frameworks.md").read_text(encoding="utf-8")
DOCUMENT = b'<?xml version="1.0" encoding="UTF-8"?><Response><Say>Welcome.</Say><Hangup/></Response>'
CONTENT_TYPE = "application/xml; charset=utf-8"


def shown(heading: str) -> dict[str, Any]:
    """Return the names that the code below a heading of the page makes."""
    section = PAGE.partition(f"## {heading}\n")[2]
    code = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {"__name__": heading}
    exec(code[1], names)
    return names


def by_flask() -> tuple[int, str, bytes]:
    answer = shown("Flask")["app"].test_client().post("/voice")
    return answer.status_code, answer.headers["Content-Type"], answer.data


def by_django() -> tuple[int, str, bytes]:
    if not settings.configured:
        settings.configure()
    answer = shown("Django")["voice"](RequestFactory().post("/voice"))
    return answer.status_code, answer.headers["Content-Type"], answer.content


def by_fastapi() -> tuple[int, str, bytes]:
    async def post() -> httpx.Response:
        transport = httpx.ASGITransport(app=shown("FastAPI and Starlette")["app"])
        async with httpx.AsyncClient(transport=transport, base_url="http://voice.example.com") as client:
            return await client.post("/voice")

    answer = anyio.run(post)
    return answer.status_code, answer.headers["Content-Type"], answer.content


@pytest.mark.parametrize("ask", [by_flask, by_django, by_fastapi])
def test_document_is_answered_with_its_content_type(ask: Callable[[], tuple[int, str, bytes]]) -> None:
    assert (200, CONTENT_TYPE, DOCUMENT) == ask()

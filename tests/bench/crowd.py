"""Many people at once, over real connections: `python -m tests.bench.crowd …`.

`register PORT PATH PEOPLE` signs up distinct people as a browser would: the form with
its hidden fields and cookies, the time that typing takes, the post, the page after it.
`insist` does the same with people who send again whatever was cut or answered by 5xx.
`read PORT PATH TIMES` fetches a page again and again. All print JSON.
"""

import asyncio
import json
import re
import sys
import zlib
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from time import perf_counter
from urllib.parse import urlencode, urlsplit

HOST = "localhost"
AT_A_TIME = {"register": 60, "insist": 30, "read": 8}
SECONDS_BEFORE_AGAIN = 0.3
MOST_TRIES = 200
TYPING_SECONDS = 2.2
PEOPLE_BEHIND_ONE_ADDRESS = 100
# Typing included: enough for the faster of the two servers never to wait for people,
# and no more, since as many have the form before them when the last seat goes.
IN_PROGRESS = 500
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
NAME, VALUE = re.compile(r'name="([^"]*)"'), re.compile(r'value="([^"]*)"')
BUTTON = re.compile(r'name=["\'](register|join)["\']')
PROFILE = re.compile(r'<input type="radio" name="profile" value="([^"]+)"')


@dataclass
class Answer:
    status: int
    location: str
    body: str


@dataclass
class Visitor:
    """A browser with its cookies; `spent` adds up the seconds of its requests."""

    port: int
    number: int
    line: asyncio.Semaphore
    cookies: dict = field(default_factory=dict)
    spent: float = 0

    async def ask(self, path: str, form: dict | None = None) -> Answer:
        body = urlencode(form).encode() if form is not None else b""
        async with self.line:
            start = perf_counter()
            raw = await self._exchange(self._head(path, form, len(body)) + body)
            self.spent += perf_counter() - start
        return self._read(raw.decode())

    async def _exchange(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(request)
            return await reader.read()
        finally:
            writer.close()

    def _head(self, path: str, form: dict | None, length: int) -> bytes:
        group = self.number // PEOPLE_BEHIND_ONE_ADDRESS
        network = zlib.crc32(f"{path} {group}".encode()) % 2**16
        lines = [
            f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
            f"Host: {HOST}",
            "X-Forwarded-Proto: https",
            f"X-Forwarded-For: 10.0.{network // 256}.{network % 256}",
            f"Referer: https://{HOST}{path}",
            "Connection: close",
        ]
        if self.cookies:
            pairs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            lines.append(f"Cookie: {pairs}")
        if form is not None:
            lines.append("Content-Type: application/x-www-form-urlencoded")
            lines.append(f"Content-Length: {length}")
        return "\r\n".join([*lines, "", ""]).encode()

    def _read(self, raw: str) -> Answer:
        head, _, body = raw.partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        location = ""
        for line in lines:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                cookie = SimpleCookie(value)
                self.cookies |= {key: cookie[key].value for key in cookie}
            elif name.lower() == "location":
                location = urlsplit(value).path
        status = int(first.split(" ")[1]) if first else 0
        return Answer(status, location, body)


@dataclass
class PatientVisitor(Visitor):
    """Sends the same request again until the server has answered it whole."""

    async def _exchange(self, request: bytes) -> bytes:
        for _ in range(MOST_TRIES):
            try:
                raw = await super()._exchange(request)
            except OSError:
                raw = b""
            if is_whole(raw):
                return raw
            await asyncio.sleep(SECONDS_BEFORE_AGAIN)
        raise AssertionError("The server never answered")


def is_whole(raw: bytes) -> bool:
    """Did it answer, below 500, with as many bytes as it announced?"""
    head, end, body = raw.partition(b"\r\n\r\n")
    if not end or head.split(b" ")[1] >= b"500":
        return False
    announced = re.search(rb"(?i)content-length: (\d+)", head)
    return announced is None or len(body) == int(announced[1])


async def register(visitor: Visitor, path: str) -> str:
    """Sign up, and once more where the page says that the last place just went."""
    answer = await visitor.ask(path)
    typed = {
        "given_name": "Zoé",
        "family_name": f"Duhamel {visitor.number}",
        "email": f"zoe.{visitor.number}@example.org",
        "profile": PROFILE.findall(answer.body)[0],
        "institution": "CCAS de Nanterre",
        "needs": "",
    }
    await asyncio.sleep(TYPING_SECONDS)
    for _ in range(3):
        answer = await visitor.ask(path, filled(answer.body, typed))
        if answer.status == 303:
            receipt = await visitor.ask(answer.location)
            return "recorded" if receipt.status == 200 else f"receipt {receipt.status}"
        if not BUTTON.search(answer.body):
            break
    return f"answer {answer.status}"


def filled(page: str, typed: dict) -> dict:
    """The form as it is posted: hidden values, answers, and the button pressed."""
    hidden = {}
    for tag in HIDDEN.findall(page):
        value = VALUE.search(tag)
        hidden[NAME.search(tag)[1]] = value[1] if value else ""
    return hidden | typed | {BUTTON.findall(page)[-1]: "OK"}


async def read(visitor: Visitor, path: str) -> str:
    answer = await visitor.ask(path)
    return "read" if answer.status == 200 else f"answer {answer.status}"


async def crowd(what: str, port: int, path: str, count: int) -> dict:
    line = asyncio.Semaphore(AT_A_TIME[what])
    kind = PatientVisitor if what == "insist" else Visitor
    visitors = [kind(port, number, line) for number in range(count)]
    act = read if what == "read" else register
    in_progress = asyncio.Semaphore(IN_PROGRESS)

    async def come(visitor: Visitor) -> str:
        async with in_progress:
            return await act(visitor, path)

    start = perf_counter()
    outcomes = await asyncio.gather(*map(come, visitors))
    return {
        "seconds": perf_counter() - start,
        "outcomes": {each: outcomes.count(each) for each in set(outcomes)},
        "spent": sorted(visitor.spent for visitor in visitors),
    }


if __name__ == "__main__":
    what, port, path, count = sys.argv[1:]
    result = asyncio.run(crowd(what, int(port), path, int(count)))
    sys.stdout.write(json.dumps(result))

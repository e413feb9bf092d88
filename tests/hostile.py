"""What hostile clients send: octets, texts and bodies that break programs."""

from urllib.parse import quote

# One text for each way of breaking what reads it, as the octets of an address.
OCTETS = {
    "NUL": "%00",
    "lone surrogate": "%ED%A0%80",
    "no UTF-8": "%FF",
    "overlong UTF-8": "%C0%80",
    "another escape": "%u0041",
    "escape of nothing": "%",
    "20 digits": "9" * 20,
    "Arabic digits": quote("١٢"),
    "superscript": quote("²"),
    "negative": "-1",
    "no number": "1e400",
    "SQL": quote("'--\\%_"),
    "braces": quote("{0}{x.y}%s{{ x }}"),
    "line ends": "a%0D%0ASet-Cookie:%20x=1",
    "controls": "%0B%1B%7F%C2%85%E2%80%A8",
    "long": "a" * 5000,
    "empty": "",
}
DAYS = [
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2027-02-29",
    "13/13/2026",
    "0",
    "-1",
]
# The same for fields of forms: whatever arrives there is text already.
TEXTS = {
    "NUL": "\x00",
    "20 digits": "9" * 20,
    "Arabic digits": "١٢",
    "superscript": "²",
    "negative": "-1",
    "no number": "1e400",
    "not a number": "NaN",
    "first day": "0001-01-01",
    "last day": "9999-12-31T23:59",
    "leap day": "2027-02-29",
    "controls": "\x0b\x1b\x7f\x85\u2028\u202e",
    "line ends": "a\r\nBcc: b@example.org",
    "markup": "<script>alert(1)</script>",
    "placeholders": "{0} {x.y} %s {{ x }} {",
    "long": "a" * 20_000,
    "marks": "Z" + "\u0301" * 5000,
    "emoji": "👩🏽‍🔬" * 100,
    "address": "a@[127.0.0.1]",
    "link": "javascript:alert(1)",
    "empty": "",
    "spaces": " \u00a0\u2003\u200b",
}
DISPOSITION = b"Content-Disposition: form-data; name="
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data"
# Bodies of a post that no browser sends: what they are said to be, and their octets.
BODIES = [
    ("application/json", b"[" * 100_000),
    (PARTS, b"--x\r\n"),
    (f"{PARTS}; boundary=", b"--x\r\n"),
    (f"{PARTS}; boundary={'x' * 300}", b"--x\r\n"),
    (
        f"{PARTS}; boundary=x",
        b"--x\r\n" + DISPOSITION + b'"a\xff\x00"\r\n\r\n\xff\r\n--x--',
    ),
    (
        f"{PARTS}; boundary=x",
        b"--x\r\n" + DISPOSITION + b'"a"; filename="\x00../x"\r\n\r\n',
    ),
    (f"{FORM}; charset=latin1", b"given_name=%E9"),
    (f"{FORM}; charset=nonsense", b"given_name=a"),
    (f"{FORM}; charset=utf-16", b"given_name=a"),
    (FORM, b"\x1f\x8b\x08\x00"),
    (FORM, b""),
    (FORM, b"a=%ED%A0%80&b=%FF&c=%C0%80"),
    (FORM, b"&".join(b"f%d=x" % n for n in range(1_100))),
    (FORM, b"&".join(b"f%d=x" % n for n in range(2_100))),
    (FORM, b"given_name=" + b"a" * 1_000_000),
    (FORM, b"given_name=" + b"a" * 3_000_000),
    ("\xff", b"x"),
]

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from programme.kept import Kept


def test_a_value_is_made_once():
    made = []
    kept = Kept(room=2)

    values = [kept.get("a", lambda: made.append(1) or "value") for _ in range(3)]

    assert (values, made) == (["value"] * 3, [1])


def test_the_value_unused_longest_goes_first():
    kept = Kept(room=2)
    for key in "aba":
        kept.get(key, lambda: "first")
    kept.get("c", lambda: "first")

    assert [kept.get(key, lambda: "second") for key in "acb"] == [
        "first",
        "first",
        "second",
    ]


def test_threads_may_ask_at_once():
    kept = Kept(room=8)
    threads = 8
    together = Barrier(threads)

    def ask(number):
        together.wait()
        return [kept.get(key % 20, lambda key=key: key % 20) for key in range(500)]

    with ThreadPoolExecutor(threads) as pool:
        answers = list(pool.map(ask, range(threads)))

    assert answers == [[key % 20 for key in range(500)]] * threads

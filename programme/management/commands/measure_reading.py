from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from programme import reading
from programme.reading import measure

_WIDTH = 34


class Command(BaseCommand):
    help = (
        "Read every programme of a folder and compare with the NAME.json beside it: "
        "precision and recall, for each programme and in total."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--worst",
            action="store_true",
            help="List each difference, worst programme first.",
        )
        parser.add_argument(
            "--at-least",
            type=float,
            metavar="PERCENT",
            help="Fail when a total is lower.",
        )

    def handle(self, *, folder, worst, at_least, **options):
        found = measure.measure(folder, _read)
        if not found:
            raise CommandError(f"No programme with its NAME.json in {folder}.")
        self._print_table(found)
        if worst:
            self._print_differences(found)
        low = _lower_than(found, at_least or 0)
        if low:
            raise CommandError(f"Under {at_least:g} %: {', '.join(low)}.")

    def _print_table(self, found: dict[str, measure.Comparison]) -> None:
        """The lower of precision and recall a programme, both in total."""
        heads = "".join(f"{aspect[:7]:>8}" for aspect in measure.ASPECTS)
        self.stdout.write(" " * _WIDTH + heads)
        for name, comparison in found.items():
            scores = (comparison.score(aspect).least for aspect in measure.ASPECTS)
            self._print_line(name, scores)
        totals = [measure.total(found, aspect) for aspect in measure.ASPECTS]
        self._print_line("PRECISION", (score.precision for score in totals))
        self._print_line("RECALL", (score.recall for score in totals))
        wanted = "".join(f"{score.wanted:8}" for score in totals)
        self.stdout.write(f"{'wanted':{_WIDTH}}{wanted}")

    def _print_line(self, name, percents) -> None:
        cells = "".join(f"{percent:8.1f}" for percent in percents)
        self.stdout.write(f"{name[: _WIDTH - 1]:{_WIDTH}}{cells}")

    def _print_differences(self, found: dict[str, measure.Comparison]) -> None:
        listed = {name: list(one.differences()) for name, one in found.items()}
        for name in sorted(listed, key=lambda name: -len(listed[name])):
            if listed[name]:
                self.stdout.write(f"\n{name}: {len(listed[name])}")
            for difference in listed[name]:
                self.stdout.write(f"  {difference}")


def _read(name: str, content: bytes) -> dict:
    return reading.read_file(name, content).as_data()


def _lower_than(found: dict[str, measure.Comparison], percent: float) -> list[str]:
    return [
        aspect
        for aspect in measure.ASPECTS
        if measure.total(found, aspect).least < percent
    ]

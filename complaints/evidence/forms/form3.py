"""แบบฟอร์มหมายเลข 3: the details of the indicator, in ten parts, with three years of history."""

from complaints.evidence.forms.paper import Paper
from complaints.evidence.gathering import Evidence
from complaints.evidence.pictures import history_picture
from complaints.evidence.texts import Said, form_words, said
from complaints.evidence.words import say, written
from complaints.figures.definitions import load_definitions

FIGURES = (
    "on_time",
    "response_on_time",
    "first_response",
    "resolution_gross",
    "confirmed_share",
    "stars",
)
_PEOPLE = (0.44, 0.24, 0.32)
_FIELDS = 3


def write_form3(evidence: Evidence) -> bytes:
    """Return the form as the bytes of a .docx file."""
    return _Form3(evidence).write()


class _Form3:
    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.words = form_words()
        year = evidence.subject.year
        self.paper = Paper(self.words["form3"]["mark"], year)

    def write(self) -> bytes:
        words, paper = self.words["form3"], self.paper
        paper.mark(words["mark"])
        paper.title(words["title"])
        paper.centred(words["subtitle"].format(year=self.evidence.subject.year))
        paper.centred(self.evidence.agency or say("everybody"))
        for part in ("f3_1", "f3_2", "f3_3", "f3_4", "f3_5"):
            self._part(part)
        self._history()
        self._steps()
        self._sources()
        self._people("f3_9", "overseer")
        self._people("f3_10", "collector")
        return paper.bytes()

    def _said(self, part: str) -> Said:
        evidence = self.evidence
        return said(evidence.texts, part, evidence.report, evidence.agency)

    def _part(self, part: str) -> None:
        self.paper.heading(self.words["heading"][part])
        told = self._said(part)
        self.paper.text(told.words, drafted=told.drafted)

    def _history(self) -> None:
        self.paper.heading(self.words["heading"]["f3_6"])
        table, history = self.words["table"], self.evidence.history
        years = [str(year) for year in history]
        heads = [
            [table["indicator"], table["unit"], table["past"], *[""] * (len(years) - 1)],
            ["", "", *years],
        ]
        definitions = load_definitions()
        rows = [
            [
                definitions[figure].say("name"),
                say(f"unit.{definitions[figure].unit}"),
                *(written(report[figure]) for report in history.values()),
            ]
            for figure in FIGURES
        ]
        widths = (0.4, 0.18, *[0.42 / len(years)] * len(years))
        self.paper.table(heads, rows, widths, numbers_from=1)
        self.paper.picture(history_picture(self.evidence), say("chart.history"))

    def _steps(self) -> None:
        self.paper.heading(self.words["heading"]["f3_7"])
        table, told = self.words["table"], self._said("f3_7")
        lines = [line for line in told.words.split("\n") if line.strip()]
        rows = [[str(number), *_fields(line, 2)] for number, line in enumerate(lines, 1)]
        heads = [[table["step"], table["details"], table["papers"]]]
        blank = [["", "", ""]]
        self.paper.table(heads, rows or blank, (0.13, 0.5, 0.37), drafted=told.drafted)

    def _sources(self) -> None:
        headings = self.words["heading"]
        self.paper.heading(headings["f3_8"])
        for part in ("f3_8_method", "f3_8_often", "f3_8_source"):
            told = self._said(part)
            self.paper.named(headings[part], told.words, drafted=told.drafted)

    def _people(self, part: str, head: str) -> None:
        self.paper.heading(self.words["heading"][part])
        table, lines = self.words["table"], self._said(part).words.split("\n")
        blank = say("form.blank_cell")
        rows = [[each or blank for each in _fields(line, _FIELDS)] for line in lines]
        self.paper.table([[table[head], table["telephone"], table["email"]]], rows, _PEOPLE)


def _fields(line: str, count: int) -> list[str]:
    """Return what stands between the bars of a line, so many fields."""
    fields = [each.strip() for each in line.split("|", count - 1)]
    return fields + [""] * (count - len(fields))

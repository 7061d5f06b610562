"""แบบฟอร์มหมายเลข 4: the report on the year, in six parts; the third in three, the fifth in two."""

from complaints.evidence.forms.form3 import FIGURES
from complaints.evidence.forms.paper import Paper
from complaints.evidence.gathering import Evidence
from complaints.evidence.pictures import ages_picture, months_picture
from complaints.evidence.texts import form_words, said
from complaints.evidence.words import period_name, say, written
from complaints.figures.definitions import load_definitions

COUNTS = ("received", "problems", "closed")


def write_form4(evidence: Evidence) -> bytes:
    """Return the form as the bytes of a .docx file."""
    return _Form4(evidence).write()


class _Form4:
    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.words = form_words()
        self.paper = Paper(self.words["form4"]["mark"], evidence.subject.year)

    def write(self) -> bytes:
        words, paper, evidence = self.words["form4"], self.paper, self.evidence
        paper.mark(words["mark"])
        paper.title(words["title"].format(year=evidence.subject.year))
        paper.centred(words["unit"].format(agency=evidence.agency or say("everybody")))
        self._part("f4_1")
        self._part("f4_2")
        self._heading("f4_3")
        self._part("f4_3_1", level=2)
        paper.picture(months_picture(evidence), say("chart.months"))
        self._part("f4_3_2", level=2)
        self._results()
        self._part("f4_3_3", level=2)
        self._estimate()
        self._part("f4_4")
        paper.picture(ages_picture(evidence), say("chart.ages"))
        self._heading("f4_5")
        self._part("f4_5_1", level=2)
        self._part("f4_5_2", level=2)
        self._part("f4_6")
        self._signature()
        return paper.bytes()

    def _heading(self, part: str, level: int = 1) -> None:
        self.paper.heading(self.words["heading"][part], level)

    def _part(self, part: str, level: int = 1) -> None:
        self._heading(part, level)
        evidence = self.evidence
        told = said(evidence.texts, part, evidence.report, evidence.agency)
        self.paper.text(told.words, drafted=told.drafted)

    def _results(self) -> None:
        evidence, table = self.evidence, self.words["table"]
        subject, definitions = evidence.subject, load_definitions()
        heads = [
            [
                table["indicator"],
                table["unit"],
                f"{table['before']}\n{period_name(subject.earlier)}",
                f"{table['result']}\n{period_name(subject.period)}",
            ]
        ]
        rows = [
            [
                definitions[figure].say("name"),
                say(f"unit.{definitions[figure].unit}"),
                written(evidence.earlier[figure]),
                written(evidence.report[figure]),
            ]
            for figure in (*COUNTS, *FIGURES)
        ]
        self.paper.table(heads, rows, (0.36, 0.16, 0.24, 0.24), numbers_from=1)

    def _estimate(self) -> None:
        if not self.evidence.estimate:
            return
        heads = [[say(f"head.{name}") for name in ("figure", "count", "each", "total")]]
        rows = [
            [
                f"{say(f'benefit.{line.unit.id}.name')} ({say(f'benefit.{line.unit.id}.whose')})",
                f"{line.count:,} {say(f'benefit.counted.{line.unit.each}')}",
                say(f"benefit.{line.unit.id}.each"),
                f"{line.total:,.0f} {say(f'measured.{line.unit.measured_in}')}",
            ]
            for line in self.evidence.estimate
        ]
        self.paper.named(say("sheet.benefit"), say("note.benefit"))
        self.paper.table(heads, rows, (0.29, 0.26, 0.19, 0.26), numbers_from=1)
        self.paper.small(f"{say('head.source')}: {say('benefit.source')}")

    def _signature(self) -> None:
        words, paper = self.words["form4"], self.paper
        name, position = (
            said(self.evidence.texts, part, self.evidence.report, "").words or say("form.blank")
            for part in ("f4_name", "f4_position")
        )
        paper.space(2)
        paper.centred(f"{words['signed']} {say('form.blank')}")
        paper.centred(f"({name})")
        paper.centred(f"{words['position']} {position}")
        paper.centred(words["date"])
        paper.space()
        paper.heading(words["notes"])
        paper.text(f"{words['note1']}\n{words['note2']}")

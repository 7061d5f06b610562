"""A worker answers with what an editor published in another process."""

from collections.abc import Mapping
from dataclasses import replace

from bootstrap import Assembly
from chores.renewing import renew_knowledge
from knowledge import published
from knowledge.entry import Entry, Source
from knowledge.live import LiveEngine
from tests.cast import Cast

QUESTION = "ตู้กดน้ำบุญของสำนักงานอยู่ชั้นไหน"


def test_it_takes_over_what_was_published(
    assembly: Assembly, cast: Cast, reviewed: Mapping[str, Entry]
) -> None:
    live = LiveEngine(reviewed)
    made = replace(assembly, services=replace(assembly.services, engine=live))
    tools = made.make_tools()
    renew_knowledge(tools)
    assert live.ask(QUESTION).kind == "abstain"
    with made.database.transaction() as session:
        published.publish(
            session,
            "added.water",
            Entry(
                id="added.water",
                title="ตู้กดน้ำบุญของสำนักงาน",
                kind="fact",
                asks=(QUESTION,),
                answer="อยู่ชั้น 7",
                source=Source("added", "บันทึกของกองกลาง"),
            ),
            seen=0,
            officer_id=cast.ek.id or 0,
            note="",
            now=made.clock(),
        )
    renew_knowledge(tools)
    assert "ชั้น 7" in live.ask(QUESTION).text

"""The sitting of 29 March 2023, by keys alone at 80x24, from the home screen to the end."""

from majilis_tui.desk import Desk
from majilis_tui.record.verify import verify
from tests.screens.driving import ROSTER, seated


async def make_sitting(keys, file):
    await keys.press("n", "enter", "enter")
    await keys.paste(str(ROSTER))
    await keys.press("enter", "enter")
    await keys.paste("Election of the Chairman of the Mäjilis")
    await keys.press("enter")
    await keys.paste("2023-03-29")
    await keys.press("enter")
    await keys.paste("Nurlan Äbdirov")
    await keys.press("enter")
    await keys.paste("Chairman of the Central Election Commission")
    await keys.press("enter")
    await keys.paste(str(file))
    await keys.press("enter", "enter", "enter")


async def elect_commission(keys):
    await keys.press("k", "v", "enter")
    await keys.type("98")
    await keys.press("enter", "enter", "enter", "y", "f")
    for name in ("äşim", "дамент", "deputy07"):
        await keys.type(name)
        await keys.press("space")
    await keys.press("enter", "y", "o", "enter", "enter", "y", "escape", "y", "escape", "y")
    await keys.press("s", "enter", "1", "2")
    assert keys.actions()[-1] == "sign_protocol", "both have confirmed, whoever sits here"
    await keys.press("f2")


async def nominate(keys):
    await keys.press("escape", "o", "enter", "enter", "n")
    await keys.type("кошанов")
    await keys.press("enter")
    await keys.type("izmuh")
    await keys.press("enter")
    await keys.paste("Chairman of the 8th Mäjilis (2022-2023); Chairman of Amanat (2022-)")
    await keys.press("enter", "enter")
    await keys.press("v", "enter")
    await keys.type("98")
    await keys.press("enter", "enter", "enter", "y", "c", "y")


async def approve_and_open(keys):
    assert "▶ BALLOT" in keys.shown()
    await keys.press("a", "enter", "enter", "y")
    await keys.press("s", "enter", "1", "2", "o", "enter", "1", "2")
    assert "▶ VOTING" in keys.shown()


async def issue_all_and_close(keys):
    await keys.press("down", "home")
    for _member in range(98):
        await keys.press("enter", "down")
    assert keys.sitting.elections["chairman"].round.issued == 98
    await keys.press("f6", "y")
    assert "▶ COUNT" in keys.shown()


async def up_to_the_packets(keys):
    await keys.press("b", "enter", "y", "h")
    await keys.type("2")
    await keys.press("enter")
    await keys.type("0")
    await keys.press("enter", "enter")
    await keys.press("o", "enter", "1", "2", "m", "y", "f")
    await keys.type("98")
    await keys.press("enter")
    assert keys.sitting.elections["chairman"].round.phase == "reading"


async def read_packet(keys, papers):
    await keys.press(*["1"] * papers, "enter", "f2", *["1"] * papers, "enter")


async def test_the_whole_sitting_by_keys(tmp_path):
    file = tmp_path / "sitting.sqlite"
    async with seated(None) as keys:
        await make_sitting(keys, file)
        await keys.press("f5", "f6", "y")
        await elect_commission(keys)
        await nominate(keys)
        await approve_and_open(keys)
        await issue_all_and_close(keys)
        await up_to_the_packets(keys)
        await read_packet(keys, 10)
        assert keys.sitting.elections["chairman"].round.packets_agreed == 1
        await keys.press("1", "1", "1")
        role = keys.app.session.role
        # As if the program were killed: nothing is closed, nothing said.
        keys.app.session = None

    desk = Desk.open(file)
    desk.resume(role)
    async with seated(desk, role) as keys:
        assert "3 of 10" in keys.shown(), "the open packet stands where it stood"
        await keys.press(*["1"] * 7, "enter", "f2", *["1"] * 10, "enter")
        for packet in range(3, 11):
            await read_packet(keys, 8 if packet == 10 else 10)
        assert keys.sitting.elections["chairman"].round.counted_all
        if keys.app.session.role != "chairman":
            await keys.press("f2")
        await keys.press("c", "1", "2")
        assert "▶ RESULT" in keys.shown()
        await keys.press("s", "enter", "1", "2", "b", "y", "a", "1", "2", "d", "y")
        assert "ELECTED: Erlan Qoşanov" in keys.shown()
        await keys.press("c", "y", "h", "enter", "enter", "o", "enter", "enter")
        for name in ("рау", "espa"):
            await keys.press("n")
            await keys.type(name)
            await keys.press("enter", "enter", "enter", "enter")
        await keys.press("c", "y")
        for _candidate in range(2):
            await keys.press("v", "enter")
            await keys.type("98")
            await keys.press("enter", "enter", "enter", "y", "down")
        await keys.press("d", "y", "c", "y", "z", "y")
        assert keys.sitting.closed
        result = desk.result()

    chairman, deputies = result["elections"]
    assert chairman["elected"] == ["qosanov"]
    assert chairman["rounds"][0]["votes"] == {"for": 98}
    assert chairman["rounds"][0]["needed"] == 50
    assert deputies["elected"] == ["espaeva", "rau"]
    assert verify(file).sound

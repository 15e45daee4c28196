from collections import Counter

from bot.transport.pace import BURST, IN_ALL, Pace


def sent(chats, seconds):
    """Send to these chats as fast as the pace allows; gives how many each got."""
    now = [0.0]
    pace = Pace(lambda: now[0])
    got = Counter()
    while now[0] <= seconds:
        pauses = []
        for chat in chats:
            pause = pace.take(chat)
            if pause:
                pauses.append(pause)
            else:
                got[chat] += 1
        if len(pauses) == len(chats):
            now[0] += min(pauses)
    return got


def test_a_chat_gets_a_few_at_once_and_then_one_a_second():
    assert sent([7], 0)[7] == BURST
    assert sent([7], 60)[7] in (BURST + 59, BURST + 60)


def test_a_group_gets_twenty_a_minute():
    assert sent([-7], 600)[-7] <= 200 + BURST


def test_all_chats_together_get_no_more_than_telegram_takes():
    assert sum(sent(range(1, 200), 10).values()) <= IN_ALL * 11 + 1


def test_chats_do_not_wait_for_each_other():
    pace = Pace(lambda: 0.0)
    for _ in range(BURST):
        assert pace.take(1) == 0
    assert pace.take(1) > 0
    assert pace.take(2) == 0

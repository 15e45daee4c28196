from collections import Counter

from bot.transport.pace import BURST, IN_ALL, SLOW_SECONDS, Pace


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


def test_a_person_is_answered_without_delay():
    pace = Pace(lambda: 0.0)
    assert [pace.take(7) for _ in range(10)] == [0.0] * 10


def test_a_chat_that_was_too_fast_gets_one_a_second_for_a_while():
    now = [0.0]
    pace = Pace(lambda: now[0])
    pace.flooded(7)
    got = []
    while now[0] < SLOW_SECONDS:
        pause = pace.take(7)
        if not pause:
            got.append(now[0])
        now[0] += pause or 0.0
    assert SLOW_SECONDS - 2 <= len(got) <= SLOW_SECONDS
    assert pace.take(7) == 0
    assert pace.take(7) == 0


def test_a_group_gets_twenty_a_minute():
    assert sent([-7], 600)[-7] <= 200 + BURST


def test_all_chats_together_get_no_more_than_telegram_takes():
    assert sum(sent(range(1, 200), 10).values()) <= IN_ALL * 11 + 1


def test_groups_do_not_wait_for_each_other():
    pace = Pace(lambda: 0.0)
    for _ in range(BURST):
        assert pace.take(-1) == 0
    assert pace.take(-1) > 0
    assert pace.take(-2) == 0

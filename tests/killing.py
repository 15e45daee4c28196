"""Running something in a child process that dies at its Nth SQL statement, or that has no rights."""

from __future__ import annotations

import os
import pwd
from contextlib import contextmanager
from functools import partial

from storage import opening

KILLED = 9


def in_child(work) -> int:
    """Run `work` in a forked child and give its exit code: 0 when it came to its end."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying_at(statement: int, work):
    """Let the process die, without a farewell, when the given statement is about to run."""

    def run():
        left = [statement]
        connect = opening._connect

        def counted(*args):
            connection = connect(*args)
            connection.set_trace_callback(partial(_count_down, left))
            return connection

        opening._connect = counted
        work()

    return run


def without_rights(work):
    """Let the process be nobody's, for the superuser may write everything."""

    def run():
        if os.geteuid() == 0:
            os.setuid(pwd.getpwnam("nobody").pw_uid)
        work()

    return run


@contextmanager
def exit_zero_only_if_raised(*errors):
    try:
        yield
    except errors:
        return
    raise AssertionError("nothing was refused")


def _count_down(left, _statement):
    left[0] -= 1
    if left[0] < 0:
        os._exit(KILLED)

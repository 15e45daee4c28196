"""How fast every command answers on a large book, and whether its figures are those of the raw rows."""

import os

os.environ.setdefault(
    "OMP_NUM_THREADS", "1"
)  # as in a worker: threads that wait for each other count as work

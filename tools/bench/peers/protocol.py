"""How a peer is timed: one JSON object a line, so that peers and engines can take turns.

The process is given its settings as one JSON argument. It says {"ready": {...}} once its work is compiled, and then
answers each {"count": 50} with {"seconds": 0.1, "cpuSeconds": 0.1, "peakMiB": 300} after doing its work 50 times.
"""

import json
import os
import resource
import sys
import time

settings = json.loads(sys.argv[1])

# Libraries may print; answers have a channel of their own.
_answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def _say(message):
    print(json.dumps(message), file=_answers, flush=True)


def serve(version, run):
    """`run(count)` does the work `count` times and returns when it is done."""
    run(3)
    _say({"ready": {"version": version}})
    for line in sys.stdin:
        count = json.loads(line)["count"]
        start, start_cpu = time.perf_counter(), time.process_time()
        run(count)
        seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        _say({"seconds": seconds, "cpuSeconds": cpu, "peakMiB": peak})

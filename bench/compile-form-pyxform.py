"""Median time in milliseconds, wall and CPU, of pyxform without validation: FORM … as for compile-form.ts, 7 runs after one."""

import json
import statistics
import sys
import time

from pyxform.xls2xform import convert

for form in sys.argv[1:]:
    walls, cpus = [], []
    for _ in range(8):
        wall, cpu = time.perf_counter(), time.process_time()
        convert(form, validate=False)
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    medians = [round(statistics.median(times[1:])) for times in (walls, cpus)]
    print(json.dumps({"form": form, "medianMilliseconds": medians[0], "medianCpuMilliseconds": medians[1]}))

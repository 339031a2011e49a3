"""Reads YAML as Heat does, over and over, and says how long it took.

Commands on the standard input, one on a line:
    text PATH   the text to read from now on
    time N      reads it N times; answers with the nanoseconds of all
"""
import sys
import time

import yaml

from corpus import HeatLoader

text = ""
for line in sys.stdin:
    command, argument = line.rstrip("\n").split(" ", 1)
    if command == "text":
        with open(argument, encoding="utf-8") as file:
            text = file.read()
        print("ok", flush=True)
    else:
        times = range(int(argument))
        started = time.perf_counter_ns()
        for _ in times:
            yaml.load(text, Loader=HeatLoader)
        print(time.perf_counter_ns() - started, flush=True)

"""Reads YAML as Heat does, over and over, and says how long it took.

Commands on the standard input, one on a line:
    text PATH   the text to read from now on
    time N      reads it N times; answers with the nanoseconds of all
"""
import sys
import time

import yaml


class HeatLoader(yaml.CSafeLoader):
    """The C loader with Heat's two overrides: text and timestamps stay text."""


def construct_text(loader, node):
    return loader.construct_scalar(node)


HeatLoader.add_constructor("tag:yaml.org,2002:str", construct_text)
HeatLoader.add_constructor("tag:yaml.org,2002:timestamp", construct_text)

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

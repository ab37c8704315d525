#!/bin/sh
# Prints the home of the first JDK of version 25 or later; else one line on stderr and status 4.
# Reads the file `release` of each candidate instead of starting it: a JVM start would cost 40 ms for every candidate.

wanted=25

# Succeeds where $1 is the home of a JDK that is new enough.
usable() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      JAVA_VERSION=*)
        major=${line#*=}
        major=${major#\"}
        major=${major%%[!0-9]*}
        [ "${major:-0}" -ge "$wanted" ]
        return
        ;;
    esac
  done <"$1/release"
  return 1
}

offer() {
  if usable "$1"; then
    printf '%s\n' "$1"
    exit 0
  fi
}

# A wish that cannot be met is an error, not a reason to take another one in silence.
if [ -n "${WHICHHOP_JAVA_HOME:-}" ]; then
  offer "$WHICHHOP_JAVA_HOME"
  echo "whichhop: WHICHHOP_JAVA_HOME=$WHICHHOP_JAVA_HOME is not a JDK $wanted or later; correct it or unset it" >&2
  exit 4
fi

[ -z "${JAVA_HOME:-}" ] || offer "$JAVA_HOME"

on_path=$(command -v java)
while [ -L "$on_path" ]; do
  target=$(readlink "$on_path")
  case $target in
    /*) on_path=$target ;;
    *) on_path=${on_path%/*}/$target ;;
  esac
done
case $on_path in
  */bin/java) offer "${on_path%/bin/java}" ;;
esac

for home in \
  /usr/lib/jvm/* \
  "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home \
  /opt/homebrew/opt/openjdk* \
  /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
  offer "$home"
done

echo "whichhop: needs a JDK $wanted or later and found none; install one (for example Temurin 25, or 'sdk install java 25-tem') and set JAVA_HOME to it" >&2
exit 4

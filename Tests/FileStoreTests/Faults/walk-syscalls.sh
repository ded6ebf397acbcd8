#!/bin/bash
# Injects a fault at every system call of a command; README.md beside this file explains how to call it.
set -u
store=$1 mode=$2 check=$3
shift 4
run=$store.run
saved=${SAVED:?the expression that tells a reported save}
points=0 acknowledged=0 broken=0 survived=0

prepare() {
  rm -rf "$run" "$run.cache"
  cp -a "$store" "$run"
  [ -d "$store.cache" ] && cp -a "$store.cache" "$run.cache"
  export XDG_CACHE_HOME=$run.cache
}

arguments=()
for word in "$@"; do arguments+=("${word//\{\}/$run}"); done

# Which calls there are, and how often.
prepare
strace -f -qq -o "$run.trace" "${arguments[@]}" > /dev/null 2>&1
calls=$(sed -nE 's/^[0-9]+ +([a-z0-9_]+)\(.*/\1/p' "$run.trace" | sort | uniq -c | awk '{ print $2 ":" $1 }')

number=0
for call in $calls; do
  name=${call%%:*} count=${call##*:}
  if [ -n "${CALLS:-}" ] && [[ " $CALLS " != *" $name "* ]]; then continue; fi
  case $name in execve | exit_group | exit) continue ;; esac
  for ((occurrence = 1; occurrence <= count; occurrence++)); do
    number=$((number + 1))
    [ $((number % ${EVERY:-1})) = 0 ] || continue
    prepare
    if [ "$mode" = kill ]; then inject="$name:signal=SIGKILL:when=$occurrence"; else inject="$name:error=$mode:when=$occurrence"; fi
    # In a shell of its own, so that the news of the killing goes where the output goes.
    if bash -c '"$@"; code=$?; exit $code' walk timeout 60 \
      strace -f -qq -o /dev/null -e "inject=$inject" "${arguments[@]}" > "$run.out" 2>&1 < /dev/null; then
      survived=$((survived + 1))
    fi
    points=$((points + 1))
    said=0
    grep -Eq "$saved" "$run.out" && said=1 && acknowledged=$((acknowledged + 1))
    if ! "$check" "$run" "$said" "$run.out" > "$run.check" 2>&1; then
      broken=$((broken + 1))
      echo "broken at $inject (acknowledged $said)"
      sed 's/^/  /' "$run.check" | head -5
    fi
  done
done
echo "$mode: $points points, survived $survived, acknowledged $acknowledged, broken $broken"
# Without a single reported save nothing was tried.
[ "$broken" = 0 ] && [ "$acknowledged" -gt 0 ]

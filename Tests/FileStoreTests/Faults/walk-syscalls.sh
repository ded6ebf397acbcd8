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

# Which calls there are: a line for each, with its name and how many of that name there were up to it.
prepare
strace -f -qq -o "$run.trace" "${arguments[@]}" > /dev/null 2>&1 < /dev/null
calls=$(awk -v from="${FROM:-}" '
  /^[0-9]+ +[a-z0-9_]+\(/ {
    name = $0; sub(/^[0-9]+ +/, "", name); sub(/\(.*/, "", name)
    call[++n] = name ":" ++count[name]
    if (from != "" && $0 ~ from) start = n
  }
  END { if (from == "") start = 1; for (i = start; i > 0 && i <= n; i++) print call[i] }' "$run.trace")

number=0
for call in $calls; do
  name=${call%%:*} occurrence=${call##*:}
  if [ -n "${CALLS:-}" ] && [[ " $CALLS " != *" $name "* ]]; then continue; fi
  case $name in execve | exit_group | exit) continue ;; esac
  number=$((number + 1))
  [ $((number % ${EVERY:-1})) = "$((${PART:-0} % ${EVERY:-1}))" ] || continue
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
echo "$mode: $points points, survived $survived, acknowledged $acknowledged, broken $broken"
# Without a single reported save nothing was tried.
[ "$broken" = 0 ] && [ "$acknowledged" -gt 0 ]

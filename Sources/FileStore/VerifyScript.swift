/// The file `verify.sh` of a store: checks the whole journal and every file without this program.
enum VerifyScript {
  static let name = "verify.sh"

  static let text = #"""
    #!/bin/sh
    # Verifies a whole store without ismsbook: needs sh, awk, sed, find, cmp, sha256sum and, for signed
    # checkpoints, ssh-keygen. Usage: sh verify.sh [STORE]; without STORE, the store that it stands in.
    # Prints every broken place and a summary; exit status 0 = everything fits.
    # Whoever can change the store can change this file too: compare it with one that was kept elsewhere.
    set -u
    LC_ALL=C; export LC_ALL
    store=${1:-$(dirname "$0")}
    work=$(mktemp -d) || exit 2
    trap 'rm -rf "$work"' EXIT
    bad=0
    say() { echo "$*"; bad=$((bad + 1)); }

    [ -f "$store/STORE" ] || { echo "$store: no store, it has no file STORE"; exit 2; }
    # What the store says of itself: one site, and whether every version has a file of its own.
    site=$(sed -n 's/^Site: //p' "$store/STORE" | head -n 1)
    copies=$(sed -n 's/^Copies: //p' "$store/STORE" | head -n 1)
    for other in "$store"/journal/* "$store"/journal/.[!.]*; do
      [ -e "$other" ] || [ -L "$other" ] || continue
      [ "$(basename "$other")" = "$site" ] || say "$other: of a site that the store has not declared; nothing in it counts"
    done
    find "$store/journal/$site" ! -type d | while read -r file; do
      name=${file##*/}; year=${file%/*}; year=${year##*/}
      case $name in
        "$year"-[0-9][0-9]-[0-9][0-9].rec | "$year"-[0-9][0-9]-[0-9][0-9].repair[1-9]*.rec)
          [ -L "$file" ] && echo "$file: a link" ;;
        *) echo "$file: no file of the store" ;;
      esac
    done > "$work/strange"
    while read -r line; do say "$line"; done < "$work/strange"

    # 1. Cut the segments into entries: header (up to the Content: line), content, and a list of what they claim.
    mkdir "$work/e"
    (cd "$store" && find "journal/$site" -type f -name '????-??-??.rec' | sort
      find "journal/$site" -type f -name '????-??-??.repair*.rec' | sort) > "$work/segments"
    : > "$work/entries"
    number=0
    while read -r segment; do
      number=$((number + 1))
      awk -v dir="$work/e/$number" -v segment="$segment" '
        function clear() { seq = chain = content = action = record = version = form = saved = of = clock = "-"; torn = "- - - -" }
        function start(at) {
          n++; key = sprintf("%s-%07d", dir, n)
          head = key ".head"; body = key ".body"; printf "" > head; printf "" > body
          out = head; started = 1; line = at; clear()
        }
        function finish(seal) {
          close(head); close(body); started = 0
          if (seal == "unfinished") clear()
          print segment, key, line, seal, seq, chain, content, action, record, version, form, saved, of, clock, torn
        }
        # A line is held back until the next is seen: it may be the title of an entry after torn bytes.
        function flush() { if (holding) print held > out; holding = 0 }
        !started { start(NR) }
        /^%rec: (version|entry)$/ && NR != line + 1 { holding = 0; finish("unfinished"); start(NR - 1); print held > out }
        /^#seal sha256 / { flush(); seal = $3; getline blank; finish(seal); next }
        { flush(); held = $0; holding = 1 }
        out == head && /^Content: / { content = $2; flush(); out = body; next }
        out == body { next }
        /^Sequence: / { seq = $2 } /^Chain: / { chain = $2 } /^Action: / { action = $2 } /^Record: / { record = $2 }
        /^Version: / { version = $2 } /^Form: / { form = $2 } /^Saved_at: / { saved = $2 } /^Site: / { of = $2 }
        /^Clock: / { clock = $2 }
        /^Segment: / { torn = $2 } /^(Offset|Length|Hash): / { if (torn !~ /^-/) torn = torn " " $2 }
        END { if (started) { flush(); finish("unfinished") } }
      ' "$store/$segment" >> "$work/entries"
    done < "$work/segments"

    # 2. All hashes with one call each.
    (cd "$work/e" && find . -name '*.head' -exec sha256sum {} +; cd "$work/e" && find . -name '*.body' -exec sha256sum {} +) |
      sed 's| \./| |' | awk '{ print $2, $1 }' > "$work/sums"

    # 3. What counts, in order: see FORMAT, "What counts". Writes the entries that count, and what is broken.
    awk -v sums="$work/sums" -v site="$site" -v counted="$work/counted" '
      function at(i) { return segment[i] ":" line[i] }
      function tell(i, text) { print at(i) ": " text }
      # Sets the sequence and seal before a segment, and those at its end.
      function follows(s) { return (s in first) && seq[first[s]] == last + 1 && chain[first[s]] == seal }
      function reach(s, without,   t, end, found, seen) {
        split("", seen); seen[s] = seen[without] = 1; end = final[s]
        do {
          found = 0
          for (t = 1; t <= segments && !found; t++)
            if (!(name[t] in seen) && (name[t] in first) && seq[first[name[t]]] == seq[end] + 1 &&
                chain[first[name[t]]] == mark[end]) { found = 1; seen[name[t]] = 1; end = final[name[t]] }
        } while (found)
        return seq[end]
      }
      function putin(p,   t, own) {
        if (!follows(name[p])) return 0
        own = -1
        for (t = p + 1; t <= segments; t++) if (follows(name[t])) {
          if (own < 0) own = reach(name[p], "")
          if (reach(name[t], name[p]) > own) return 1
        }
        return 0
      }
      function take(i) {
        last = seq[i]; seal = mark[i]; count++; print key[i], segment[i], line[i], mark[i], record[i], version[i], form[i], saved[i] > counted
        if (last in repaired) held[last] = seal
      }
      # What of repairs fills the gap before entry i; with tell, takes it. Gives how many are missing after all.
      function fill(i, really,   a, b, s, k, found, parts, n, wanted, from, before, after, link) {
        a = last + 1; b = seq[i] - 1; wanted = chain[i]; after = ""
        while (b >= a) {
          found = 0; n = split(repaired[b], parts, " ")
          for (k = 1; k <= n; k++) if (mark[parts[k]] == wanted) { found = parts[k]; break }
          if (!found) break
          after = found " " after; wanted = chain[found]; b--
        }
        before = ""; link = seal
        if (!(b < a && wanted == seal)) while (a < b) {
          found = 0; n = split(repaired[a], parts, " ")
          for (k = 1; k <= n; k++) if (chain[parts[k]] == link) { found = parts[k]; break }
          if (!found) break
          before = before " " found; link = mark[found]; a++
        }
        if (!really) return b >= a ? b - a + 1 : 0
        n = split(before, parts, " ")
        for (k = 1; k <= n; k++) { used[parts[k]] = 1; take(parts[k]) }
        if (b >= a) {
          if (!known) tell(i, "entries " a " to " b " are missing before this")
          last = b; seal = wanted
        }
        n = split(after, parts, " ")
        for (k = 1; k <= n; k++) {
          used[parts[k]] = 1
          if (chain[parts[k]] != seal) tell(parts[k], "entry " seq[parts[k]] " does not name the seal of the entry before")
          take(parts[k])
        }
        return b >= a ? b - a + 1 : 0
      }
      BEGIN { while ((getline text < sums) > 0) { split(text, f, " "); sum[f[1]] = f[2] }; seal = "-"; last = 0; count = 0 }
      {
        i = NR; segment[i] = $1; key[i] = $2; line[i] = $3; mark[i] = $4; seq[i] = $5 + 0; chain[i] = $6; action[i] = $8
        record[i] = $9; version[i] = $10; form[i] = $11; saved[i] = $12; of[i] = $13; clock[i] = $14; torn[i] = $15
        k = $2; sub(/.*\//, "", k)
        whole[i] = mark[i] != "unfinished" && sum[k ".head"] == mark[i]
        intact[i] = whole[i] && sum[k ".body"] == $7
        day[i] = $1; sub(/.*\//, "", day[i]); day[i] = substr(day[i], 1, 10)
        if ($1 ~ /repair[0-9]+\.rec$/) {
          if (intact[i] && of[i] == site) { repaired[seq[i]] = repaired[seq[i]] " " i; repairs[++repairCount] = i }
          next
        }
        own[++n] = i
        if (!($1 in known_segment)) { known_segment[$1] = 1; name[++segments] = $1; place[$1] = segments; begins[i] = 1 }
        if (whole[i] && of[i] == site) {
          if (!($1 in first)) { first[$1] = i; final[$1] = i }
          if (seq[i] > seq[final[$1]]) final[$1] = i
        }
      }
      END {
        for (o = 1; o <= n; o++) {
          i = own[o]
          if (segment[i] != current) {
            current = segment[i]; skip = putin(place[current])
            if (skip) print current ": was put in, nothing of it counts"
          }
          if (skip) continue
          if (!whole[i]) { pending[++waiting] = i; continue }
          if (of[i] != site) { tell(i, "no entry of this site"); continue }
          known = 0
          for (w = 1; w <= waiting; w++) {
            p = pending[w]
            if (w == waiting && segment[p] == current && action[i] == "torn" && torn[i] == substr(current, length(current) - 13)) continue
            known = 1
            if (seq[i] <= last + 1) tell(p, "bytes that fit no seal")
            else if (fill(i, 0) > 0) tell(p, "bytes that fit no seal; entries " last + 1 " to " seq[i] - 1 " are damaged")
          }
          waiting = 0
          if (seq[i] <= last) { tell(i, "entry " seq[i] " stands after entry " last); continue }
          if (seq[i] > last + 1) fill(i, 1)
          if (chain[i] != seal) tell(i, "entry " seq[i] " does not name the seal of the entry before")
          today = substr(saved[i], 1, 10)
          if (begins[i] ? today != day[i] : today > day[i] && action[i] != "torn") tell(i, "entry " seq[i] " was saved on " today)
          if (clock[i] != "-") behind++
          if (intact[i]) { take(i); continue }
          found = 0; m = split(repaired[seq[i]], parts, " ")
          for (k = 1; k <= m; k++) if (mark[parts[k]] == mark[i]) { found = parts[k]; break }
          if (found) { used[found] = 1; take(found) }
          else {
            tell(i, "content of entry " seq[i] " does not fit its hash"); last = seq[i]; seal = mark[i]; count++
          }
        }
        do {
          found = 0; m = split(repaired[last + 1], parts, " ")
          for (k = 1; k <= m; k++) if (chain[parts[k]] == seal) { found = parts[k]; break }
          if (found) { used[found] = 1; waiting = 0; take(found) }
        } while (found)
        for (w = 1; w <= waiting; w++) {
          p = pending[w]
          if (segment[p] == name[segments]) tell(p, "the end was never finished")
          else tell(p, "bytes that fit no seal")
        }
        for (r = 1; r <= repairCount; r++) {
          i = repairs[r]
          if (!(i in used) && held[seq[i]] != mark[i]) tell(i, "entry " seq[i] " fills no gap of the journal, it does not count")
        }
        if (behind) print "note: at " behind " saves the clock was behind the entry before" > "/dev/stderr"
        print count, seal > "/dev/stderr"
      }' "$work/entries" > "$work/broken" 2> "$work/head"
    touch "$work/counted"
    while read -r line; do say "$line"; done < "$work/broken"
    sed -n 's/^note: //p' "$work/head"
    echo "$site: $(tail -n 1 "$work/head" | cut -d' ' -f1) entries, head $(tail -n 1 "$work/head" | cut -d' ' -f2)"
    # Bytes that were never finished are those that the entry after names.
    awk '$8 == "torn" && NF == 18 { print $1, $15, $16, $17, $18 }' "$work/entries" > "$work/torn"
    while read -r segment name offset length hash; do
      sum=$(tail -c +$((offset + 1)) "$store/$segment" | head -c "$length" | sha256sum | cut -d' ' -f1)
      [ "$sum" = "$hash" ] || say "$segment: the unfinished bytes at $offset are not those that the entry after names"
    done < "$work/torn"

    # STORE and FORMAT are as the entry says that made or upgraded the store, and as those say that changed it since.
    while read -r key segment line seal record version form saved; do
      [ "$record" = "-" ] && awk -v key="$key" '
        /^Action: (created|upgraded|store_changed)$/ { action = $2 }
        /^(Store|Shared|Copies|Organisation|Created|Format_text): / { said[$1] = substr($0, length($1) + 2) }
        END { if (action != "") for (name in said) print name, said[name] }' "$key.head"
    done < "$work/counted" > "$work/said"
    for line in Store Shared Copies Organisation Created; do
      wanted=$(sed -n "s/^$line: //p" "$work/said" | tail -n 1)
      case $line in Store) name=Id ;; *) name=$line ;; esac
      found=$(sed -n "s/^$name: //p" "$store/STORE" | head -n 1)
      [ "$line" = Shared ] && found=${found:-no}
      [ "$line" = Copies ] && copies=${wanted:-$copies}
      [ -z "$wanted" ] || [ "$wanted" = "$found" ] || say "$store/STORE: $name is not $wanted, as the journal says"
    done
    wanted=$(sed -n 's/^Format_text: //p' "$work/said" | tail -n 1)
    [ -z "$wanted" ] || [ "$wanted" = "$(sha256sum < "$store/FORMAT" | cut -d' ' -f1)" ] ||
      say "$store/FORMAT: not the text that the journal names"

    # 4. Version files hold the same bytes as their entries.
    while read -r key segment line seal record version form saved; do
      [ "$record" = "-" ] && continue
      serial=$(printf '%s' "$record" | sed 's/.*[^0-9]//; s/^0*//')
      thousand=$(printf '%03d' $((${serial:-0} / 1000)))
      file=$store/records/${form%%/*}/${saved%%-*}/$thousand/$record.v$version.rec
      echo "$file" >> "$work/known"
      [ "${copies:-all}" = all ] || continue
      if [ -L "$file" ]; then say "$file: a link"; continue; fi
      if [ ! -f "$file" ]; then say "$file: missing"; continue; fi
      { cat "$key.head" "$key.body"; printf '#seal sha256 %s\n\n' "$seal"; } | cmp -s - "$file" ||
        say "$file: differs from $segment:$line"
    done < "$work/counted"

    # 5. No version file without an entry; evidence fits its name.
    touch "$work/known"
    find "$store/records" ! -type d ! -name '.*' | sort > "$work/files"
    sort "$work/known" | comm -13 - "$work/files" > "$work/extra"
    while read -r file; do say "$file: no entry in the journal"; done < "$work/extra"
    find "$store/evidence" -type f ! -name '.*' -exec sha256sum {} + > "$work/evidence" 2> /dev/null
    while read -r sum file; do
      [ "$sum" = "$(basename "$file")" ] || say "$file: does not fit its hash"
    done < "$work/evidence"
    find "$store/evidence" -type l | while read -r file; do echo "$file: a link"; done > "$work/links"
    while read -r line; do say "$line"; done < "$work/links"
    cut -d' ' -f1 "$work/counted" | while read -r key; do
      sed -n 's/^[a-z0-9_]*: sha256:\([0-9a-f]\{64\}\).*/\1/p' "$key.body"
    done | sort -u > "$work/named"

    # What a form said is named by the hash of the list of its files; a version names a list that stands before it.
    awk -v work="$work" '
      {
        action = definition = ""; files = 0
        while ((getline text < ($1 ".head")) > 0) {
          if (text ~ /^Action: /) action = substr(text, 9)
          else if (text ~ /^Definition: /) definition = substr(text, 13)
          else if (text ~ /^File: /) file[++files] = substr(text, 7)
        }
        close($1 ".head")
        if ($5 == "-" && action == "definition_kept" && definition ~ /^[0-9a-f]+$/) {
          for (k = 1; k <= files; k++) print file[k] > (work "/definition." definition)
          close(work "/definition." definition)
          known[definition] = 1
        } else if ($5 != "-" && definition != "" && !(definition in known))
          print $2 ":" $3 ": names a definition that was not kept before"
      }' "$work/counted" > "$work/undefined"
    while read -r line; do say "$line"; done < "$work/undefined"
    for list in "$work"/definition.*; do
      [ -f "$list" ] || continue
      [ "$(LC_ALL=C sort -k 2 "$list" | sha256sum | cut -d' ' -f1)" = "${list##*.}" ] ||
        say "definition ${list##*.}: not the hash of its files"
      cut -d' ' -f1 "$list" >> "$work/named"
    done
    while read -r hash; do
      [ -f "$store/evidence/$(printf '%.2s' "$hash")/$hash" ] || say "evidence $hash: missing"
    done < "$work/named"

    # 6. Signed checkpoints, against the public key that was kept elsewhere or, failing that, the one in the store.
    for note in "$store"/checkpoints/*.note; do
      [ -f "$note" ] && [ -f "$note.sig" ] || continue
      site=$(sed -n 's/^Site: //p' "$note")
      ssh-keygen -Y verify -f "$store/checkpoints/allowed_signers" -I "$site" -n ismsbook-checkpoint -s "$note.sig" \
        < "$note" > /dev/null 2>&1 || say "$note: the signature does not fit"
      grep -q " $(sed -n 's/^Seal: //p' "$note") $(sed -n 's/^Sequence: //p' "$note") " "$work/entries" ||
        say "$note: the journal holds no such entry"
    done
    [ "$bad" = 0 ] && echo "everything fits" && exit 0
    echo "$bad broken"
    exit 1

    """#
}

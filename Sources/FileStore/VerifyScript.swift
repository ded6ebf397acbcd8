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

    for site in "$store"/journal/*/; do
      site=$(basename "$site")
      rm -rf "$work/e"; mkdir "$work/e"
      # 1. Cut the segments into entries: header (up to the Content: line), content, and a list of what they claim.
      (cd "$store" && find "journal/$site" -name '????-??-??.rec' | sort) > "$work/segments"
      : > "$work/entries"
      while read -r segment; do
        awk -v dir="$work/e" -v segment="$segment" '
          function clear() { seq = chain = content = action = record = version = form = saved = "-" }
          function start(at) {
            n++; key = sprintf("%s/%s-%07d", dir, substr(segment, length(segment) - 13, 10), n)
            head = key ".head"; body = key ".body"; printf "" > head; printf "" > body
            out = head; started = 1; line = at; clear()
          }
          function finish(seal) {
            close(head); close(body); started = 0
            print segment, key, line, seal, seq, chain, content, action, record, version, form, saved
          }
          # A line is held back until the next is seen: it may be the title of an entry behind torn bytes.
          function flush() { if (holding) print held > out; holding = 0 }
          !started { start(NR) }
          /^%rec: (version|entry)$/ && NR != line + 1 { holding = 0; finish("unfinished"); start(NR - 1); print held > out }
          /^#seal sha256 / { flush(); seal = $3; getline blank; finish(seal); next }
          { flush(); held = $0; holding = 1 }
          out == head && /^Content: / { content = $2; flush(); out = body; next }
          out == body { next }
          /^Sequence: / { seq = $2 } /^Chain: / { chain = $2 } /^Action: / { action = $2 } /^Record: / { record = $2 }
          /^Version: / { version = $2 } /^Form: / { form = $2 } /^Saved_at: / { saved = $2 }
          END { if (started) { flush(); finish("unfinished") } }
        ' "$store/$segment" >> "$work/entries"
      done < "$work/segments"

      # 2. All hashes with one call each.
      (cd "$work/e" && find . -name '*.head' -exec sha256sum {} +; cd "$work/e" && find . -name '*.body' -exec sha256sum {} +) |
        sed 's| \./| |' | awk '{ print $2, $1 }' > "$work/sums"

      # 3. Seals, contents, sequence, chain.
      awk -v sums="$work/sums" '
        BEGIN { while ((getline line < sums) > 0) { split(line, f, " "); sum[f[1]] = f[2] }; want = 1; last = "-" }
        {
          segment = $1; key = $2; sub(/.*\//, "", key); at = segment ":" $3
          if ($4 == "unfinished") { torn = at; next }
          if (sum[key ".head"] != $4) { torn = at; next }
          if (torn != "" && $8 != "torn") print torn ": bytes that fit no seal"
          torn = ""
          if (sum[key ".body"] != $7) print at ": content of entry " $5 " does not fit its hash"
          if ($5 + 0 != want) print at ": entry " $5 " stands where entry " want " should be"
          else if ($6 != last) print at ": entry " $5 " does not name the seal of the entry before"
          want = $5 + 1; last = $4; count++
        }
        END {
          if (torn != "") print torn ": the end was never finished"
          print count + 0, last > "/dev/stderr"
        }' "$work/entries" > "$work/broken" 2> "$work/head"
      while read -r line; do say "$line"; done < "$work/broken"
      echo "$site: $(cut -d' ' -f1 "$work/head") entries, head $(cut -d' ' -f2 "$work/head")"

      # 4. Version files hold the same bytes as their entries.
      while read -r segment key line seal seq chain content action record version form saved; do
        [ "$record" = "-" ] || [ "$seal" = unfinished ] && continue
        serial=$(printf '%s' "$record" | sed 's/.*[^0-9]//; s/^0*//')
        thousand=$(printf '%03d' $((${serial:-0} / 1000)))
        file=$store/records/${form%%/*}/${saved%%-*}/$thousand/$record.v$version.rec
        if [ ! -f "$file" ]; then say "$file: missing"; continue; fi
        { cat "$key.head" "$key.body"; printf '#seal sha256 %s\n\n' "$seal"; } | cmp -s - "$file" ||
          say "$file: differs from $segment:$line"
        echo "$file" >> "$work/known"
      done < "$work/entries"
    done

    # 5. No version file without an entry; evidence fits its name.
    touch "$work/known"
    find "$store/records" -type f ! -name '.*' | sort > "$work/files"
    sort "$work/known" | comm -13 - "$work/files" > "$work/extra"
    while read -r file; do say "$file: no entry in the journal"; done < "$work/extra"
    find "$store/evidence" -type f ! -name '.*' -exec sha256sum {} + > "$work/evidence" 2> /dev/null
    while read -r sum file; do
      [ "$sum" = "$(basename "$file")" ] || say "$file: does not fit its hash"
    done < "$work/evidence"

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

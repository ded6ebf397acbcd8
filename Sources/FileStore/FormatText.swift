/// The file `FORMAT` of a store: enough to read and prove it without this program.
enum FormatText {
  static let text = #"""
    資安簿紀錄庫的格式，第 2 版
    The format of an ismsbook store, version 2
    ==========================================

    這個目錄存放一個組織的資訊安全管理紀錄。全部是 UTF-8 純文字，不需要任何程式就能閱讀。
    This directory holds the records of an organisation's information security management. All of it is
    plain text in UTF-8 and can be read without any program.

    STORE        What this store is: format number, id, site, time of creation. Read first.
                 Copies: which versions have a file of their own below records/ (all, current, none).
                 Shared: yes where several people use it, each with a credential; else it is one person's.
    journal/<site>/<yyyy>/<yyyy-mm-dd>.rec
                 Everything that was saved, one entry after another. Files only grow; a day's file is
                 finished once a later one exists.
    journal/<site>/<yyyy>/<yyyy-mm-dd>.repair<n>.rec
                 Entries that were damaged in the day's file and were brought back from records/.
    records/<form>/<year>/<thousand>/<number>.v<version>.rec
                 The same bytes as the version's entry in the journal, a file each. <year> is that of
                 Saved_at, <thousand> the digits at the end of the number divided by 1000.
    evidence/<2 digits>/<sha256>
                 Attached files, and the files that forms were read from. The name is the SHA-256 of the content.
    drafts/<person>/<id>.rec
                 Typed and not saved. No records; not sealed. <person> is kiosk.<name> for what is half typed on
                 the shared terminal of that name. Hash: SHA-256 of the file without that line.
    credentials/<person>.rec
                 What a person's passphrase or PIN is checked against. Private (0600); not sealed, in no journal
                 entry and in no record. Person: id and name. Scrypt: N, r and p (RFC 7914); Hash: 32 bytes of scrypt
                 over the secret in normalisation form C, in UTF-8, with the 16 bytes of Salt, both in hexadecimal.
                 Set_at, Set_by: when and by whom it was set. Must_change: yes for one that somebody else chose.
                 Failures: wrong attempts in a row, the last at Last_failure_at; until Wait_until no other is looked
                 at. Locked: yes, since Locked_at, until somebody else releases it. UNKNOWN.rec counts attempts under
                 names that have none: Salt, then for each name the first 8 digits of the SHA-256 of Salt and name.
    screens/     The organisation's own forms, choices, chains, rights and texts, if it has any, in YAML and Markdown.
                 They take the place of those that come with the program. Rights stand in screens/Roles/rights.yaml.
    checkpoints/ Signed ends of the journal. Worth something once copied elsewhere.
                 <site>-<sequence>.note names the seal of an entry, <site>-<yyyy-mm-dd>.rec.sig signs a finished
                 segment, allowed_signers holds the public keys. To check:
                 ssh-keygen -Y verify -f allowed_signers -I <site> -n ismsbook-checkpoint -s X.sig < X
    upgrades/<format>/
                 STORE and FORMAT of an earlier format, as they were before the store was brought to the next one.
    verify.sh    Proves the store without any program but those of a POSIX system: see Proving at the end.
    lock         Empty. Whoever appends holds flock(2) on it. Never renamed or removed.
    reserve      Room that is given up on a full disk so that this can still be recorded.
    suspect      There only after a failed sync: nothing is written before the store has been verified.

    An entry
    --------
    Lines end with LF. Text is in Unicode normalisation form C. An entry is

      # <title> <number> 第 <version> 版          a comment for people
      %rec: version                              or  %rec: entry  where it is about no record
                                                 an empty line
      Record: INC-115-0007                       the header: one line a field, in this order
      Form: incident-notice/3                    form and version of its definition
      Definition: <sha256>                       what the form said then: an entry definition_kept before names its
                                                 files; none for what was saved before definitions were kept
      Version: 3                                 1 for a record's first
      Status: in_review
      Action: submit                             what was done
      Saved_at: 2026-11-22T14:20:05+08:00        never before that of the entry before
      Saved_by: wang.xm 王小明                   id and name
      Reason: …                                  if there is one
      Site: main
      Sequence: 10482                            the entry's place in the site's journal, from 1
      Previous: <sha256>                         seal of this record's version before; none for version 1;
                                                 two where two sites' versions were merged
      Chain: <sha256>                            seal of the entry before; none for Sequence 1
      Clock: 2026-11-22T13:20:00+08:00           what the clock showed, where it was behind the entry before
      Content: <sha256>                          SHA-256 of all bytes behind this line, up to the seal line
                                                 an empty line, then the content:
      %rec: incident_notice                      the form's fields as one record (none if all are empty)
                                                 an empty line
      title: 郵件主機遭入侵
                                                 an empty line
      %rec: timeline                             a table: one record a row, an empty line behind each
      …
      #seal sha256 <sha256>                      SHA-256 of all bytes from the # of the first line up to and
                                                 including the Content: line
                                                 an empty line, the end of the entry

    Field_classes: names fields, or table.column, that were worked out from records classed higher than this one, each
    with its classification; whoever is not cleared for that is not shown them. Every further version carries it on.
    Counts_as: what a record counts as that one person classed lower, and the id of that person; the line goes once a
    second person has signed or saved it. Until then it is read by no more people than before.
    Other header lines may stand between Chain: and Content:. An entry about no record has Action, Saved_at,
    Saved_by, Site, Sequence, Chain, lines of its own, Content; its content is one empty line.

    Status is one of saved, in_review, returned, executing, approved, closed, refused, void. Action of a version is
    create, amend, void, merge (of two sites' versions), or a decision of sign-off: submit, agree, return, refuse,
    withdraw.

    Sign-off
    --------
    In a shared store a record's signatures are rows of its table sign_off, oldest first, kept in each later version:

      %rec: sign_off
                                                 an empty line
      step: head                                 the step of the form's chain, by its id
      person: ho 何主任                          who signed: id and name
      deputy_for: li.s 李四                      for whom, where a deputy signed
      decision: agree                            submit, agree, return, refuse or withdraw
      comment: …                                 what was said with it; the reason of a return or refusal
      at: 2026-11-22T14:20+08:00
      version: 3                                 the version that was looked at and signed
      seal: <sha256>                             the seal of that version
      chain: CH3                                 the chain that was taken, where the form has a choice of them

    A decision is saved as the next version of the record, by whoever decided, with the content of the version that
    was signed and this one row more. Its row therefore names the version before, and Previous the same seal. Any
    version without such a row (amend) starts the sign-off again, and rows before it no longer count; but one that
    fills in nothing else than fields that the form leaves open for a step to come, or that are added after what is
    signed, lets them stand.

    Entries about no record
    -----------------------
    Person: who it is about, id and name. Saved_by: who did it; `nobody -` where that is not known, `kiosk -` for the
    shared terminal while nobody is on duty.

      created               the first entry of a store of format 2 or later, with what the store is: Format, Store (its
                            id), Shared (yes or no), Copies, Organisation, Created, Format_text (SHA-256 of FORMAT),
                            Time_zone; Made_for: tests where the time may be given from outside
      store_changed         Copies, once that is another; everything else stays as it was
      upgraded              the store was brought to a newer format. The same lines, From_format, Kept: SHA-256 and path of
                            the files that were replaced; without Time_zone, Last_offset: that of the entry before
      log_in, log_out       Way: ssh_key, From: the client's address, Ending; a passphrase where there is no Way.
                            Failures_before: wrong attempts before it
      unlock                a screen was unlocked
      log_in_failed         Purpose: log_in, unlock, confirm (a signature or entry); Failures: in a row
      locked_out, released  after too many failures, and by whom it was ended
      clock_moved_back      the clock stood before the last failure; nothing was looked at until Wait_until
      credential_set, credential_changed, credential_removed
                            One_time: yes for one chosen by somebody else; Released: yes where that ended a lock;
                            Fingerprint: SHA-256 of the id, N r p, Salt, Hash and Must_change (yes or no), with LF
                            between them
      ssh_key_added, ssh_key_removed
                            Fingerprint and Key_type of the key, Account: the account that it opens
      read_confidential     About: the record, Of_version: what was shown, Also_read: further records shown at once
      attach, export        a file came in or left: About, Of_version, File; records left as text: About: the record or
                            form, Of_version, Records: how many, Format
      print                 a record was laid out for paper: About, Of_version
      backup                the store was copied: Folder, Account: who did it, Credentials: whether hashes came along
      refused               somebody asked for what they may not do: Tried: the action, About: a record, form or
                            person, Cause: the rule that refused it; over SSH Command and From
      altered               something of the store is not as this program left it: About: the file,
                            Fingerprint: tells this alteration from others of the same file, `removed` where it is gone
      definitions_changed   the files below screens/ are others than before. File: SHA-256 and path of each;
                            Fingerprint: SHA-256 of all File values with LF between them, `none` for no files
      definitions_proposed, definitions_accepted
                            in a shared store an administrator wants the store's own definitions as they stand; a second
                            one put them in force. Files: SHA-256 and path below screens/ of each, `; ` between them,
                            `-` for none; in a path `%20` and the like stand for bytes by their hexadecimal digits.
                            The texts are kept below evidence/ by their hashes
      definition_kept       what a form is read from, before a record is first saved under it, and once that is another.
                            About: the form and its version; File: SHA-256 and path of each file, screens/ before those
                            of the store's own; Definition: SHA-256 of all File values in the order of their paths, with
                            LF after each. The texts are kept below evidence/ by their hashes
      torn, disk_full       see below; the disk was full, and nothing else was saved

    Times
    -----
    An instant is written in RFC 3339 with its offset from UTC, and shown in the store's one time zone: that of the field
    time_zone of the newest version of the record of the form `settings`, else Time_zone above, else Last_offset.

    This is the record format of GNU recutils: recsel, recfix and rec2csv read a version file.
    - `name: value`; a further line of a value begins with `+ ` (just `+` if it is empty).
    - A field with several values has a line for each. Empty fields are left out.
    - What recutils cannot hold is written as \u{HEX}: control characters other than tab and LF, a backslash
      at the end of a line, and a backslash in front of `u{`. Every other backslash stands for itself.
    - A table that is named like the form, or version, entry, draft, content or front_end, has `_` behind
      its name. A row without cells is written as `Row: empty`.
    - A hyphen in a form's id is `_` in its %rec: line.
    - An attached file is `sha256:<sha256> <bytes> <name>`.

    Torn tails
    ----------
    Bytes at the end that are not a whole entry are a save that was never finished and never reported as
    saved. They stay. The next save first writes `#` and LF behind them and then an entry with `Action: torn`
    that names Segment (file name), Offset, Length and Hash (SHA-256) of those bytes.

    What counts
    -----------
    The journal is that of the site that STORE names; a folder of another site counts for nothing. Its entries are those
    of the days' files in order, from Sequence 1 on, each naming in Chain the seal of the one before. An entry whose
    Sequence was there already does not count. Of two days' files that both follow what was read, the one that is gone
    on from farther counts, the other was put in. A repair's entry counts only where the days' files lack it, or hold
    its content damaged, and only if the entry after the gap names its seal, or it names the seal of the entry before
    and the entry after does not contradict it. STORE and FORMAT count as the newest of created, upgraded and
    store_changed says. Everything else is a finding.

    Proving
    -------
    Read the journal from the first file to the last. Each entry's seal and Content must fit its bytes, its
    Sequence must be one more and its Chain the seal of the entry before. Each file below records/ must equal
    its entry, each file below evidence/ its name. A copy of any seal that was kept elsewhere, with its
    Sequence, proves everything up to it. `sh verify.sh` in this folder does all of this and prints the last
    seal. Whoever can change the store can change verify.sh too, so use or compare one that was kept elsewhere.

    """#
}

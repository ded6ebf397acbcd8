#!/usr/bin/env python3
"""Made personal.tar.gz and shared.tar.gz with the program of commit b9d1dd4, the last one that writes format 1.

Usage: make.py PROGRAM WORK personal|shared
PROGRAM has its Screens beside it; WORK is an empty folder. Needs tmux.

The demo of that program gives the content: of each form the first record, and whatever records it names. The personal
store takes them as its person saved them; the shared one gets them one by one, each carried on to another state of its
sign-off. The passphrase of everybody in the shared store is in the file `passphrase`, hashed at the usual cost.
"""
import json, os, pathlib, re, shutil, subprocess, sys, time

program, work = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute()
here = pathlib.Path(__file__).parent
secret = work / "passphrase"
home = work / f"home-{sys.argv[3]}"
home.mkdir(parents=True, exist_ok=True)
shutil.copy(here / "passphrase", secret)
secret.chmod(0o600)
TODAY = "2026-11-22T14:20:00+08:00"


class Refused(Exception):
    pass


def run(store, *words, now=TODAY, given=None, fails=False, **more):
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "ISMSBOOK_NOW": now, "LC_ALL": "C.UTF-8", **more}
    words = [program, *words] if store is None else [program, "--store", str(store), *words]
    result = subprocess.run(words, input=given, capture_output=True, text=True, env=environment)
    if (result.returncode != 0) != fails:
        raise Refused(f"{' '.join(words)}: {result.returncode} {result.stdout[-800:]} {result.stderr}")
    return result.stdout


def later(now, minutes):
    stamp = time.strptime(now[:16], "%Y-%m-%dT%H:%M")
    import calendar
    return time.strftime("%Y-%m-%dT%H:%M", time.gmtime(calendar.timegm(stamp) + minutes * 60)) + ":00+08:00"


# --- What the demo holds -------------------------------------------------------------------------------------------

def demo_records():
    """The records of the demo by number, in the order of saving."""
    cached = work / "demo.json"
    if cached.exists():
        return json.loads(cached.read_text())
    run(None, "init", str(work / "demo"), "--organisation", "示範學院", "--person", "wang 王小明", "--demo")
    found = []
    for form in sorted(os.listdir(work / "demo/records")):
        # A form may have a field `record` of its own; the number comes first.
        for record in json.loads(run(work / "demo", "list", form, "--json", "--limit", "1000"),
                                 object_pairs_hook=lambda pairs: dict(reversed(pairs))):
            found.append(json.loads(run(work / "demo", "show", record["record"], "--version", "1", "--json")))
    found.sort(key=lambda record: record["sequence"])
    cached.write_text(json.dumps(found))
    return found


def named_in(record, numbers):
    """The records that the text of a record names."""
    text = json.dumps([record["fields"], record["tables"]], ensure_ascii=False)
    return {number for number in re.findall(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*", text) for number in shorter(number)
            if number in numbers and number != record["record"]}


def shorter(number):
    parts = number.split("-")
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]


def chosen(records):
    """The first record of each form, with what it names, and a second one of some."""
    numbers = {record["record"]: record for record in records}
    wanted, taken = {}, {}
    for record in records:
        form = record["form"].split("/")[0]
        most = {"procedure-text": 0, "settings": 0, "person": 99, "unit": 99, "incident-notice": 3, "entry-log": 4,
                "improvement-tracking": 9}
        if taken.get(form, 0) < most.get(form, 1):
            taken[form] = taken.get(form, 0) + 1
            todo = [record["record"]]
            while todo:
                number = todo.pop()
                if number not in wanted:
                    wanted[number] = numbers[number]
                    todo += named_in(numbers[number], numbers)
    return [record for record in records if record["record"] in wanted]


class Filler:
    """Saves records of the demo in another store, under the numbers they get there."""

    def __init__(self, store, people):
        self.store, self.people, self.numbers, self.now = store, people, {}, "2025-10-18T08:00:00+08:00"

    def resolved(self, text):
        def replaced(found):
            for number in shorter(found.group()):
                if number in self.numbers:
                    return self.numbers[number] + found.group()[len(number):]
            return found.group()
        return re.sub(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*", replaced, text)

    def step(self, at=None):
        self.now = max(later(self.now, 1), at or "")
        return self.now

    def files(self, record):
        """The attached files of a record come along."""
        text = json.dumps([record["fields"], record["tables"]])
        for digest in re.findall(r"sha256:([0-9a-f]{64})", text):
            target = self.store / "evidence" / digest[:2] / digest
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                shutil.copy2(work / "demo/evidence" / digest[:2] / digest, target)

    def save(self, record):
        form = record["form"].split("/")[0]
        self.files(record)
        fields = record["fields"]
        now, problem = self.step(record["saved_at"]), None
        filler = record["saved_by"].split(" ")[0]
        for person in [filler, filler, "lin.zh", "wang", "liu.cy"] if self.people else [None]:
            who = ["--as", person, "--secret-file", str(secret)] if person else []
            given = self.resolved(json.dumps({"fields": fields, "tables": record["tables"]}, ensure_ascii=False))
            try:
                saved = json.loads(run(self.store, "new", form, "--json", "--from", "-", *who, now=now, given=given))
                self.numbers[record["record"]] = saved["record"]
                return saved["record"], person
            except Refused as refusal:
                problem = problem or refusal
                if "back_dated_reason" in str(refusal):
                    fields = {**fields, "back_dated_reason": "補登"}
        raise problem


# --- Screens in a terminal, for drafts -------------------------------------------------------------------------------

class Terminal:
    def __init__(self, command, now=TODAY):
        self.name = ["tmux", "-L", f"fixture-{sys.argv[3]}", "-f", "/dev/null"]
        subprocess.run([*self.name, "kill-server"], capture_output=True)
        subprocess.run([*self.name, "new-session", "-d", "-x", "100", "-y", "30",
                        f"env HOME={home} LC_ALL=C.UTF-8 ISMSBOOK_NOW={now} {command}"], check=True)
        time.sleep(2)

    def keys(self, *keys):
        for key in keys:
            literal = ["-l", key[1:]] if key.startswith("'") else [key]
            subprocess.run([*self.name, "send-keys", *literal], check=True)
            time.sleep(0.6)
        return self

    def shown(self):
        return subprocess.run([*self.name, "capture-pane", "-p"], capture_output=True, text=True).stdout

    def end(self):
        time.sleep(3)
        print(self.shown())
        subprocess.run([*self.name, "kill-server"], capture_output=True)


# --- Damage and repair -----------------------------------------------------------------------------------------------

def segments(store):
    return sorted((store / "journal").rglob("????-??-??.rec"))


def repair(store, record):
    """Damages a record's first version in the journal, and has the program bring it back from its copy."""
    for segment in segments(store):
        data = bytearray(segment.read_bytes())
        place = data.find(f"\nRecord: {record}\n".encode())
        if place >= 0:
            data[data.find(b"\nSaved_at: ", place) + 15] ^= 1
            segment.chmod(0o600)
            segment.write_bytes(data)
            break
    for index in (home / ".cache/ismsbook").glob("*"):
        shutil.rmtree(index)
    run(store, "verify", fails=True)
    run(store, "verify", "--repair", fails=True)
    run(store, "verify")


def tear(store, length):
    """The beginning of a save that was never finished."""
    newest = segments(store)[-1]
    with newest.open("ab") as file:
        file.write(newest.read_bytes()[:length])


def states(store, name, *who):
    """What the program of then says of each record, so that later ones can be compared with it."""
    found = {}
    for form in sorted(os.listdir(store / "records")):
        numbers = {path.name.rsplit(".v", 1)[0] for path in (store / "records" / form).rglob("*.rec")}
        for number in sorted(numbers):
            shown = json.loads(run(store, "show", number, "--json", *who))
            history = json.loads(run(store, "history", number, "--json", *who))
            found[number] = {
                "form": shown["form"], "version": shown["version"], "status": shown["status"], "seal": shown["seal"],
                "sign_off": shown.get("sign_off"), "signatures": shown["tables"].get("sign_off", []),
                "versions": [[line["version"], line["action"], line["status"]] for line in history],
            }
    return found


def pack(store, name):
    for left in store.rglob("*.tmp"):
        left.unlink()
    # Without the names of whoever made it, and always in the same order.
    subprocess.run(f"tar -C {work} --sort=name --owner=0 --group=0 --numeric-owner -cf - {store.name} | gzip -9n "
                   f"> {here}/{name}.tar.gz", shell=True, check=True)


# --- The two stores --------------------------------------------------------------------------------------------------

def make_personal(records):
    store = work / "personal"
    shutil.rmtree(store, ignore_errors=True)
    run(None, "init", str(store), "--organisation", "示範學院", "--person", "wang 王小明",
        now="2025-10-18T08:00:00+08:00")
    filler, problems = Filler(store, None), []
    for record in records:
        if record["record"] in ("wang", "org", "SET"):
            continue
        try:
            filler.save(record)
        except Refused as problem:
            problems.append(str(problem))
    print("\n".join(problems))
    # A person on the way: entries with other offsets, and a clock that was behind for a day.
    one = next(r for r in records if r["form"].startswith("entry-log"))["fields"]
    given = json.dumps({"fields": {**one, "back_dated_reason": "補登"}})
    run(store, "new", "entry-log", "--from", "-", given=given, now="2026-11-20T02:00:00Z")
    run(store, "new", "entry-log", "--from", "-", given=given, now="2026-11-21T11:00:00+09:00")
    number = json.loads(run(store, "new", "entry-log", "--json", "--from", "-", given=given,
                            now="2026-11-20T09:00:00+08:00"))["record"]
    run(store, "amend", number, "--reason", "補充", "--set", "remarks=補充說明", now="2026-11-22T08:00:00+08:00")
    run(store, "void", number, "--reason", "重複登記", now="2026-11-22T08:01:00+08:00")
    repair(store, filler.numbers.get("AST-114-0001", number))
    terminal = Terminal(f"{program} --store {store}")
    terminal.keys("'05", "Enter", "Down", "Enter", "F5", "Tab", "Down", "'未存的姓名", "Down", "Down").end()
    tear(store, 300)
    (here / "personal.json").write_text(lines(states(store, "personal")))
    pack(store, "personal")


def lines(found):
    """JSON with a line a record."""
    return "{\n" + ",\n".join(json.dumps(key) + ": " + json.dumps(value, ensure_ascii=False)
                              for key, value in found.items()) + "\n}\n"


def make_shared(records):
    store = work / "shared"
    shutil.rmtree(store, ignore_errors=True)
    run(None, "init", str(store), "--organisation", "示範學院", "--person", "wang 王小明", "--shared", "--secret-file",
        str(secret), now="2025-10-18T08:00:00+08:00")
    shutil.copytree(here / "screens", store / "screens")
    filler, problems, turn = Filler(store, "all"), [], 0

    def act(action, number, person, *more):
        return json.loads(run(store, action, number, "--json", "--as", person, "--secret-file", str(secret), *more,
                              now=filler.step()))

    def stand(person):
        """Whoever signs for a person: every second time the deputy, where there is one."""
        nonlocal turn
        turn += 1
        return {"chen.ml": "lin.zh"}.get(person, person) if turn % 2 else person

    def sign(number, state, times, target=None):
        """Signatures in turn, whoever is asked for; the last state."""
        for _ in range(times):
            if not state["waits_for"] or state["status"] == target:
                break
            person = state["waits_for"][0].split(" ")[0]
            try:
                state = act("agree", number, stand(person))
            except Refused:
                state = act("agree", number, person)
        return state

    goals = ["end", "in_review", "half", "returned", "executing", "void", "withdrawn", "amended", "end", "saved"]
    turns = {}
    # Those who sign come first, but for who joined later.
    def is_later(record):
        return record["form"] not in ("unit/1", "person/1") or record["saved_at"] > "2025-11-20"
    for record in sorted(records, key=is_later):
        form = record["form"].split("/")[0]
        if record["record"] in ("wang", "org", "SET"):
            continue
        try:
            number, person = filler.save(record)
        except Refused as problem:
            problems.append(str(problem))
            print(problem, flush=True)
            continue
        if form == "person":
            run(store, "credential", "set", "--person", number, "--as", "wang", "--secret-file", str(secret),
                "--new-secret-file", "-", given="one time passphrase\n", now=filler.now)
            run(store, "credential", "change", "--as", number, "--secret-file", "-", "--new-secret-file", "-",
                given="one time passphrase\n" + secret.read_text(), now=filler.now)
            if number == "cheng.hw":
                for unit, head in [("org", "chen.ml"), ("SEC", "chen.ml"), ("IT", "chou.wd"), ("IT-OPS", "chou.wd"),
                                   ("ACAD", "chang.sf"), ("HR", "cheng.hw"), ("AUDIT", "chen.ml")]:
                    run(store, "amend", unit, "--reason", "補登主管", "--set", f"head={head}", "--as", "wang",
                        "--secret-file", str(secret), now=filler.step())
                run(store, "amend", "chen.ml", "--reason", "代理", "--set", "deputy=lin.zh", "--set", "deputy_from=t",
                    "--set", "deputy_to=2026-12-31", "--as", "wang", "--secret-file", str(secret), now=filler.step())
            continue
        if form == "unit":
            continue
        goal = goals[len(turns) % len(goals)] if form not in turns else "end"
        turns[form] = goal
        try:
            if goal == "saved":
                continue
            if goal == "void":
                act("void", number, "wang", "--reason", "重複")
                continue
            state = act("submit", number, person)
            if goal == "half":
                sign(number, state, 1)
            elif goal == "returned":
                act("return", number, state["waits_for"][0].split(" ")[0], "--reason", "請補充")
            elif goal == "withdrawn":
                act("withdraw", number, person)
            elif goal == "amended":
                sign(number, state, 1)
                act("amend", number, person, "--reason", "補充說明", "--set", "remarks=簽核中補充")
            elif goal == "executing":
                sign(number, state, 9, "executing")
            elif goal == "end":
                sign(number, state, 9)
        except Refused as problem:
            problems.append(f"{form} {goal}: {problem}")
            print(problems[-1], flush=True)
    left_out(store, filler, records, act, sign)
    own_form(store, filler, act, sign)
    # Somebody guesses a passphrase.
    run(store, "list", "asset", "--as", "wu.py", "--secret-file", "-", given="a wrong one\n", now=filler.step(), fails=True)
    drafts(store)
    repair(store, next(iter(filler.numbers[n] for n in filler.numbers if n.startswith("AST"))))
    tear(store, 120)
    filler.now = TODAY
    run(store, "new", "unit", "--as", "wang", "--secret-file", str(secret), "--set", "id=LIB", "--set", "name=圖書館",
        "--set", "active=yes", now=filler.step())
    print("\n".join(problems))
    (here / "shared.json").write_text(lines(states(store, "shared", "--as", "wang", "--secret-file", str(secret))))
    tear(store, 300)
    pack(store, "shared")


def left_out(store, filler, records, act, sign):
    """What the walk could not save: a release asks for a change that is approved, a review cites a later record."""
    run(store, "amend", "HR", "--reason", "補登上級", "--set", "parent=org", "--as", "wang", "--secret-file", str(secret),
        now=filler.step())
    act("amend", "CHG-115-0001", "cheng.hw", "--reason", "改由他人執行", "--set", "implementer=hsu.yt")
    sign("CHG-115-0001", act("submit", "CHG-115-0001", "cheng.hw"), 9, "executing")
    review = ""
    for record in sorted(records, key=lambda record: record["form"], reverse=True):
        if record["form"].split("/")[0] in ("release-record", "management-review", "decision-follow-up"):
            record["tables"].pop("in_previous", None)
            if record["form"].startswith("decision"):
                # Its minutes are void.
                record["fields"].update(decision_ref=review, decision_no="1")
            number, _ = filler.save(record)
            review = number if record["form"].startswith("management") else review


def own_form(store, filler, act, sign):
    """Records of the organisation's own form, with the chain and the right of its own."""
    made = []
    for key in ["AA-1", "BB-2", "CC-3"]:
        made.append(json.loads(run(
            store, "new", "key-loan", "--json", "--as", "huang.jm", "--secret-file", str(secret), "--set",
            f"key_no={key}", "--set", "borrower=huang.jm", "--set", "owner_level=high", now=filler.step()))["record"])
    for number, times in [(made[0], 5), (made[1], 1)]:
        sign(number, act("submit", number, "huang.jm"), times)
    act("void", made[2], "huang.jm", "--reason", "鑰匙沒有借出")


def drafts(store):
    for person, word in [("huang.jm", "黃的草稿"), ("lin.zh", "林的草稿")]:
        command = f"{program} --store {store} session --person {person}"
        terminal = Terminal(command)
        terminal.keys("'" + secret.read_text().strip(), "Enter") if "通行碼" in terminal.shown() else None
        terminal.keys("'05", "Enter", "Down", "Enter", "F5", "Tab", "Down", "'" + word, "Down", "Down").end()
    terminal = Terminal(f"{program} --store {store} kiosk")
    terminal.keys("'6", "'tsai.gh", "Enter", "'" + secret.read_text().strip(), "Enter")
    print(terminal.shown())
    terminal.keys("'1", "'不認識的訪客", "Enter", "'訪客公司").end()


def main():
    records = chosen(demo_records())
    print(len(records), "records of", len({record["form"] for record in records}), "forms")
    {"personal": make_personal, "shared": make_shared}[sys.argv[3]](records)


main()

import ArgumentParser
import Desk

/// Whether a change is saved that makes signatures count no longer. The screens ask before the typing begins.
struct SignAgainOption: ParsableArguments {
  @Flag(help: "Save also where signatures then no longer count. 簽核要重新開始也存。")
  var signAgain = false

  var acknowledged: Submission.Acknowledged { signAgain ? .all : .allButLostSignatures }
}

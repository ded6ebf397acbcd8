import Domain
import Desk

/// What a record view is asking about before it acts.
enum RecordAction {
  case amend
  /// The reason is asked for.
  case void
  case confirmVoid(reason: String)
  case saveVoid
  case link([RecordStart])
  case follow([String])
}

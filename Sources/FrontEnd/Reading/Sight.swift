import Terminal

/// How much room a screen's last drawing had: what keys need that move by pages.
final class Sight {
  var size = Size(columns: 80, rows: 21)
}

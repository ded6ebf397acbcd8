// The part of ncursesw that the Terminal module uses. The header of ncurses itself stays out of Swift's sight: its
// macros and its short function names would reach every importer.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

enum {
  CN_BOLD = 1,
  CN_REVERSE = 2,
  CN_UNDERLINE = 4,
  CN_DIM = 8,
};

enum {
  CN_OK = 0,
  CN_UNKNOWN_TERM = 1,   // not in the terminal database
  CN_UNSUITABLE_TERM = 2,  // cannot move the cursor or clear the screen
  CN_FAILED = 3,         // errno says why
};

/// Sets the character type of the locale from the environment, or to C.UTF-8 if asked or if the environment names a
/// UTF-8 locale that is not installed. Gives the name of the character set.
const char *cn_set_locale(bool force_utf8);

/// Takes over standard input and output: raw mode, alternate screen, bracketed paste. Gives one of the codes above.
/// In kiosk mode a crash ends the process without a debugger or backtrace that one could talk to.
int cn_open(const char *term, bool colors, bool kiosk);

/// Erases the screen and gives the terminal back as it was found.
void cn_close(void);

/// Stops the process as Ctrl+Z would, with the terminal given back meanwhile.
void cn_stop(void);

/// Takes the terminal again after the process was continued; the next update repaints everything.
void cn_resume(void);

/// The size that the terminal has now.
void cn_size(int *height, int *width);

/// Makes the screen model so large, and blank; the next update repaints everything.
void cn_resize(int height, int width);

/// Puts a glyph of a known width into the screen model. Gives false, and does nothing, if ncurses would count other
/// columns for it or could not hold it.
bool cn_put(int row, int column, int width, const uint32_t *scalars, int count, int attributes, int color);

/// Forgets what a row of the terminal shows, so that the next update writes it as a whole.
void cn_forget_row(int row);

/// Writes what has changed, places the cursor, and shows or hides it.
void cn_update(int cursor_row, int cursor_column, bool visible);

/// Writes a glyph straight to the terminal, over cells that the screen model holds as blanks.
void cn_overlay(int row, int column, const char *utf8, int attributes, int color);

/// Puts the cursor back after overlays, and sends them.
void cn_finish_overlays(int cursor_row, int cursor_column);

/// Installs handlers that write the number of the signal to the descriptor and do nothing else: TERM, INT, HUP, QUIT,
/// WINCH, CONT, TSTP. INT, HUP, QUIT and TSTP stay ignored if they were. In kiosk mode TSTP and QUIT are ignored.
/// May be called once more, to replace handlers that were installed meanwhile.
void cn_catch_signals(int descriptor, bool kiosk);

/// Gives the signals back as they were.
void cn_release_signals(void);

#endif

#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"
#include "restore.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#define PASTE_ON "\033[?2004h"

static SCREEN *screen;
static bool has_pairs;
static bool cursor_hidden;

// Bytes on their way to the terminal besides those of ncurses.
static char pending[4096];
static size_t pending_length;

static void flush_pending(void) {
  cn_write_all(pending, pending_length);
  pending_length = 0;
}

static int add_pending(int byte) {
  if (pending_length == sizeof pending) flush_pending();
  pending[pending_length++] = (char)byte;
  return byte;
}

static void send_text(const char *text) {
  for (; *text; text++) add_pending((unsigned char)*text);
}

static bool names_utf8(const char *locale) {
  return locale && (strcasestr(locale, "utf-8") || strcasestr(locale, "utf8"));
}

const char *cn_set_locale(bool force_utf8) {
  const char *found = setlocale(LC_CTYPE, "");
  if (!found) {
    const char *wanted = getenv("LC_ALL");
    if (!wanted || !*wanted) wanted = getenv("LC_CTYPE");
    if (!wanted || !*wanted) wanted = getenv("LANG");
    if (names_utf8(wanted)) force_utf8 = true;
  }
  if (force_utf8 && strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
  return nl_langinfo(CODESET);
}

static void start_pairs(bool colors) {
  has_pairs = false;
  // Without these, ncurses could not return to the terminal's own colours.
  if (!colors || !has_colors() || !(orig_pair || orig_colors)) return;
  if (start_color() == ERR) return;
  short background = use_default_colors() == OK ? -1 : COLOR_BLACK;
  static const short shades[] = {COLOR_RED, COLOR_GREEN, COLOR_YELLOW};
  for (short number = 0; number < 3; number++) init_pair((short)(number + 1), shades[number], background);
  has_pairs = true;
}

int cn_open(const char *term, bool colors, bool kiosk) {
  int status = 0;
  if (setupterm(term, STDOUT_FILENO, &status) == ERR) return status == 1 ? CN_UNSUITABLE_TERM : CN_UNKNOWN_TERM;
  bool suitable = cursor_address && clear_screen && !hard_copy && !generic_type;
  del_curterm(cur_term);
  if (!suitable) return CN_UNSUITABLE_TERM;

  cn_restore_prepare();
  screen = newterm(term, stdout, stdin);
  if (!screen) return CN_FAILED;
  raw();
  noecho();
  nonl();
  typeahead(-1);  // an update is never broken off because of typed input
  idcok(stdscr, FALSE);
  cursor_hidden = false;
  start_pairs(colors);
  cn_restore_arm(kiosk);
  send_text(PASTE_ON);
  flush_pending();
  return CN_OK;
}

void cn_close(void) {
  if (!screen) return;
  erase();
  clearok(curscr, TRUE);
  refresh();
  cn_write_all(PASTE_OFF, strlen(PASTE_OFF));
  endwin();
  cn_restore_disarm();
  delscreen(screen);
  screen = NULL;
}

void cn_stop(void) {
  cn_write_all(PASTE_OFF, strlen(PASTE_OFF));
  endwin();
  raise(SIGSTOP);
}

void cn_resume(void) {
  reset_prog_mode();
  clearok(curscr, TRUE);
  send_text(PASTE_ON);
  flush_pending();
}

void cn_size(int *height, int *width) {
  struct winsize size;
  *height = 24;
  *width = 80;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
    *height = size.ws_row;
    *width = size.ws_col;
  }
}

void cn_resize(int height, int width) {
  if (height != LINES || width != COLS) resizeterm(height, width);
  erase();
  clearok(curscr, TRUE);
}

static attr_t attributes_of(int attributes) {
  attr_t result = A_NORMAL;
  if (attributes & CN_BOLD) result |= A_BOLD;
  if (attributes & CN_REVERSE) result |= A_REVERSE;
  if (attributes & CN_UNDERLINE) result |= A_UNDERLINE;
  if (attributes & CN_DIM) result |= A_DIM;
  return result;
}

bool cn_put(int row, int column, int width, const uint32_t *scalars, int count, int attributes, int color) {
  wchar_t text[CCHARW_MAX + 1];
  if (count < 1 || count > CCHARW_MAX) return false;
  for (int index = 0; index < count; index++) {
    text[index] = (wchar_t)scalars[index];
    if (wcwidth(text[index]) != (index == 0 ? width : 0)) return false;
  }
  text[count] = 0;
  cchar_t cell;
  if (setcchar(&cell, text, attributes_of(attributes), has_pairs ? (short)color : 0, NULL) == ERR) return false;
  mvadd_wchnstr(row, column, &cell, 1);
  return true;
}

void cn_forget_row(int row) {
  wredrawln(stdscr, row, 1);
}

void cn_update(int cursor_row, int cursor_column, bool visible) {
  if (visible == cursor_hidden) curs_set(visible ? 1 : 0);
  cursor_hidden = !visible;
  move(cursor_row, cursor_column);
  wnoutrefresh(stdscr);
  doupdate();
}

static void move_to(int row, int column) {
  tputs(tparm(cursor_address, (long)row, (long)column, 0L, 0L, 0L, 0L, 0L, 0L, 0L), 1, add_pending);
}

static void send_capability(const char *text) {
  if (text) tputs(text, 1, add_pending);
}

void cn_overlay(int row, int column, const char *utf8, int attributes, int color) {
  // A glyph drawn too wide at the right edge must not wrap into the next row.
  if (pending_length == 0 && auto_right_margin && enter_am_mode) send_capability(exit_am_mode);
  move_to(row, column);
  vid_puts(attributes_of(attributes), has_pairs ? (short)color : 0, NULL, add_pending);
  send_text(utf8);
  vid_puts(A_NORMAL, 0, NULL, add_pending);
}

void cn_finish_overlays(int cursor_row, int cursor_column) {
  if (auto_right_margin) send_capability(enter_am_mode);
  move_to(cursor_row, cursor_column);
  flush_pending();
}

#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#include "restore.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
#define CRASHES (sizeof crashes / sizeof crashes[0])

static struct sigaction earlier[CRASHES];
static struct termios saved_modes;
static bool has_saved_modes;
static volatile sig_atomic_t is_armed;
static bool ends_plainly;

// Composed when the terminal is opened, so that a crash has only to write it.
static char farewell[256];
static size_t farewell_length;

void cn_write_all(const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(STDOUT_FILENO, bytes, count);
    if (written < 0 && errno == EAGAIN) {
      struct pollfd wait = {STDOUT_FILENO, POLLOUT, 0};
      if (poll(&wait, 1, 1000) <= 0) return;
    } else if (written < 0 && errno != EINTR) {
      return;
    } else if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    }
  }
}

static int add_farewell(int byte) {
  if (farewell_length < sizeof farewell) farewell[farewell_length++] = (char)byte;
  return byte;
}

static void add_capability(const char *text) {
  if (text) tputs(text, 1, add_farewell);
}

static void restore(void) {
  if (!is_armed) return;
  is_armed = 0;
  cn_write_all(farewell, farewell_length);
  if (has_saved_modes) tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
}

static void crashed(int number, siginfo_t *info, void *context) {
  (void)context;
  restore();
  // With the earlier action back in place, a fault is met again and takes its usual course; other signals are sent
  // again.
  for (size_t index = 0; index < CRASHES; index++) {
    if (crashes[index] != number) continue;
    if (ends_plainly) {
      signal(number, SIG_DFL);
    } else {
      sigaction(number, &earlier[index], NULL);
    }
  }
  if (info->si_code <= 0 || number == SIGTRAP) raise(number);
}

void cn_restore_prepare(void) {
  has_saved_modes = tcgetattr(STDIN_FILENO, &saved_modes) == 0;
}

void cn_restore_arm(bool plainly) {
  ends_plainly = plainly;
  farewell_length = 0;
  for (const char *text = "\033[?1006l\033[?1000l" PASTE_OFF; *text; text++) add_farewell(*text);
  add_capability(exit_attribute_mode);
  add_capability(orig_pair);
  add_capability(clear_screen);
  add_capability(cursor_normal);
  add_capability(exit_ca_mode);

  static bool is_registered;
  if (!is_registered) atexit(restore);
  is_registered = true;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = crashed;
  action.sa_flags = SA_ONSTACK | SA_SIGINFO;
  for (size_t index = 0; index < CRASHES; index++) sigaction(crashes[index], &action, &earlier[index]);
  is_armed = 1;
}

void cn_restore_disarm(void) {
  if (is_armed) {
    for (size_t index = 0; index < CRASHES; index++) sigaction(crashes[index], &earlier[index], NULL);
  }
  is_armed = 0;
}

#define _GNU_SOURCE 1
#include "CNcurses.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const int caught[] = {SIGTERM, SIGINT, SIGHUP, SIGWINCH, SIGCONT, SIGTSTP, SIGQUIT, SIGPIPE};
#define CAUGHT (sizeof caught / sizeof caught[0])

static struct sigaction earlier[CAUGHT];
static volatile sig_atomic_t target = -1;

static void handle(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  if (target >= 0 && write(target, &byte, 1) < 0) { /* full: the main loop is awake already */ }
  errno = saved;
}

static void install(size_t index, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(caught[index], &action, NULL);
}

void cn_catch_signals(int descriptor, bool kiosk) {
  bool is_first = target < 0;
  target = descriptor;
  for (size_t index = 0; index < CAUGHT; index++) {
    int number = caught[index];
    if (is_first) sigaction(number, NULL, &earlier[index]);
    bool was_ignored = earlier[index].sa_handler == SIG_IGN;
    bool leaves = number == SIGTSTP || number == SIGQUIT;
    if (number == SIGPIPE || (leaves && kiosk)) {
      install(index, SIG_IGN);
    } else if (!was_ignored || number == SIGTERM || number == SIGWINCH || number == SIGCONT) {
      install(index, handle);
    }
  }
}

void cn_release_signals(void) {
  if (target < 0) return;
  for (size_t index = 0; index < CAUGHT; index++) sigaction(caught[index], &earlier[index], NULL);
  target = -1;
}

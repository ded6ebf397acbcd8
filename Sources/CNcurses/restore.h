// What gives the terminal back when the program ends without closing it: by exit() or by a crash.
#ifndef RESTORE_H
#define RESTORE_H

#include <stdbool.h>
#include <stddef.h>

#define PASTE_OFF "\033[?2004l"

/// Writes everything, however often it takes.
void cn_write_all(const char *bytes, size_t count);

/// Remembers the modes of the terminal as they are before it is taken over.
void cn_restore_prepare(void);

/// From now on, exit and crashes give the terminal back. A crash then ends the process plainly, or takes the course it
/// would have taken, such as a backtrace.
void cn_restore_arm(bool plainly);

/// The terminal has been given back.
void cn_restore_disarm(void);

#endif

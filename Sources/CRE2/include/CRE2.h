// The part of RE2 that patterns of definitions need. RE2's own header is C++ and stays out of Swift's sight.
#ifndef CRE2_H
#define CRE2_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cre2_pattern cre2_pattern;

/// Reads a pattern in UTF-8; NULL if it cannot be taken or no memory is left.
cre2_pattern *cre2_new(const char *pattern, size_t length);

void cre2_delete(cre2_pattern *pattern);

/// Whether a part of the text matches, in time proportional to the text. May be called from several threads.
bool cre2_matches(const cre2_pattern *pattern, const char *text, size_t length);

#ifdef __cplusplus
}
#endif

#endif

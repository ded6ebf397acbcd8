#include "CRE2.h"

#include <re2/re2.h>

#include <new>

struct cre2_pattern {
  RE2 expression;
  cre2_pattern(const re2::StringPiece &text, const RE2::Options &options) : expression(text, options) {}
};

cre2_pattern *cre2_new(const char *pattern, size_t length) {
  RE2::Options options;
  options.set_log_errors(false);
  // What a larger pattern would need is more than a rule of a form may cost.
  options.set_max_mem(4 << 20);
  cre2_pattern *made = new (std::nothrow) cre2_pattern(re2::StringPiece(pattern, length), options);
  if (made == nullptr || made->expression.ok()) return made;
  delete made;
  return nullptr;
}

void cre2_delete(cre2_pattern *pattern) { delete pattern; }

bool cre2_matches(const cre2_pattern *pattern, const char *text, size_t length) {
  return pattern->expression.Match(re2::StringPiece(text, length), 0, length, RE2::UNANCHORED, nullptr, 0);
}

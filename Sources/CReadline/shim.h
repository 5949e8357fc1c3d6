#ifndef CREADLINE_SHIM_H
#define CREADLINE_SHIM_H
#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>

// Readline's settings and its line are C globals, which Swift 6 mode refuses to touch: these are their doors.

static inline void creadline_set_application_name(const char *name) { rl_readline_name = name; }

/// The caller handles SIGINT, SIGWINCH and the like itself.
static inline void creadline_leave_signals_alone(void) {
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
}

static inline const char *creadline_line(void) { return rl_line_buffer; }
static inline int creadline_cursor(void) { return rl_point; }
static inline int creadline_length(void) { return rl_end; }
static inline void creadline_set_cursor(int position) { rl_point = position; }

/// Writes below the line being edited, which is drawn anew afterwards.
static inline void creadline_print_below(const char *text) {
  rl_crlf();
  fputs(text, rl_outstream);
  fflush(rl_outstream);
  rl_on_new_line();
}
#endif

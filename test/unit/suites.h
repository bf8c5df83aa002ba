/* One suite a module; main.c lists them. */
#ifndef TEST_UNIT_SUITES_H
#define TEST_UNIT_SUITES_H

#include <check.h>

Suite *bytes_suite(void);
Suite *link_suite(void);
Suite *pcapng_suite(void);
Suite *capture_suite(void);
Suite *capture_errors_suite(void);
Suite *spool_suite(void);
Suite *pipe_suite(void);
Suite *unpack_suite(void);
Suite *fragment_suite(void);
Suite *dissect_suite(void);
Suite *tcp_options_suite(void);
Suite *endpoint_suite(void);
Suite *decode_suite(void);
Suite *tunnel_suite(void);
Suite *scale_suite(void);
Suite *zoom_suite(void);
Suite *script_suite(void);
Suite *script_file_suite(void);
Suite *canvas_suite(void);
Suite *ladder_suite(void);
Suite *ladder_rows_suite(void);
Suite *render_suite(void);
Suite *json_suite(void);
Suite *lang_suite(void);
Suite *theme_suite(void);
Suite *list_suite(void);
Suite *load_suite(void);
Suite *options_suite(void);
Suite *privileges_suite(void);
Suite *sandbox_suite(void);
Suite *seq_suite(void);
Suite *tui_suite(void);
Suite *tui_help_suite(void);
Suite *tui_prompt_suite(void);
Suite *tui_live_suite(void);
Suite *tui_segment_suite(void);
Suite *tui_scale_suite(void);
Suite *tui_screen_suite(void);
Suite *tui_signals_suite(void);
Suite *tui_views_suite(void);
Suite *tui_explain_suite(void);
Suite *query_suite(void);
Suite *tui_flows_suite(void);
Suite *tui_search_suite(void);
Suite *ranges_suite(void);
Suite *states_suite(void);
Suite *labels_suite(void);
Suite *resends_suite(void);
Suite *tracker_suite(void);
Suite *invariants_suite(void);

#endif

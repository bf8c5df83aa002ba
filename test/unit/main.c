/* Runs every suite. CK_FORK=no keeps them in one process, for debuggers and sanitizers. */
#include <stdlib.h>

#include "unit/suites.h"

/* One a line, so that what two people add merges. */
/* clang-format off */
static Suite *(*const suites[])(void) = {
	bytes_suite,
	forget_suite,
	tui_forget_suite,
	link_suite,
	pcapng_suite,
	capture_suite,
	capture_errors_suite,
	spool_suite,
	writer_suite,
	privileges_suite,
	sandbox_suite,
	pipe_suite,
	unpack_suite,
	fragment_suite,
	first_fragment_suite,
	dissect_suite,
	fields_suite,
	tui_stream_search_suite,
	newfile_suite,
	save_suite,
	transcript_suite,
	tcp_options_suite,
	endpoint_suite,
	decode_suite,
	tunnel_suite,
	ipcomp_suite,
	follow_suite,
	health_suite,
	load_suite,
	options_suite,
	comment_suite,
	grade_suite,
	script_suite,
	script_file_suite,
	canvas_suite,
	ladder_suite,
	ladder_rows_suite,
	scale_suite,
	zoom_suite,
	graph_suite,
	render_suite,
	json_suite,
	json_text_suite,
	lang_suite,
	theme_suite,
	list_suite,
	seq_suite,
	tui_suite,
	tui_help_suite,
	tui_prompt_suite,
	tui_live_suite,
	tui_memory_suite,
	tui_order_suite,
	tui_glance_suite,
	tui_segment_suite,
	tui_mouse_suite,
	tui_said_suite,
	tui_stream_suite,
	tui_compare_suite,
	tui_scale_suite,
	tui_saving_suite,
	tui_graph_suite,
	tui_play_suite,
	tui_step_suite,
	tui_predict_suite,
	quiz_suite,
	quiz_plan_suite,
	tui_screen_suite,
	tui_signals_suite,
	tui_views_suite,
	tui_keymap_suite,
	tui_keys_suite,
	tui_explain_suite,
	query_suite,
	tui_flows_suite,
	tui_foot_suite,
	tui_search_suite,
	ranges_suite,
	states_suite,
	labels_suite,
	recovery_suite,
	resets_suite,
	resends_suite,
	round_trip_suite,
	edges_sent_suite,
	edges_heard_suite,
	notes_suite,
	tracker_suite,
	invariants_suite,
};
/* clang-format on */

/* A busy machine is slow, and that is no failure: the limit is for tests that hang. */
static const char seconds_for_a_test[] = "300";

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int failed;

	setenv("CK_DEFAULT_TIMEOUT", seconds_for_a_test, 0);

	for (size_t i = 0; i < sizeof(suites) / sizeof(*suites); i++)
		srunner_add_suite(runner, suites[i]());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

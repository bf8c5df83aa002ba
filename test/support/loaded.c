#include "support/loaded.h"

#include <check.h>

struct load *loaded_none(const char *const *path)
{
	struct capture_spec spec = {.files = path, .file_count = 1};
	struct error error = {""};
	struct load *load = load_open(&spec, lang_default(), &error);

	ck_assert_msg(load != NULL, "%s", error.text);
	return load;
}

void loaded_rest(struct load *load)
{
	while (load_pump(load, 1000000000))
		continue;
}

struct load *loaded(const char *const *path)
{
	struct load *load = loaded_none(path);

	loaded_rest(load);
	return load;
}

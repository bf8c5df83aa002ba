/*
 * Compressed files, made by the library that reads them: no program has to be there.
 */
#ifndef TEST_SUPPORT_PACKER_H
#define TEST_SUPPORT_PACKER_H

#include <stdbool.h>
#include <stddef.h>

/* The compressions, one by one: "gzip", ...; NULL beyond the last. */
const char *packer_kind(size_t index);

/* Writes the bytes, compressed so, into a file. false where the library lacks that compression. */
bool packer_store(const char *kind, const void *data, size_t size, const char *path);

#endif

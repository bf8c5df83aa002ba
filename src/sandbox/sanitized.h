/*
 * Whether this program was built with a sanitizer, whose library does more than the program: it
 * stops it to look for leaks, and starts a process for that.
 */
#ifndef SANDBOX_SANITIZED_H
#define SANDBOX_SANITIZED_H

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

#endif

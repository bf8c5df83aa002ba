/* Gives up capabilities by the kernel's own calls: a library for it would be one more to trust. */
#include "sandbox/capabilities.h"

#ifdef __linux__

#include <linux/capability.h>
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool call(long number, struct __user_cap_data_struct sets[2])
{
	struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};

	return syscall(number, &header, sets) == 0;
}

bool capabilities_held(void)
{
	struct __user_cap_data_struct sets[2] = {0};

	return call(SYS_capget, sets) &&
	       (sets[0].effective | sets[1].effective | sets[0].permitted | sets[1].permitted) != 0;
}

void capabilities_bound(void)
{
	for (unsigned long which = 0; prctl(PR_CAPBSET_READ, which, 0, 0, 0) >= 0; which++)
		prctl(PR_CAPBSET_DROP, which, 0, 0, 0);
	prctl(PR_SET_SECUREBITS, SECURE_ALL_BITS | SECURE_ALL_LOCKS, 0, 0, 0);
}

bool capabilities_drop(void)
{
	struct __user_cap_data_struct none[2] = {0};
	bool privileged = capabilities_held();

	prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	if (!call(SYS_capset, none) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return false;
	/* Who we are now must not get at the packets through a debugger. */
	if (privileged)
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	return !capabilities_held();
}

#else

bool capabilities_held(void)
{
	return false;
}

void capabilities_bound(void)
{
}

bool capabilities_drop(void)
{
	return true;
}

#endif

# Bounds this process, then becomes the environment's interpreter as it usually starts: .pth files, sitecustomize and
# usercustomize run within the bounds. Started without site (-S), so that nothing of theirs comes before. For Python 2.7 to 3.14.
import os
import sys

SECONDS, MEMORY, PROGRAM = float(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]


def bound():
    try:
        os.setsid()
    except OSError:
        pass
    try:
        import signal

        # Should nobody be there any more to end this process, the system does: the alarm outlives exec.
        signal.alarm(int(SECONDS) + 15)
    except (ImportError, AttributeError):
        pass
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if MEMORY > 0:
            hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
            most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
            resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    except (ImportError, AttributeError, ValueError, OSError):
        pass


bound()
os.execv(PROGRAM[0], PROGRAM)

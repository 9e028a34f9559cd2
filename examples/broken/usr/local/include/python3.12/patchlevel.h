/* The line of the real header that tells the version. */
#define PY_VERSION "3.12.1"

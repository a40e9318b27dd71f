/* Makes the n-th write to a file whose path ends in a given way fail, or be the last thing the process does.
 *
 * LD_PRELOAD it with FAULT_AT=n, FAULT_KIND=kill|eio|enospc|short and FAULT_PATH, a part of the path. A write is any
 * of pwrite, write, fsync, fdatasync and ftruncate. All from the n-th on fail; a kill comes before the n-th.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long calls;

static int meant(int fd) {
    char link[64], path[4096];
    const char *part = getenv("FAULT_PATH");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0 || !part) return 0;
    path[size] = 0;
    return strstr(path, part) != NULL;
}

/* 0: go on; 1: fail with errno set; 2: write the half of it. */
static int fault(int fd) {
    const char *at = getenv("FAULT_AT"), *kind = getenv("FAULT_KIND");
    if (!at || !kind || !meant(fd) || __sync_add_and_fetch(&calls, 1) < atol(at)) return 0;
    if (!strcmp(kind, "kill")) raise(SIGKILL);
    if (!strcmp(kind, "short") && calls == atol(at)) return 2;
    errno = !strcmp(kind, "enospc") ? ENOSPC : EIO;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    int f = fault(fd);
    return f == 1 ? -1 : REAL(pwrite64)(fd, data, f == 2 ? size / 2 : size, at);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    int f = fault(fd);
    return f == 1 ? -1 : REAL(pwrite)(fd, data, f == 2 ? size / 2 : size, at);
}
ssize_t write(int fd, const void *data, size_t size) {
    int f = fault(fd);
    return f == 1 ? -1 : REAL(write)(fd, data, f == 2 ? size / 2 : size);
}
int fsync(int fd) { return fault(fd) == 1 ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return fault(fd) == 1 ? -1 : REAL(fdatasync)(fd); }
int ftruncate64(int fd, off64_t size) { return fault(fd) == 1 ? -1 : REAL(ftruncate64)(fd, size); }
int ftruncate(int fd, off_t size) { return fault(fd) == 1 ? -1 : REAL(ftruncate)(fd, size); }

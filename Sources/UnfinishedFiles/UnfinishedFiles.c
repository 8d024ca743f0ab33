#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "UnfinishedFiles.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { most_files = 256 };

// Everything that the handler reads is one atomic word; it calls nothing that is not safe in a handler.
static _Atomic(char *) paths[most_files];
static atomic_int holds;
static atomic_int waiting_signal;
static atomic_int unfinished_line = -1;

int unfinished_file_note(const char *path) {
  char *copy = strdup(path);
  if (copy == NULL) return -1;
  for (int number = 0; number < most_files; number++) {
    char *none = NULL;
    if (atomic_compare_exchange_strong(&paths[number], &none, copy)) return number;
  }
  free(copy);
  return -1;
}

void unfinished_file_done(int number) {
  if (number < 0 || number >= most_files) return;
  // Not given back: a handler on another thread may be reading it. A run notes a few dozen short paths.
  atomic_store(&paths[number], NULL);
}

void unfinished_line_note(int descriptor) { atomic_store(&unfinished_line, descriptor); }

static void end_process(int signal_number) {
  for (int number = 0; number < most_files; number++) {
    char *path = atomic_load(&paths[number]);
    if (path != NULL) unlink(path);
  }
  int terminal = atomic_load(&unfinished_line);
  if (terminal >= 0) {
    static const char erasure[] = "\r\033[K";
    // Nothing can be done where it fails.
    if (write(terminal, erasure, sizeof erasure - 1) < 0) { }
  }
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

static void handle(int signal_number) {
  if (atomic_load(&holds) > 0) {
    atomic_store(&waiting_signal, signal_number);
  } else {
    end_process(signal_number);
  }
}

void unfinished_files_watch_signals(void) {
  static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t index = 0; index < sizeof ending / sizeof ending[0]; index++) {
    struct sigaction old;
    if (sigaction(ending[index], NULL, &old) != 0 || old.sa_handler == SIG_IGN) continue;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handle;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(ending[index], &action, NULL);
    // Whoever started the program may have handed it a blocked signal.
    sigset_t own;
    sigemptyset(&own);
    sigaddset(&own, ending[index]);
    sigprocmask(SIG_UNBLOCK, &own, NULL);
  }
}

void unfinished_files_hold(void) { atomic_fetch_add(&holds, 1); }

void unfinished_files_release(void) {
  if (atomic_fetch_sub(&holds, 1) != 1) return;
  int signal_number = atomic_load(&waiting_signal);
  if (signal_number != 0) end_process(signal_number);
}

void unfinished_file_reserve(int descriptor, long long bytes) {
#if defined(FALLOC_FL_KEEP_SIZE)
  // Nothing is lost where it cannot be had: writing asks for the place again.
  (void)fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, bytes);
#else
  (void)descriptor;
  (void)bytes;
#endif
}

int unfinished_file_bypass_cache(int descriptor, int bypasses) {
#if defined(O_DIRECT)
  int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0) return 0;
  return fcntl(descriptor, F_SETFL, bypasses ? flags | O_DIRECT : flags & ~O_DIRECT) == 0;
#else
  (void)descriptor;
  return !bypasses;
#endif
}

void unfinished_file_trim(int descriptor) {
  struct stat file;
  if (fstat(descriptor, &file) == 0 && ftruncate(descriptor, file.st_size) != 0) return;
}

int finished_file_name(const char *temporary, const char *path) {
#if defined(RENAME_EXCHANGE)
  struct stat old;
  if (lstat(path, &old) == 0 && S_ISREG(old.st_mode)
      && renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_EXCHANGE) == 0) {
    unlink(temporary);
    return 0;
  }
#endif
  return rename(temporary, path);
}

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "UnfinishedFiles.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
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

enum { most_mapped = 256 };

// A file in memory: the message is set last and taken away first, so that a handler that sees it sees the range as well.
static struct {
  atomic_flag taken;
  atomic_uintptr_t start, end;
  _Atomic(char *) message;
} mapped[most_mapped];
static atomic_int unreadable_status = -1;
static _Atomic(char *) waiting_message;

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

static void clear_away(void) {
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
}

static void end_process(int signal_number) {
  clear_away();
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

static void end_unreadable(const char *message) {
  // All threads that read the file come here; one of them speaks.
  static atomic_flag ending = ATOMIC_FLAG_INIT;
  while (atomic_flag_test_and_set(&ending)) pause();
  clear_away();
  if (write(2, message, strlen(message)) < 0) { }
  _exit(atomic_load(&unreadable_status));
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

int mapped_file_note(const void *start, size_t bytes, const char *message) {
  char *copy = strdup(message);
  if (copy == NULL) return -1;
  for (int number = 0; number < most_mapped; number++) {
    if (atomic_flag_test_and_set(&mapped[number].taken)) continue;
    atomic_store(&mapped[number].start, (uintptr_t)start);
    atomic_store(&mapped[number].end, (uintptr_t)start + bytes);
    atomic_store(&mapped[number].message, copy);
    return number;
  }
  free(copy);
  return -1;
}

void mapped_file_done(int number) {
  if (number < 0 || number >= most_mapped) return;
  // Not given back, as the paths.
  atomic_store(&mapped[number].message, NULL);
  atomic_flag_clear(&mapped[number].taken);
}

int mapped_files_are_watched(void) { return atomic_load(&unreadable_status) >= 0; }

static void handle_fault(int signal_number, siginfo_t *fault, void *context) {
  (void)context;
  uintptr_t place = (uintptr_t)fault->si_addr;
  for (int number = 0; number < most_mapped && fault->si_code > 0; number++) {
    char *message = atomic_load(&mapped[number].message);
    if (message == NULL || place < atomic_load(&mapped[number].start)) continue;
    if (place >= atomic_load(&mapped[number].end)) continue;
    if (atomic_load(&holds) == 0) end_unreadable(message);
    // Another thread is giving files their names, and ends the process after that.
    atomic_store(&waiting_message, message);
    while (atomic_load(&holds) > 0) pause();
    end_unreadable(message);
  }
  // A fault of the program itself, which comes again as soon as this returns, or a signal that somebody sent.
  signal(signal_number, SIG_DFL);
  if (fault->si_code <= 0) raise(signal_number);
}

void mapped_files_watch_faults(int status) {
  atomic_store(&unreadable_status, status);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = handle_fault;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGBUS, &action, NULL);
}

void unfinished_files_hold(void) { atomic_fetch_add(&holds, 1); }

void unfinished_files_release(void) {
  if (atomic_fetch_sub(&holds, 1) != 1) return;
  char *message = atomic_load(&waiting_message);
  if (message != NULL) end_unreadable(message);
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

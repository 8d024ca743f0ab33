#ifndef UNFINISHED_FILES_H
#define UNFINISHED_FILES_H

#include <stddef.h>

/// Notes a file that must not remain when the process is ended by SIGINT, SIGTERM or SIGHUP.
///
/// Returns a number for `unfinished_file_done`; -1 when too many files are noted, and then the file would remain.
int unfinished_file_note(const char *path);

/// Forgets a file that has its name, or is gone.
void unfinished_file_done(int number);

/// Notes a line on a terminal that is written over until it is finished; `descriptor` is -1 once it is gone.
///
/// A signal takes the line away.
void unfinished_line_note(int descriptor);

/// Makes the three signals remove noted files before they end the process; a signal that was ignored stays ignored.
void unfinished_files_watch_signals(void);

/// Keeps such a signal waiting until `unfinished_files_release`, while several files get their names.
void unfinished_files_hold(void);

/// Ends the process if a signal came since `unfinished_files_hold`.
void unfinished_files_release(void);

/// Makes the process end with a status where a noted file can no longer be read in memory: another program has cut it short,
/// or its disk has failed, of which the system tells by a signal alone. Noted unfinished files go, and standard error gets
/// the file's message.
void mapped_files_watch_faults(int status);

/// Whether the process ends like that.
int mapped_files_are_watched(void);

/// Notes a file that was mapped into memory, with what to say when it can no longer be read.
///
/// Returns a number for `mapped_file_done`; -1 when too many files are noted, and then the process would end by a signal.
int mapped_file_note(const void *start, size_t bytes, const char *message);

/// Forgets a file, before it leaves the memory.
void mapped_file_done(int number);

/// Asks for the place on the disk that a file of about so many bytes takes, where the system can; its size stays as it is.
///
/// The system then need not look for the place of every page that is written.
void unfinished_file_reserve(int descriptor, long long bytes);

/// Lets writes go to the disk past the system's cache of files, or through it again.
///
/// Writes past it must begin and end at multiples of the disk's blocks, in the file and in memory. Returns 0 where the system
/// or the file's own one has no such way.
int unfinished_file_bypass_cache(int descriptor, int bypasses);

/// Gives back the reserved place behind the end of a file.
void unfinished_file_trim(int descriptor);

/// Gives a finished file its name, in place of a regular file that has it.
///
/// Where the system can, the two change names and the old one is removed: a renaming over a file would first wait for the
/// new one's place on the disk. Returns 0, or -1 with `errno`.
int finished_file_name(const char *temporary, const char *path);

#endif

#ifndef CFAULTVFS_H
#define CFAULTVFS_H

/// Registers the SQLite VFS "powerloss" over the default one, once per process; returns a SQLite result code.
///
/// What is written to a database, its write-ahead log or its journal stays in the memory of this process until
/// the file is synced, so that the end of the process loses it as the end of power would. All connections of
/// the process see what is held; only one process may use a file through it at a time.
int cfaultvfs_register(void);

/// Loses what is unsynced in every open file whose path begins with `prefix`.
///
/// From then on the open handles refuse everything but closing, as if their process were gone. Close them
/// before opening the files again.
void cfaultvfs_lose_power(const char *prefix);

#endif

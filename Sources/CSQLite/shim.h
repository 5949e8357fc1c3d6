#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H
#include <sqlite3.h>
#include <stdlib.h>

/// `SQLITE_TRANSIENT` is a cast macro, which Swift cannot import.
static inline sqlite3_destructor_type csqlite_transient(void) { return SQLITE_TRANSIENT; }

/// The extended codes are macros with arithmetic, which Swift cannot import.
static const int csqlite_constraint_check = SQLITE_CONSTRAINT_CHECK;
static const int csqlite_constraint_foreign_key = SQLITE_CONSTRAINT_FOREIGNKEY;
static const int csqlite_constraint_not_null = SQLITE_CONSTRAINT_NOTNULL;
static const int csqlite_constraint_primary_key = SQLITE_CONSTRAINT_PRIMARYKEY;
static const int csqlite_constraint_row_id = SQLITE_CONSTRAINT_ROWID;
static const int csqlite_constraint_trigger = SQLITE_CONSTRAINT_TRIGGER;
static const int csqlite_constraint_unique = SQLITE_CONSTRAINT_UNIQUE;
static const int csqlite_ioerr_write = SQLITE_IOERR_WRITE;

/// `sqlite3_db_config` is variadic, which Swift cannot call.
static inline int csqlite_db_config(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}

/// Leaves out the count of allocated bytes, which costs a mutex an allocation; before anything else uses SQLite.
///
/// `sqlite3_config` is variadic, which Swift cannot call.
static inline int csqlite_leave_out_memory_count(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// Reads the start of a database file without locking, recovering or changing anything; `*size` is the
/// size of the file. It goes through the VFS because `close` on a descriptor of our own would drop the POSIX
/// locks that this process holds on the same file.
static inline int csqlite_read_header(
    const char *vfs_name, const char *path, unsigned char *header, int count, sqlite3_int64 *size) {
  sqlite3_vfs *vfs = sqlite3_vfs_find(vfs_name);
  if (vfs == 0) return SQLITE_ERROR;
  sqlite3_filename name = sqlite3_create_filename(path, "", "", 0, 0);
  sqlite3_file *file = (sqlite3_file *)calloc(1, (size_t)vfs->szOsFile);
  int code = SQLITE_NOMEM;
  if (name != 0 && file != 0) {
    code = vfs->xOpen(vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, 0);
    if (code == SQLITE_OK) code = file->pMethods->xFileSize(file, size);
    if (code == SQLITE_OK && *size > 0) code = file->pMethods->xRead(file, header, count, 0);
    if (code == SQLITE_IOERR_SHORT_READ) code = SQLITE_OK;
    if (file->pMethods != 0) file->pMethods->xClose(file);
  }
  free(file);
  sqlite3_free_filename((char *)name);
  return code;
}
#endif

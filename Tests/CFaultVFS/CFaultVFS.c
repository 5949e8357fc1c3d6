#include "CFaultVFS.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/// The content of one path as its writers see it, shared by all its handles.
typedef struct Held {
  struct Held *next;
  char *path;
  int handles;
  enum { LIVE, DEAD, DELETED } state;
  unsigned char *bytes;
  sqlite3_int64 size, capacity;
  /// Where the disk may differ; nowhere when the start is not below the end.
  sqlite3_int64 unsynced_start, unsynced_end;
  int is_cut;
} Held;

typedef struct File {
  sqlite3_file base;
  Held *held;
  /// The default VFS's own file begins here.
  sqlite3_file real[];
} File;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Held *all_held;
static sqlite3_vfs *real_vfs;

/// Calls the same method of the real file.
#define REAL(base, method, ...) ((File *)base)->real->pMethods->method(((File *)base)->real, ##__VA_ARGS__)

/// Calls `transfer` for pieces that the default VFS moves in one call, which is less than 128 KiB.
static int in_pieces(
    sqlite3_file *real, int (*transfer)(sqlite3_file *, void *, int, sqlite3_int64), unsigned char *bytes,
    sqlite3_int64 start, sqlite3_int64 end) {
  int code = SQLITE_OK;
  for (sqlite3_int64 next; code == SQLITE_OK && start < end; start = next) {
    next = end - start > 65536 ? start + 65536 : end;
    code = transfer(real, bytes + start, (int)(next - start), start);
  }
  return code;
}

static int write_piece(sqlite3_file *real, void *bytes, int count, sqlite3_int64 offset) {
  return real->pMethods->xWrite(real, bytes, count, offset);
}

static int is_synced(const Held *held) { return held->unsynced_start >= held->unsynced_end && !held->is_cut; }

static void mark_synced(Held *held) {
  held->unsynced_start = INT64_MAX;
  held->unsynced_end = 0;
  held->is_cut = 0;
}

/// Makes room for `capacity` bytes; those beyond the size are zero.
static int reserve(Held *held, sqlite3_int64 capacity) {
  if (capacity <= held->capacity) return SQLITE_OK;
  unsigned char *bytes = realloc(held->bytes, (size_t)capacity * 2);
  if (bytes == 0) return SQLITE_IOERR_NOMEM;
  memset(bytes + held->capacity, 0, (size_t)(capacity * 2 - held->capacity));
  held->bytes = bytes;
  held->capacity = capacity * 2;
  return SQLITE_OK;
}

static Held *find(const char *path) {
  Held *held = all_held;
  while (held != 0 && strcmp(held->path, path) != 0) held = held->next;
  return held;
}

static void forget(Held *held) {
  Held **link = &all_held;
  while (*link != 0 && *link != held) link = &(*link)->next;
  if (*link != 0) *link = held->next;
}

static void release(Held *held) {
  free(held->bytes);
  free(held->path);
  free(held);
}

/// Holds the content of a real file that nobody has open.
static Held *load(const char *path, sqlite3_file *real) {
  Held *held = calloc(1, sizeof *held);
  if (held == 0) return 0;
  held->path = strdup(path);
  mark_synced(held);
  int code = held->path != 0 ? real->pMethods->xFileSize(real, &held->size) : SQLITE_IOERR_NOMEM;
  if (code == SQLITE_OK) code = reserve(held, held->size);
  if (code == SQLITE_OK) code = in_pieces(real, real->pMethods->xRead, held->bytes, 0, held->size);
  if (code != SQLITE_OK) {
    release(held);
    return 0;
  }
  held->next = all_held;
  all_held = held;
  return held;
}

// The methods of an open file.

static int file_close(sqlite3_file *base) {
  pthread_mutex_lock(&lock);
  Held *held = ((File *)base)->held;
  if (--held->handles == 0 && (held->state != LIVE || is_synced(held))) {
    forget(held);
    release(held);
  }
  int code = REAL(base, xClose);
  pthread_mutex_unlock(&lock);
  return code;
}

/// Takes the lock and what the handle holds; nothing, and no lock, where its power is lost.
static Held *hold(sqlite3_file *base) {
  pthread_mutex_lock(&lock);
  Held *held = ((File *)base)->held;
  if (held->state != DEAD) return held;
  pthread_mutex_unlock(&lock);
  return 0;
}

static int file_read(sqlite3_file *base, void *bytes, int count, sqlite3_int64 offset) {
  Held *held = hold(base);
  if (held == 0) return SQLITE_IOERR_READ;
  sqlite3_int64 present = held->size - offset;
  if (present < 0) present = 0;
  if (present > count) present = count;
  if (present > 0) memcpy(bytes, held->bytes + offset, (size_t)present);
  memset((char *)bytes + present, 0, (size_t)(count - present));
  pthread_mutex_unlock(&lock);
  return present == count ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
  Held *held = hold(base);
  if (held == 0) return SQLITE_IOERR_WRITE;
  // A gap that the write leaves behind the old end is written as well: the disk may have other bytes there.
  sqlite3_int64 start = offset < held->size ? offset : held->size, end = offset + count;
  int code = reserve(held, end);
  if (code == SQLITE_OK) {
    memcpy(held->bytes + offset, bytes, (size_t)count);
    if (end > held->size) held->size = end;
    if (start < held->unsynced_start) held->unsynced_start = start;
    if (end > held->unsynced_end) held->unsynced_end = end;
  }
  pthread_mutex_unlock(&lock);
  return code;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size) {
  Held *held = hold(base);
  if (held == 0) return SQLITE_IOERR_TRUNCATE;
  if (size < held->size) {
    memset(held->bytes + size, 0, (size_t)(held->size - size));
    held->size = size;
    held->is_cut = 1;
    if (held->unsynced_end > size) held->unsynced_end = size;
  }
  pthread_mutex_unlock(&lock);
  return SQLITE_OK;
}

static int file_sync(sqlite3_file *base, int flags) {
  Held *held = hold(base);
  if (held == 0) return SQLITE_IOERR_FSYNC;
  sqlite3_file *real = ((File *)base)->real;
  int code = in_pieces(real, write_piece, held->bytes, held->unsynced_start, held->unsynced_end);
  if (code == SQLITE_OK && held->is_cut) code = REAL(base, xTruncate, held->size);
  if (code == SQLITE_OK) code = REAL(base, xSync, flags);
  if (code == SQLITE_OK) mark_synced(held);
  pthread_mutex_unlock(&lock);
  return code;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size) {
  pthread_mutex_lock(&lock);
  *size = ((File *)base)->held->size;
  pthread_mutex_unlock(&lock);
  return SQLITE_OK;
}

static int file_lock(sqlite3_file *base, int level) { return REAL(base, xLock, level); }

static int file_unlock(sqlite3_file *base, int level) { return REAL(base, xUnlock, level); }

static int file_check_lock(sqlite3_file *base, int *found) { return REAL(base, xCheckReservedLock, found); }

static int file_control(sqlite3_file *base, int operation, void *argument) {
  // The size hint would grow the real file beside what is held.
  return operation == SQLITE_FCNTL_SIZE_HINT ? SQLITE_OK : REAL(base, xFileControl, operation, argument);
}

static int file_sector_size(sqlite3_file *base) { return REAL(base, xSectorSize); }

static int file_characteristics(sqlite3_file *base) { return REAL(base, xDeviceCharacteristics); }

static int file_shm_map(sqlite3_file *base, int region, int size, int extend, void volatile **memory) {
  return REAL(base, xShmMap, region, size, extend, memory);
}

static int file_shm_lock(sqlite3_file *base, int offset, int count, int flags) {
  return REAL(base, xShmLock, offset, count, flags);
}

static void file_shm_barrier(sqlite3_file *base) { REAL(base, xShmBarrier); }

static int file_shm_unmap(sqlite3_file *base, int must_delete) { return REAL(base, xShmUnmap, must_delete); }

/// Version 2: without the memory mapping of version 3, which would pass by what is held.
static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock,
    file_check_lock, file_control, file_sector_size, file_characteristics, file_shm_map, file_shm_lock,
    file_shm_barrier, file_shm_unmap, 0, 0};

// The methods of the VFS; those not here are the default one's.

static int vfs_open(sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *base, int flags, int *out_flags) {
  (void)vfs;
  int is_held = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  if (path == 0 || !is_held) return real_vfs->xOpen(real_vfs, path, base, flags, out_flags);
  File *file = (File *)base;
  file->base.pMethods = 0;
  pthread_mutex_lock(&lock);
  int code = real_vfs->xOpen(real_vfs, path, file->real, flags, out_flags);
  if (code == SQLITE_OK) {
    file->held = find(path);
    if (file->held == 0) file->held = load(path, file->real);
    if (file->held != 0) {
      file->held->handles++;
      file->base.pMethods = &methods;
    } else {
      file->real->pMethods->xClose(file->real);
      code = SQLITE_IOERR;
    }
  }
  pthread_mutex_unlock(&lock);
  return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int must_sync) {
  (void)vfs;
  pthread_mutex_lock(&lock);
  Held *held = find(path);
  int code = SQLITE_IOERR_DELETE;
  if (held == 0 || held->state != DEAD) code = real_vfs->xDelete(real_vfs, path, must_sync);
  if (code == SQLITE_OK && held != 0) {
    // A handle that is still open keeps it until it closes, apart from the next file of this name.
    forget(held);
    held->state = DELETED;
    if (held->handles == 0) release(held);
  }
  pthread_mutex_unlock(&lock);
  return code;
}

int cfaultvfs_register(void) {
  static sqlite3_vfs vfs;
  pthread_mutex_lock(&lock);
  int code = SQLITE_OK;
  if (real_vfs == 0) {
    real_vfs = sqlite3_vfs_find(0);
    vfs = *real_vfs;
    vfs.zName = "powerloss";
    vfs.szOsFile = (int)sizeof(File) + real_vfs->szOsFile;
    vfs.xOpen = vfs_open;
    vfs.xDelete = vfs_delete;
    code = sqlite3_vfs_register(&vfs, 0);
  }
  pthread_mutex_unlock(&lock);
  return code;
}

void cfaultvfs_lose_power(const char *prefix) {
  pthread_mutex_lock(&lock);
  for (Held **link = &all_held; *link != 0;) {
    Held *held = *link;
    if (strncmp(held->path, prefix, strlen(prefix)) != 0) {
      link = &held->next;
    } else if (held->handles > 0) {
      held->state = DEAD;
      link = &held->next;
    } else {
      *link = held->next;
      release(held);
    }
  }
  pthread_mutex_unlock(&lock);
}

#ifndef CMICROHTTP_SHIM_H
#define CMICROHTTP_SHIM_H
#include <microhttpd.h>

/// Macros that cast, which Swift does not see.
static const uint64_t cmicrohttp_size_unknown = MHD_SIZE_UNKNOWN;
static const ssize_t cmicrohttp_end_of_stream = MHD_CONTENT_READER_END_OF_STREAM;
static const ssize_t cmicrohttp_end_with_error = MHD_CONTENT_READER_END_WITH_ERROR;

/// Has a body of unknown size end with its connection and not in chunks, whose end 0.9.75 would send after a HEAD too.
static inline void cmicrohttp_leave_chunks_out(struct MHD_Response *response) {
  MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
}

struct cmicrohttp_settings {
  /// A listening socket; it belongs to the library from the start on, also when the start fails.
  int socket;
  unsigned int threads;
  unsigned int connection_limit;
  unsigned int idle_seconds;
  /// What one connection may hold of a request's head and of a piece of its body.
  size_t connection_memory;
  /// PEM texts, or NULL for no TLS.
  const char *certificate;
  const char *key;
  void *context;
  MHD_LogCallback log;
  MHD_AcceptPolicyCallback accept;
  MHD_NotifyConnectionCallback connection;
  void *(*target)(void *context, const char *target, struct MHD_Connection *connection);
  MHD_AccessHandlerCallback access;
  MHD_RequestCompletedCallback completed;
};

/// MHD_start_daemon is variadic, which Swift cannot call; this is the one shape we start it in.
static inline struct MHD_Daemon *cmicrohttp_start(struct cmicrohttp_settings s) {
  unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
  struct MHD_OptionItem tls[] = {
    {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)s.certificate},
    {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)s.key},
    {MHD_OPTION_END, 0, NULL},
  };
  if (s.certificate) flags |= MHD_USE_TLS; else tls[0] = tls[2];
  return MHD_start_daemon(flags, 0, s.accept, s.context, s.access, s.context,
    MHD_OPTION_EXTERNAL_LOGGER, s.log, s.context, MHD_OPTION_LISTEN_SOCKET, s.socket,
    MHD_OPTION_THREAD_POOL_SIZE, s.threads, MHD_OPTION_CONNECTION_LIMIT, s.connection_limit,
    MHD_OPTION_CONNECTION_TIMEOUT, s.idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT, s.connection_memory,
    MHD_OPTION_NOTIFY_CONNECTION, s.connection, s.context, MHD_OPTION_URI_LOG_CALLBACK, s.target, s.context,
    MHD_OPTION_NOTIFY_COMPLETED, s.completed, s.context, MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
}

/// The port that it listens on; 0 where it does not. MHD_get_daemon_info is variadic too.
static inline uint16_t cmicrohttp_port(struct MHD_Daemon *daemon) {
  const union MHD_DaemonInfo *info = daemon ? MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT) : NULL;
  return info ? info->port : 0;
}

/// MHD_get_connection_info is variadic too.
static inline void *cmicrohttp_socket_context(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info ? info->socket_context : NULL;
}
static inline int cmicrohttp_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}
static inline const struct sockaddr *cmicrohttp_address(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info ? info->client_addr : NULL;
}
static inline size_t cmicrohttp_head_size(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  return info ? info->header_size : 0;
}
#endif

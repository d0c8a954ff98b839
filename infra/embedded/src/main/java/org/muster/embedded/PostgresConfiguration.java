package org.muster.embedded;

/** The settings of the PostgreSQL servers that Muster runs itself. */
final class PostgresConfiguration {

    private PostgresConfiguration() {}

    /** Rewritten at each start, so that an upgrade of Muster brings its settings; ALTER SYSTEM adds to it. */
    static String text(int port, boolean temporary) {
        String sizes = temporary ? """
                shared_buffers = 64MB
                max_wal_size = 1GB
                """ : """
                shared_buffers = 256MB
                effective_cache_size = 1GB
                # New segments of the log cost a stall of 60 ms each: keep enough of them to use again.
                min_wal_size = 1GB
                max_wal_size = 4GB
                """;
        return """
                # Written by Muster at each start. Your own settings: ALTER SYSTEM.
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'
                max_connections = 200
                wal_compression = on
                checkpoint_timeout = 15min
                checkpoint_completion_target = 0.9
                random_page_cost = 1.1
                # Short queries over many rows pay more for compiling than they gain.
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_min_messages = warning
                log_checkpoints = off
                """.formatted(Ports.LOOPBACK, port) + sizes;
    }
}

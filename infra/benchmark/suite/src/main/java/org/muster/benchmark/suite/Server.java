package org.muster.benchmark.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.embedded.Database;
import org.muster.embedded.LocalPostgres;

/** The one PostgreSQL that all runners share, durable, on the loopback address. */
public final class Server implements AutoCloseable {

    private static final String OWNER = "benchmark";

    private static final int LOG_MEGABYTES = 2_048;

    /** For all runners alike: one connection per caller at the highest level, and log segments are kept for their next use. */
    private static final Map<String, String> SETTINGS = settings();

    private final Path directory;
    private final LocalPostgres postgres;

    private Server(Path directory, LocalPostgres postgres) {
        this.directory = directory;
        this.postgres = postgres;
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("max_connections", "400");
        settings.put("shared_buffers", "1GB");
        settings.put("min_wal_size", LOG_MEGABYTES + "MB");
        settings.put("max_wal_size", "8GB");
        settings.put("checkpoint_timeout", "30min");
        return settings;
    }

    /** Starts it on an empty directory. */
    public static Server start(Path directory, Map<String, String> more) throws IOException {
        LocalPostgres postgres = LocalPostgres.persistent(directory, freePort());
        Server server = new Server(directory, postgres);
        Map<String, String> settings = new LinkedHashMap<>(SETTINGS);
        settings.putAll(more);
        settings.forEach((name, value) -> server.execute("ALTER SYSTEM SET " + name + " = '" + value + "'"));
        postgres.start();
        server.fillLog();
        return server;
    }

    /**
     * Makes the log segments that a server which has run for a while uses again and again. A new one is filled with zeros by
     * whoever needs it: each 10,000 events a commit of ours took 15 ms longer, and 50 ms when the disk was busy.
     */
    private void fillLog() {
        execute("SELECT count(pg_logical_emit_message(false, 'fill', repeat('x', 1 << 20))) FROM generate_series(1, "
                + LOG_MEGABYTES + ")");
        execute("CHECKPOINT");
    }

    /** Deletes what an earlier run left that was killed, its server stopped first. */
    public static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            LocalPostgres.persistent(directory, freePort()).close();
            delete(directory);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Stops it, and starts it with nothing in its memory. */
    void restart() {
        postgres.start();
    }

    /** An empty database; what was dirty before is written out, so that no runner pays for the one before it. */
    public Database freshDatabase(String name) {
        drop(name);
        Database database = postgres.createDatabase(name, OWNER);
        execute("CHECKPOINT");
        return database;
    }

    /** Statistics and visibility for the planner. */
    void vacuum(Database database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL cannot vacuum " + database, e);
        }
    }

    public void drop(String name) {
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    long sizeBytes(String name) {
        return Long.parseLong(query("SELECT pg_database_size('" + name + "')").orElse("0"));
    }

    /** CPU that the server's processes have used; those that ended are not in it. */
    Duration cpu() {
        try {
            Path pidFile = directory.resolve("cluster").resolve("postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            return ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::descendants)
                    .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    String version() {
        return query("SHOW server_version").orElse("?");
    }

    /** The settings that decide about speed and durability, as the server has them. */
    Map<String, String> relevantSettings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : new String[] {
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_compression",
            "wal_sync_method",
            "data_checksums",
            "shared_buffers",
            "min_wal_size",
            "max_wal_size",
            "checkpoint_timeout",
            "max_connections",
            "jit",
            "autovacuum",
            "random_page_cost"
        }) {
            settings.put(name, query("SHOW " + name).orElse("?"));
        }
        return settings;
    }

    private Optional<String> query(String sql) {
        try (Connection connection = postgres.superuser().connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not answer " + sql, e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = postgres.superuser().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses " + sql, e);
        }
    }

    /** Deletes a directory and what is in it; one that is not there is fine. */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}

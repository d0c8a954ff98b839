package org.muster.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.embedded.Database;
import org.muster.embedded.LocalPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** The one PostgreSQL that everything measured shares, durable, on the loopback address. */
public final class PostgresServer implements AutoCloseable {

    private static final String OWNER = "benchmark";
    private static final int LOG_MEGABYTES = 2_048;

    /** For all alike: one connection per caller at the highest level, and no checkpoint on the way. */
    private static final Map<String, String> SETTINGS = Map.of(
            "max_connections", "400",
            "shared_buffers", "1GB",
            "min_wal_size", LOG_MEGABYTES + "MB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "30min");

    private static final List<String> SHOWN = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_compression",
            "wal_sync_method",
            "data_checksums",
            "shared_buffers",
            "max_wal_size",
            "checkpoint_timeout",
            "jit",
            "random_page_cost");

    private final Path directory;
    private final LocalPostgres postgres;

    private PostgresServer(Path directory, LocalPostgres postgres) {
        this.directory = directory;
        this.postgres = postgres;
    }

    /** Starts it on an empty directory; a server that a killed run left there is stopped first. */
    static PostgresServer start(Path directory, Map<String, String> more) throws IOException {
        if (Files.exists(directory)) {
            LocalPostgres.persistent(directory, freePort()).close();
            FileSystemUtils.deleteRecursively(directory);
        }
        LocalPostgres postgres = LocalPostgres.persistent(directory, freePort());
        PostgresServer server = new PostgresServer(directory, postgres);
        Map<String, String> settings = new LinkedHashMap<>(SETTINGS);
        settings.putAll(more);
        try {
            settings.forEach((name, value) -> server.execute("ALTER SYSTEM SET " + name + " = '" + value + "'"));
            postgres.start();
            // The log segments that a server which has run for a while uses again and again. A new one is filled with
            // zeros
            // by
            // whoever needs it: every 10,000 events a commit of ours took 15 ms longer, and 50 ms when the disk was
            // busy.
            server.execute(
                    "SELECT count(pg_logical_emit_message(false, 'fill', repeat('x', 1 << 20))) FROM generate_series(1, "
                            + LOG_MEGABYTES + ")");
            server.execute("CHECKPOINT");
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** A port of the loopback address that nobody uses. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Stops it, and starts it with nothing in its memory. */
    public void restart() {
        postgres.start();
    }

    /** An empty database; what was dirty before is written out, so that nobody pays for the one before. */
    public Database freshDatabase(String name) {
        drop(name);
        Database database = postgres.createDatabase(name, OWNER);
        execute("CHECKPOINT");
        return database;
    }

    public void drop(String name) {
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    public long sizeBytes(String name) {
        return jdbc().sql("SELECT pg_database_size(?)")
                .param(name)
                .query(Long.class)
                .single();
    }

    /** CPU of the server's processes, also of those that ended; zero where the system does not say. */
    public Duration cpu() {
        try {
            Path pidFile = directory.resolve("cluster").resolve("postmaster.pid");
            ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(
                            Files.readAllLines(pidFile).getFirst().strip()))
                    .orElseThrow();
            long ticks = ticks(postmaster.pid(), 4);
            for (ProcessHandle session : postmaster.children().toList()) {
                ticks += ticks(session.pid(), 2);
            }
            return Duration.ofMillis(10 * ticks);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    /** Fields 14 and following of {@code /proc/…/stat}: user, system, and both of ended children; 0 for a process that is gone. */
    private static long ticks(long pid, int fields) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long sum = 0;
            for (int field = 11; field < 11 + fields; field++) {
                sum += Long.parseLong(values[field]);
            }
            return sum;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** The settings that decide about speed and durability, as the server has them. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : SHOWN) {
            settings.put(name, jdbc().sql("SHOW " + name).query(String.class).single());
        }
        return settings;
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(postgres.superuser().dataSource());
    }

    private void execute(String sql) {
        new JdbcTemplate(postgres.superuser().dataSource()).execute(sql);
    }

    @Override
    public void close() {
        postgres.close();
    }
}

package org.muster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL 18 server on the loopback address, from zonky's binaries. zonky's own launcher is not used: it starts
 * with trust authentication and without fsync, and does not find a server that a killed JVM left behind.
 *
 * <p>Promises: a committed row survives a killed JVM, a killed server and a crashed machine (fsync, synchronous_commit
 * and full_page_writes are set on the command line, above any configuration file). Every connection needs a password from
 * the first start on (initdb itself sets scram). One process per directory.
 */
public final class LocalPostgres implements PostgresServer {

    private static final Logger log = LoggerFactory.getLogger(LocalPostgres.class);

    /** Recovery after a crash replays up to max_wal_size. */
    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    private static final int FREE_PORT_ATTEMPTS = 5;
    private static final long LOG_BYTES_MAX = 10_000_000;
    private static final String SUPERUSER = "postgres";

    private final OwnedDirectory home;
    private final PostgresBinaries binaries;
    private final Postmaster postmaster;
    private final Credentials credentials;
    private final PostgresRestarts restarts;
    private final int port;

    private LocalPostgres(OwnedDirectory home, PostgresBinaries binaries, int port) {
        this.home = home;
        this.binaries = binaries;
        this.postmaster = new Postmaster(cluster(home.path()));
        this.credentials = Credentials.in(home.path());
        this.restarts = new PostgresRestarts(postmaster, this::startAgain);
        this.port = port;
    }

    /**
     * A server whose data stays in {@code dataDir}, also when this JVM is killed: the next start on the same directory stops
     * the server that such a JVM left behind and continues with its data.
     *
     * @throws IllegalStateException if another process has the directory, or the server does not start
     * @throws PortTakenException if another program listens on the port
     */
    public static LocalPostgres persistent(Path dataDir, int port) {
        PostgresBinaries binaries = PostgresBinaries.unpacked();
        LocalPostgres server = new LocalPostgres(OwnedDirectory.claim(dataDir), binaries, port);
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.home.close();
            throw e;
        }
    }

    /** A server on a free port whose data is deleted on close, or by the next temporary server after a kill. */
    public static LocalPostgres temporary() {
        PostgresBinaries binaries = PostgresBinaries.unpacked();
        OwnedDirectory home =
                OwnedDirectory.temporary("postgres", abandoned -> stopServer(binaries, abandoned, "immediate"));
        for (int attempt = 1; ; attempt++) {
            LocalPostgres server = new LocalPostgres(home, binaries, Ports.free());
            try {
                server.start();
                return server;
            } catch (PortTakenException e) {
                if (attempt == FREE_PORT_ATTEMPTS) {
                    home.close();
                    throw e;
                }
            } catch (RuntimeException e) {
                home.close();
                throw e;
            }
        }
    }

    private static Path cluster(Path home) {
        return home.resolve("cluster");
    }

    @Override
    public Database createDatabase(String name, String owner) {
        return Databases.ensure(superuser(), urlPrefix(), name, owner, credentials.passwordOf(owner));
    }

    /** A role beside a database's owner, which owns nothing of it; see {@link Databases#ensureGuest}. */
    public Database createGuest(Database database, String role) {
        return Databases.ensureGuest(superuser(), database, role, credentials.passwordOf(role));
    }

    @Override
    public Database superuser() {
        return new Database(urlPrefix() + "postgres", SUPERUSER, credentials.passwordOf(SUPERUSER));
    }

    private String urlPrefix() {
        return "jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/";
    }

    /** The TCP port on the loopback address. */
    public int port() {
        return port;
    }

    /** For fault tests: kills the server and all its children with SIGKILL. {@link #start()} brings it back. */
    public void kill() {
        restarts.want(false);
        postmaster.kill();
    }

    /**
     * From now on the server is started again if another program kills it, as a service manager would do. {@link #kill()} and
     * {@link #close()} end it for good.
     */
    public void restartWhenKilled() {
        restarts.begin();
    }

    private synchronized boolean startAgain() {
        boolean killed = restarts.wanted() && postmaster.process().isEmpty();
        if (killed) {
            start();
        }
        return killed;
    }

    /** Starts the server after {@link #kill()} on the same data and port; one that runs is stopped first. */
    public synchronized void start() {
        restarts.want(true);
        postmaster.process().ifPresent(process -> {
            log.info("Stopping PostgreSQL {} that a killed process left on {}", process.pid(), postmaster.cluster());
            stopServer(binaries, home.path(), "fast");
        });
        postmaster.forgetStranger();
        Ports.requireFree(port, "PostgreSQL");
        try {
            initializeOnce();
            Files.writeString(
                    postmaster.cluster().resolve("postgresql.conf"),
                    PostgresConfiguration.text(port, home.isTemporary()));
            rotateLog();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + postmaster.cluster(), e);
        }
        int status = binaries.run(
                home.path().resolve("pg_ctl.log"),
                START_TIMEOUT.plusSeconds(5),
                "pg_ctl",
                List.of(
                        "start",
                        "--wait",
                        "--timeout=" + START_TIMEOUT.toSeconds(),
                        "--pgdata=" + postmaster.cluster(),
                        "--log=" + serverLog(),
                        "--options=-c fsync=on -c synchronous_commit=on -c full_page_writes=on"));
        if (status != 0) {
            throw failure("PostgreSQL does not start", serverLog());
        }
        log.debug("PostgreSQL runs on port {} in {}", port, postmaster.cluster());
        restarts.watch();
    }

    @Override
    public void close() {
        restarts.want(false);
        stop();
    }

    private synchronized void stop() {
        try {
            // A temporary server has nothing to write out.
            stopServer(binaries, home.path(), home.isTemporary() ? "immediate" : "fast");
        } finally {
            home.close();
        }
    }

    /**
     * Stops the server of {@code home} if one runs. SIGKILL comes last, because it leaves shared memory behind.
     */
    private static void stopServer(PostgresBinaries binaries, Path home, String mode) {
        Postmaster postmaster = new Postmaster(cluster(home));
        if (postmaster.process().isEmpty()) {
            return;
        }
        int status = binaries.run(
                home.resolve("pg_ctl.log"),
                STOP_TIMEOUT.plusSeconds(5),
                "pg_ctl",
                List.of(
                        "stop",
                        "--wait",
                        "--mode=" + mode,
                        "--timeout=" + STOP_TIMEOUT.toSeconds(),
                        "--pgdata=" + postmaster.cluster()));
        if (status != 0) {
            log.warn("PostgreSQL in {} does not stop within {} s: killing it", home, STOP_TIMEOUT.toSeconds());
            postmaster.kill();
        }
    }

    /** Creates the cluster beside its target, password included, and renames, so that a crash in between starts over. */
    private void initializeOnce() throws IOException {
        if (Files.isDirectory(postmaster.cluster())) {
            return;
        }
        Path fresh = home.path().resolve("cluster.new");
        Workspace.delete(fresh);
        Path passwordFile = home.path().resolve("password.new");
        Files.deleteIfExists(passwordFile);
        Files.createFile(passwordFile, Credentials.readableByOwnerOnly(home.path()));
        Path output = home.path().resolve("initdb.log");
        try {
            Files.writeString(passwordFile, credentials.passwordOf(SUPERUSER) + "\n");
            List<String> arguments = List.of(
                    "--pgdata=" + fresh,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    // The same order on every machine, whatever its C library.
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
            List<String> durability = home.isTemporary() ? List.of("--no-sync") : List.of("--data-checksums");
            if (binaries.run(
                            output,
                            START_TIMEOUT,
                            "initdb",
                            Stream.concat(arguments.stream(), durability.stream())
                                    .toList())
                    != 0) {
                throw failure("initdb fails", output);
            }
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(fresh, postmaster.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path serverLog() {
        return home.path().resolve("server.log");
    }

    private void rotateLog() throws IOException {
        Path current = serverLog();
        if (Files.exists(current) && Files.size(current) > LOG_BYTES_MAX) {
            Files.move(current, home.path().resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private IllegalStateException failure(String what, Path output) {
        String text;
        try {
            byte[] bytes = Files.readAllBytes(output);
            int length = Math.min(bytes.length, 2000);
            text = new String(bytes, bytes.length - length, length, StandardCharsets.UTF_8);
        } catch (IOException e) {
            text = "(no output: " + e.getMessage() + ")";
        }
        if (text.contains("could not bind")) {
            return new PortTakenException(port, "PostgreSQL", new IllegalStateException(text));
        }
        return new IllegalStateException(what + "; the end of " + output + ":\n" + text);
    }
}

package org.muster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The server process of one cluster directory, known by its {@code postmaster.pid}: it outlives the JVM that started it. */
record Postmaster(Path cluster) {

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    /** PostgreSQL writes its start time in whole seconds; the kernel's clock for processes ticks in hundredths. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(3);

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    /**
     * The process, if it runs and really is this cluster's. A number alone proves nothing: after a reboot it may belong to
     * any program.
     */
    Optional<ProcessHandle> process() {
        return recorded().flatMap(record -> alive(record.pid()).filter(process -> isOurs(process, record)));
    }

    /** Removes a pid file whose number now belongs to another program: PostgreSQL would refuse to start. */
    void forgetStranger() {
        boolean stranger = recorded()
                .flatMap(record -> alive(record.pid()).map(process -> !isOurs(process, record)))
                .orElse(false);
        if (stranger) {
            try {
                Files.deleteIfExists(pidFile());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot delete " + pidFile(), e);
            }
        }
    }

    /** Kills the server and all its children (SIGKILL), and returns when they are gone. */
    void kill() {
        Optional<ProcessHandle> postmaster = process();
        if (postmaster.isEmpty()) {
            return;
        }
        List<ProcessHandle> all = Stream.concat(
                        postmaster.stream(), postmaster.get().descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : all) {
            try {
                process.onExit().get(KILL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while killing PostgreSQL", e);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException("Process " + process.pid() + " survives SIGKILL", e);
            }
        }
    }

    private Optional<Recorded> recorded() {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            if (lines.size() < 3) {
                return Optional.empty();
            }
            return Optional.of(new Recorded(
                    Long.parseLong(lines.get(0).strip()),
                    Path.of(lines.get(1)),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + pidFile(), e);
        }
    }

    private static Optional<ProcessHandle> alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    private boolean isOurs(ProcessHandle process, Recorded record) {
        ProcessHandle.Info info = process.info();
        boolean isPostgres = info.command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.equals("postgres") || name.equals("postgres.exe"))
                .isPresent();
        boolean sameDirectory = info.arguments()
                .map(arguments -> List.of(arguments).contains(cluster.toString()))
                // Windows does not show arguments: there the recorded directory and start time decide.
                .orElseGet(() -> record.directory().equals(cluster)
                        && info.startInstant()
                                .filter(start -> Duration.between(start, record.start())
                                                .abs()
                                                .compareTo(START_TOLERANCE)
                                        <= 0)
                                .isPresent());
        return isPostgres && sameDirectory;
    }

    private record Recorded(long pid, Path directory, Instant start) {}
}

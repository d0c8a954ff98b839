package org.muster.eventstore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.embedded.Database;

/** Another JVM on this test's class path, and the lines that it has printed so far. */
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();

    ChildProcess(Class<?> main, Database database, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                database.jdbcUrl(),
                database.username()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("EVENTSTORE_PASSWORD", database.password());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            this.process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static Database database(String[] arguments) {
        return new Database(arguments[0], arguments[1], System.getenv("EVENTSTORE_PASSWORD"));
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
                count.incrementAndGet();
            }
        } catch (IOException e) {
            // the process was killed in the middle of a line: what was complete has been read
        }
    }

    /** How many lines it has printed. */
    int count() {
        return count.get();
    }

    /** All complete lines, once it has ended or so far. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** SIGKILL: it gets no chance to do anything. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
            reader.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        kill();
    }
}

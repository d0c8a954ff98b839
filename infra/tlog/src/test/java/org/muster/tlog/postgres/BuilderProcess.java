package org.muster.tlog.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.muster.embedded.Database;
import org.muster.tlog.leaf.GeneratedEvents;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A process that extends the tree until it is killed, and prints the size after each step. */
final class BuilderProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    private BuilderProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static BuilderProcess start(Database database, long events, int batch) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BuilderProcess.class.getName(),
                database.jdbcUrl(),
                database.username(),
                Long.toString(events),
                Integer.toString(batch)));
        builder.environment().put("TLOG_PASSWORD", database.password());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new BuilderProcess(builder.start());
    }

    public static void main(String[] arguments) {
        DataSource dataSource =
                new SingleConnectionDataSource(arguments[0], arguments[1], System.getenv("TLOG_PASSWORD"), true);
        LogBuilder builder = new LogBuilder(
                dataSource, new GeneratedEvents(Long.parseLong(arguments[2]), 0), Integer.parseInt(arguments[3]));
        int extended = 0;
        for (LogBuilder.Step step = builder.step(); step != LogBuilder.Step.CAUGHT_UP; step = builder.step()) {
            extended += step == LogBuilder.Step.EXTENDED ? 1 : 0;
            System.out.println(extended);
        }
    }

    /** Waits until it has printed so many lines; the last one. Null when it ended before. */
    String awaitLines(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < count) {
            String line = out.readLine();
            if (line == null) {
                return null;
            }
            lines.add(line);
        }
        return lines.getLast();
    }

    /** Reads until it ends by itself. */
    List<String> awaitEnd() throws IOException, InterruptedException {
        List<String> lines = out.lines().toList();
        process.waitFor();
        return lines;
    }

    int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }

    /** SIGKILL: it gets no chance to do anything. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

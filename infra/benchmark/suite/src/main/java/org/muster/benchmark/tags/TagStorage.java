package org.muster.benchmark.tags;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.muster.benchmark.suite.Server;

/**
 * CPU of PostgreSQL's session per event and bytes per event, by how tags are stored: the table of decision 0012. One session
 * makes the events and stores them, so that nothing but PostgreSQL is measured; making them is measured alone and taken off.
 */
public final class TagStorage {

    private static final String DATABASE = "tags";

    private TagStorage() {}

    private record Figures(Layout layout, double microsPerEvent, long bytesPerEvent) {}

    /** @param arguments events before, events measured, events per commit */
    public static void main(String[] arguments) throws Exception {
        long before = arguments.length > 0 ? Long.parseLong(arguments[0]) : 600_000;
        long measured = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100_000;
        long batch = arguments.length > 2 ? Long.parseLong(arguments[2]) : 30;
        List<Figures> figures = new ArrayList<>();
        Path out = Files.createDirectories(
                Path.of(System.getProperty("benchmark.home")).resolve("out"));
        Path data = out.resolve("tags");
        Server.clear(data);
        // As in the other benchmarks: with little memory, or with a checkpoint on the way, it would be these that are
        // measured.
        try (Server server = Server.start(data, Map.of())) {
            for (Layout layout : Layout.values()) {
                figures.add(measure(server, layout, before, measured, batch));
            }
        } finally {
            Server.delete(data);
        }
        String table = table(figures, before, measured, batch);
        Files.writeString(out.resolve("tags.md"), table);
        System.out.println(table);
    }

    private static Figures measure(Server server, Layout layout, long before, long measured, long batch)
            throws SQLException {
        try (Connection connection = server.freshDatabase(DATABASE).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(layout.create);
            statement.execute(layout.procedure());
            long pid = number(statement, "SELECT pg_backend_pid()");
            statement.execute("CALL fill(1, %d, %d)".formatted(before, batch));
            Duration cpu = cpu(pid);
            statement.execute("CALL fill(%d, %d, %d)".formatted(before + batch, measured, batch));
            double micros = cpu(pid).minus(cpu).toNanos() / 1000.0 / measured;
            long bytes = number(statement, "SELECT pg_total_relation_size('tags')") / (before + measured);
            System.out.printf("%s: %.1f µs, %d bytes%n", layout.label, micros, bytes);
            return new Figures(layout, micros, bytes);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("The CPU of session " + pid + " is not told here"));
    }

    private static String table(List<Figures> figures, long before, long measured, long batch) {
        double making = figures.getFirst().microsPerEvent();
        StringBuilder table = new StringBuilder();
        table.append(
                "CPU per event with five tags, after %,d events, of the next %,d, %d per commit; making them, %.1f µs, is taken off.%n%n"
                        .formatted(before, measured, batch, making));
        table.append("| tags as | µs per event | bytes per event |%n|---|---|---|%n".formatted());
        for (Figures of : figures.subList(1, figures.size())) {
            table.append("| %s | %.0f | %,d |%n"
                    .formatted(of.layout().label, of.microsPerEvent() - making, of.bytesPerEvent()));
        }
        return table.toString();
    }
}

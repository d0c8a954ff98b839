package org.muster.benchmark.pipeline;

import static org.muster.benchmark.Benchmark.say;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.muster.benchmark.Benchmark;
import org.muster.benchmark.Launcher;
import org.muster.benchmark.Options;
import org.muster.benchmark.PostgresServer;
import org.muster.benchmark.RunnerProcesses;
import org.muster.benchmark.Table;
import org.muster.benchmark.doors.Commands;
import org.muster.benchmark.doors.DeployedSides;
import org.muster.benchmark.doors.TokenIssuer;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.RunnerProcess.Request;
import org.muster.benchmark.kit.RunnerProcess.Task;
import org.muster.benchmark.kit.Target;
import org.muster.benchmark.kit.Work;
import org.muster.embedded.Database;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Publishes a store to an empty Kafka, lets a query side project it, rebuilds all read models, and measures each beside its
 * ceiling: a bare producer with the same records, a bare COPY of the same rows; and beside a replay by Axon 4.13.
 */
public final class PipelineBenchmark implements Benchmark.Section {

    private static final int AXON_EVENTS = 60_000;
    private static final int ROUNDS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final String HEAP = "1g";

    private final Options options;
    private final PostgresServer postgres;
    private final Launcher launcher;
    private final List<Timed> figures = new ArrayList<>();

    /** Uses the options of the pipeline. */
    public PipelineBenchmark(Options options, PostgresServer postgres, Launcher launcher) {
        this.options = options;
        this.postgres = postgres;
        this.launcher = launcher;
    }

    /** Something that was done to so many events in so long. */
    record Timed(String what, long events, double seconds, String note) {
        double perSecond() {
            return events / Math.max(1e-9, seconds);
        }

        Timed with(String otherNote) {
            return new Timed(what, events, seconds, otherNote);
        }
    }

    /** To be timed. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    @Override
    public Object run(List<Table> tables) throws Exception {
        try (TokenIssuer issuer = new TokenIssuer();
                DeployedSides sides = new DeployedSides(launcher, postgres, issuer, HEAP)) {
            List<Mission> missions = Work.missions(options.missions);
            sides.prepare(missions);
            sides.send(Commands.REGISTER_VOLUNTEER, new Work(missions, 0, options.events / 2), LIMIT);
            sides.send(Commands.DEPLOY_VOLUNTEER, new Work(missions, 0, options.events / 2), LIMIT);
            long head = JdbcClient.create(sides.events().dataSource())
                    .sql("SELECT max(position) FROM eventstore.event")
                    .query(Long.class)
                    .single();
            sides.emptyKafka();
            try (EventsTopic topic = new EventsTopic(sides.bootstrapServers())) {
                CompletableFuture<Timed> publishing =
                        CompletableFuture.supplyAsync(() -> topic.publishing(head, LIMIT));
                sides.startCommandSide();
                Timed published = add(publishing.get());
                Timed bare = add(topic.copy(head));
                figures.set(
                        0,
                        published.with(Table.ratio(published.perSecond(), bare.perSecond())
                                + " of the bare producer; exactly once, from the store, in a fresh JVM"));
            }
            Timed axon = axon();
            Database readModels = sides.startQuerySide();
            QuerySide querySide = new QuerySide(sides.queryPort(), sides.token());
            long applied = querySide.position();
            // With few events nothing is left to be timed: give more of them.
            if (applied < head) {
                time(
                        "projection of live events",
                        head - applied,
                        "all read models; a fresh JVM, after the %d events it had applied before its first answer"
                                .formatted(applied),
                        () -> querySide.awaitPosition(missions.getFirst().id(), head, LIMIT));
            }
            Timed copy = copy(readModels, head);
            for (int round = 1; round <= ROUNDS; round++) {
                Timed rebuild = new Timed(
                        "rebuild of all read models",
                        head,
                        querySide.rebuild(LIMIT).toMillis() / 1e3,
                        "");
                add(rebuild.with("round %d; %s of bare COPY; %s Axon"
                        .formatted(
                                round,
                                Table.ratio(rebuild.perSecond(), copy.perSecond()),
                                Table.ratio(rebuild.perSecond(), axon.perSecond()))));
            }
        } finally {
            postgres.drop("axon");
        }
        Table table = new Table(
                "Pipeline: from events to read models",
                "Half registrations, half deployments; one broker. Publication and projection by processes as they are deployed.",
                "step",
                "events/s",
                "events",
                "seconds",
                "note");
        for (Timed timed : figures) {
            table.row(
                    timed.what(),
                    Table.count(timed.perSecond()),
                    Table.count(timed.events()),
                    "%.2f".formatted(timed.seconds()),
                    timed.note());
        }
        tables.add(table);
        return figures;
    }

    private Timed axon() throws Exception {
        Database database = postgres.freshDatabase("axon");
        Request request = new Request(
                Task.FILL,
                "replay",
                new Target(database.jdbcUrl(), database.username(), database.password()),
                true,
                false,
                1,
                1,
                1,
                0,
                0,
                0,
                1,
                0);
        List<String> java = launcher.java("axon4", "org.muster.benchmark.axon4.Axon4Runner", HEAP);
        double seconds = new RunnerProcesses(launcher)
                .run(java, "axon4-replay", List.of(request), LIMIT)
                .getFirst()
                .fillSeconds();
        return add(new Timed(
                "Axon 4.13, pooled processor, batches of 1,000",
                AXON_EVENTS,
                seconds,
                "counts events by volunteer; from its store in PostgreSQL"));
    }

    /** The largest table of the read models, written out before, into an empty one with the same indexes. */
    private Timed copy(Database database, long events) throws Exception {
        String largest = JdbcClient.create(database.dataSource())
                .sql("""
                        SELECT format('%I.%I', schemaname, relname) FROM pg_stat_user_tables
                        ORDER BY pg_total_relation_size(relid) DESC LIMIT 1""")
                .query(String.class)
                .single();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE public.bare (LIKE " + largest + " INCLUDING INDEXES)");
            ByteArrayOutputStream rows = new ByteArrayOutputStream();
            var copies = connection.unwrap(PGConnection.class).getCopyAPI();
            long count = copies.copyOut("COPY (TABLE " + largest + ") TO STDOUT (FORMAT binary)", rows);
            Timed copy = time(
                    "bare COPY of " + largest,
                    events,
                    Table.count(count) + " rows, one connection, same indexes; counted in the events that made them",
                    () -> copies.copyIn(
                            "COPY public.bare FROM STDIN (FORMAT binary)",
                            new ByteArrayInputStream(rows.toByteArray())));
            statement.execute("DROP TABLE public.bare");
            return copy;
        }
    }

    private Timed time(String what, long events, String note, Step step) throws Exception {
        long start = System.nanoTime();
        step.run();
        return add(new Timed(what, events, (System.nanoTime() - start) / 1e9, note));
    }

    private Timed add(Timed timed) {
        figures.add(timed);
        say("%s: %,.0f events/s", timed.what(), timed.perSecond());
        return timed;
    }
}

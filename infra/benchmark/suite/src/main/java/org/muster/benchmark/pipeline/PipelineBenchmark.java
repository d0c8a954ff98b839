package org.muster.benchmark.pipeline;

import static org.muster.benchmark.Benchmark.say;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.muster.benchmark.Benchmark;
import org.muster.benchmark.Launcher;
import org.muster.benchmark.Options;
import org.muster.benchmark.PostgresServer;
import org.muster.benchmark.Table;
import org.muster.benchmark.doors.Commands;
import org.muster.benchmark.doors.DeployedSides;
import org.muster.benchmark.doors.TokenIssuer;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Work;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Publishes a store to an empty Kafka, beside its ceiling: a bare producer with the same records. */
public final class PipelineBenchmark implements Benchmark.Section {

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
        }
        Table table = new Table(
                "Pipeline: from the store to Kafka",
                "Half registrations, half deployments; one broker. Publication by a process as it is deployed.",
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

    private Timed add(Timed timed) {
        figures.add(timed);
        say("%s: %,.0f events/s", timed.what(), timed.perSecond());
        return timed;
    }
}

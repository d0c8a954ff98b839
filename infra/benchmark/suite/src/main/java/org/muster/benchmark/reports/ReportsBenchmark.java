package org.muster.benchmark.reports;

import static org.muster.benchmark.Benchmark.say;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.muster.benchmark.Benchmark;
import org.muster.benchmark.Launcher;
import org.muster.benchmark.Options;
import org.muster.benchmark.PostgresServer;
import org.muster.benchmark.Table;
import org.muster.benchmark.doors.DeployedSides;
import org.muster.benchmark.doors.TokenIssuer;
import org.muster.benchmark.reports.Readers.Answered;
import org.muster.embedded.Database;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.publishing.PublisherSettings;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.topics.Topics;
import org.muster.messaging.wire.KafkaClients;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A query side as it is deployed projects a large synthetic history and rebuilds it; then many readers ask every report while the
 * register goes on: as of now, and as known at earlier positions.
 */
public final class ReportsBenchmark implements Benchmark.Section {

    private static final int PARTITIONS = 12;
    private static final int READERS = 50;
    private static final int LIVE_PER_SECOND = 500;
    private static final Duration LIMIT = Duration.ofHours(2);

    private static final String VERSIONS = """
            select coalesce(sum(pg_total_relation_size(relid)) filter (where relname like '%\\_history'), 0) as closed,
                   coalesce(sum(pg_total_relation_size(relid)) filter (where relname not like '%\\_history'), 0) as present
            from pg_stat_user_tables where schemaname ~ '^(missions|assignments|service)_'""";

    /** Every report, as the desk asks it. */
    static final Map<String, String> QUESTIONS = questions();

    private final Options options;
    private final PostgresServer postgres;
    private final Launcher launcher;

    /** Uses the options of the reports. */
    public ReportsBenchmark(Options options, PostgresServer postgres, Launcher launcher) {
        this.options = options;
        this.postgres = postgres;
        this.launcher = launcher;
    }

    private static Map<String, String> questions() {
        String months = "?from=2024-07&to=2026-06";
        Map<String, String> questions = new LinkedHashMap<>();
        List.of(
                        "headcount",
                        "incumbency",
                        "cumulative",
                        "ends",
                        "evacuations",
                        "rest",
                        "stations",
                        "closure",
                        "published")
                .forEach(name -> questions.put(name, "/reports/" + name));
        List.of("strength", "demographics", "turnover", "separations")
                .forEach(name -> questions.put(name + ", 24 months", "/reports/" + name + months));
        questions.put("strength, 34 years", "/reports/strength?from=1992-01&to=2026-06");
        questions.put("missions", "/missions");
        questions.put("a mission", "/missions/{mission}");
        questions.put("roster of a mission", "/reports/roster?mission={mission}");
        questions.put("service-limit of a mission", "/reports/service-limit?mission={mission}");
        questions.put("service-history of a volunteer", "/reports/service-history?volunteer={volunteer}");
        return questions;
    }

    /** One report, asked for now and for earlier. */
    record Row(String report, Answered now, Answered past) {}

    /** What was done to all events of the history. */
    record Figures(
            long events,
            double projectedPerSecond,
            double rebuiltPerSecond,
            Map<String, Object> bytes,
            List<Row> rows) {}

    @Override
    public Object run(List<Table> tables) throws Exception {
        try (TokenIssuer issuer = new TokenIssuer();
                DeployedSides sides = DeployedSides.querySideOnly(launcher, postgres, issuer, "2g")) {
            SyntheticHistory history = new SyntheticHistory(options.assignments);
            KafkaClients kafka = KafkaClients.of(Map.of("bootstrap.servers", sides.bootstrapServers()));
            try (Admin admin = Admin.create(kafka.admin())) {
                Topics.ensure(
                        admin,
                        List.of(
                                TopicSpec.kept(PublisherSettings.EVENTS_TOPIC, PARTITIONS, 1),
                                TopicSpec.publication(PublisherSettings.PUBLICATION_TOPIC, 1)));
            }
            try (Publisher publisher = new Publisher(
                            history, PublisherSettings.on(kafka), LeaderLock.ALWAYS, new SimpleMeterRegistry())
                    .start()) {
                while (publisher.state().position() < history.size()) {
                    Thread.sleep(100);
                }
                return measured(tables, history, sides);
            }
        }
    }

    private Figures measured(List<Table> tables, SyntheticHistory history, DeployedSides sides) throws Exception {
        long events = history.size();
        say("%,d events published", events);
        Database database = sides.startQuerySide();
        QuerySide querySide = new QuerySide(sides.queryPort(), sides.token());
        long start = System.nanoTime();
        long before = querySide.position();
        querySide.awaitPosition(SyntheticHistory.mission(0), events, LIMIT);
        double projected = (events - before) / ((System.nanoTime() - start) / 1e9);
        say("projected live: %,.0f events/s", projected);
        Map<String, Object> bytes =
                JdbcClient.create(database.dataSource()).sql(VERSIONS).query().singleRow();
        double rebuilt = events / (querySide.rebuild(LIMIT).toMillis() / 1e3);
        say("rebuilt: %,.0f events/s", rebuilt);
        history.live(LIVE_PER_SECOND);
        Figures figures = new Figures(
                events,
                projected,
                rebuilt,
                bytes,
                read(new Readers(READERS, sides.queryPort(), sides.token()), events));
        tables.add(table(figures));
        return figures;
    }

    private List<Row> read(Readers readers, long size) throws InterruptedException {
        LongSupplier quarters = () -> size * (1 + ThreadLocalRandom.current().nextInt(4)) / 5;
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
            Duration time = Duration.ofMillis(options.windowMillis());
            Row row = new Row(
                    question.getKey(),
                    readers.ask(question.getValue(), () -> -1, time),
                    readers.ask(question.getValue(), quarters, time));
            rows.add(row);
            say("%s", row);
        }
        return rows;
    }

    private Table table(Figures figures) {
        Table table = new Table(
                "Reports: %,d assignments, %,d events".formatted(options.assignments, figures.events()),
                ("Projected live at %,.0f events/s and rebuilt at %,.0f, all read models. Present rows take %,d MB, closed versions %,d. %d readers"
                                + " ask as soon as they are answered, while %d events/s are projected; past: as known at one of four positions.")
                        .formatted(
                                figures.projectedPerSecond(),
                                figures.rebuiltPerSecond(),
                                ((Number) figures.bytes().get("present")).longValue() >> 20,
                                ((Number) figures.bytes().get("closed")).longValue() >> 20,
                                READERS,
                                LIVE_PER_SECOND),
                "report",
                "now: p50 ms",
                "p99 ms",
                "answers/s",
                "past: p50 ms",
                "p99 ms",
                "answers/s",
                "failed");
        for (Row row : figures.rows()) {
            table.row(
                    row.report(),
                    Table.millis(row.now().p50Millis()),
                    Table.millis(row.now().p99Millis()),
                    Table.count(row.now().perSecond()),
                    Table.millis(row.past().p50Millis()),
                    Table.millis(row.past().p99Millis()),
                    Table.count(row.past().perSecond()),
                    row.now().failed() + row.past().failed());
        }
        return table;
    }
}

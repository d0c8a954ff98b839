package org.muster.benchmark.pipeline;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.muster.embedded.Database;
import org.muster.embedded.LocalKafka;
import org.muster.embedded.LocalPostgres;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.leadership.LeaderLock;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.publishing.PublisherSettings;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.topics.Topics;
import org.muster.messaging.wire.KafkaClients;

/**
 * Publishes a history, lets the query side take it in, rebuilds all read models, and measures each beside what it could not
 * be faster than: a bare producer with the same records, a bare COPY of the same rows; and beside a replay by Axon 4.13. Kafka and the query side run in
 * this process, PostgreSQL beside it.
 */
public final class PipelineBenchmark {

    private static final int PARTITIONS = 12;
    private static final int WARM_UP = 100_000;
    private static final int AXON_EVENTS = 60_000;
    private static final int ROUNDS = 3;

    private final List<String> rows = new ArrayList<>();

    private PipelineBenchmark() {}

    /** @param arguments how many facts; 500,000 if left out */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length == 0 ? 500_000 : Integer.parseInt(arguments[0]);
        new PipelineBenchmark().run(count);
        System.exit(0);
    }

    private void run(int count) throws Exception {
        List<OutgoingEvent> facts = Facts.history(count);
        int past = facts.size();
        row("what", "events/s", "");
        row("---", "---:", "---");
        try (LocalPostgres postgres = LocalPostgres.temporary();
                LocalKafka kafka = LocalKafka.temporary()) {
            Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
            for (String topic : List.of("warm", "bare", "warm.events", "muster.events")) {
                create(client, topic);
            }
            BareProducer bare = new BareProducer(client);
            report(bare.send("warm", facts.subList(0, Math.min(WARM_UP, past))), "warming up");
            publishWarmUp(client, facts);
            Stopwatch alone = bare.send("bare", facts.subList(0, past));
            report(alone, "idempotent, gzip, the publisher's batches; no transactions");

            Database database = database(postgres);
            Stopwatch axon = new Axon4(home(), postgres.createDatabase("axon", "pipeline")).replay(AXON_EVENTS);
            report(axon, "from its store in PostgreSQL, events without tags");

            FixedSource source = new FixedSource(facts);
            try (Publisher publisher = new Publisher(
                            source,
                            PublisherSettings.on(KafkaClients.of(client)),
                            LeaderLock.ALWAYS,
                            new SimpleMeterRegistry())
                    .start()) {
                Stopwatch published = publish(publisher, source, past);
                report(published, ratio(published, alone, "of the bare producer"));
                // A heap full of what is published already would be collected again and again.
                Collections.fill(facts, null);

                try (QuerySideProcess querySide = new QuerySideProcess(kafka.bootstrapServers(), database)) {
                    report(querySide.takeIn(past), "live consumers, all read models");
                    Stopwatch copy = new BareCopy(database).copy(past);
                    report(
                            copy,
                            "one connection, table with its primary key; counted in the events that made the rows");
                    for (int round = 1; round <= ROUNDS; round++) {
                        Stopwatch rebuild = querySide.rebuild(past);
                        report(
                                rebuild,
                                String.format(
                                        Locale.ROOT,
                                        "round %d; %s; %.1f × Axon",
                                        round,
                                        ratio(rebuild, copy, "of bare COPY"),
                                        rebuild.perSecond() / axon.perSecond()));
                    }
                }
            }
        }
        Path out = home().resolve("out").resolve("pipeline.md");
        Files.createDirectories(out.getParent());
        Files.writeString(out, String.join("\n", rows) + "\n");
    }

    private static Path home() {
        return Path.of(System.getProperty("benchmark.home", "."));
    }

    private void publishWarmUp(Map<String, Object> client, List<OutgoingEvent> facts) throws Exception {
        FixedSource source = new FixedSource(facts);
        PublisherSettings settings =
                new PublisherSettings(KafkaClients.of(client), "warm.events", "warm.events.publication", "warm", 2_000);
        try (Publisher publisher =
                new Publisher(source, settings, LeaderLock.ALWAYS, new SimpleMeterRegistry()).start()) {
            report(publish(publisher, source, Math.min(WARM_UP, facts.size())), "warming up");
        }
    }

    private static Stopwatch publish(Publisher publisher, FixedSource source, int count) throws Exception {
        return Stopwatch.time("publisher", count, () -> {
            source.release(count);
            while (publisher.state().position() < count) {
                Thread.sleep(1);
            }
        });
    }

    private static void create(Map<String, Object> client, String topic) {
        try (Admin admin = Admin.create(client)) {
            String publication = topic.equals("muster.events") ? "muster.publication" : topic + ".publication";
            Topics.ensure(admin, List.of(TopicSpec.facts(topic, PARTITIONS, 1), TopicSpec.publication(publication, 1)));
        }
    }

    /** With room for the log of the whole run: else checkpoints in the middle would be measured, too. */
    private static Database database(LocalPostgres postgres) throws Exception {
        try (Connection connection = postgres.superuser().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET min_wal_size = '2GB'");
            statement.execute("ALTER SYSTEM SET max_wal_size = '8GB'");
            statement.execute("ALTER SYSTEM SET checkpoint_timeout = '30min'");
            statement.execute("SELECT pg_reload_conf()");
        }
        return postgres.createDatabase("pipeline", "pipeline");
    }

    private static String ratio(Stopwatch one, Stopwatch other, String what) {
        return String.format(Locale.ROOT, "%.0f %% %s", 100 * one.perSecond() / other.perSecond(), what);
    }

    private void report(Stopwatch watch, String note) {
        row(
                watch.what(),
                String.format(Locale.ROOT, "%,.0f", watch.perSecond()),
                String.format(
                        Locale.ROOT,
                        "%,d in %.2f s; %s",
                        watch.count(),
                        watch.time().toMillis() / 1e3,
                        note));
    }

    private void row(String what, String figure, String note) {
        String row = "| " + what + " | " + figure + " | " + note + " |";
        rows.add(row);
        System.out.println(row);
    }
}

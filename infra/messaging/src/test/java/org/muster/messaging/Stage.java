package org.muster.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.muster.embedded.Database;
import org.muster.messaging.commands.CommandLoopSettings;
import org.muster.messaging.progress.AppliedPosition;
import org.muster.messaging.progress.PartitionCompleteness;
import org.muster.messaging.projecting.ProjectionSettings;
import org.muster.messaging.publishing.PublisherSettings;
import org.muster.messaging.topics.TopicSpec;
import org.muster.messaging.topics.Topics;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.messaging.wire.KafkaClients;
import org.muster.messaging.wire.PublishedWatermark;
import org.muster.messaging.wire.WatermarkLog;
import org.muster.testing.TestKafka;

/** Topics, groups and ids of one test on a real Kafka. */
public record Stage(Map<String, Object> kafka, String prefix) {

    public static final int PARTITIONS = 4;

    public static Stage onSharedKafka() {
        return on(TestKafka.sharedBootstrapServers());
    }

    public static Stage on(String bootstrapServers) {
        Stage stage = new Stage(Map.of("bootstrap.servers", bootstrapServers), TestKafka.freshPrefix());
        stage.createTopics();
        return stage;
    }

    public void createTopics() {
        try (Admin admin = Admin.create(kafka)) {
            Topics.ensure(
                    admin,
                    List.of(
                            TopicSpec.kept(eventsTopic(), PARTITIONS, 1),
                            TopicSpec.publication(publicationTopic(), 1)));
        }
    }

    public KafkaClients clients() {
        return KafkaClients.of(kafka);
    }

    public String eventsTopic() {
        return prefix + "events";
    }

    public String publicationTopic() {
        return prefix + "publication";
    }

    public PublisherSettings publisher(int batchSizeMax) {
        return publisher(batchSizeMax, Duration.ofSeconds(10));
    }

    public PublisherSettings publisher(int batchSizeMax, Duration patience) {
        return new PublisherSettings(
                clients(), eventsTopic(), publicationTopic(), prefix + "publisher", batchSizeMax, patience);
    }

    public ProjectionSettings projection(String group, int batchSizeMax) {
        Map<String, Object> settling = new HashMap<>(kafka);
        // Members hear of each other sooner than they need to outside a test.
        settling.put("heartbeat.interval.ms", 300);
        return new ProjectionSettings(
                KafkaClients.of(settling), eventsTopic(), publicationTopic(), prefix + group, batchSizeMax);
    }

    /** One member of a command loop, which restarts under the same name. */
    public CommandLoopSettings commands(String member) {
        Map<String, Object> settling = new HashMap<>(kafka);
        settling.put("session.timeout.ms", 2000);
        settling.put("heartbeat.interval.ms", 300);
        return new CommandLoopSettings(
                KafkaClients.of(settling),
                prefix + "commands",
                prefix + "results",
                prefix + "rejected",
                prefix + "commands",
                prefix + member,
                100,
                4);
    }

    public PublishedWatermark publication() {
        try (WatermarkLog publications = WatermarkLog.toLookUp(kafka, publicationTopic(), eventsTopic())) {
            return publications.last(any -> true).orElseThrow().publication();
        }
    }

    /** Everything that a reader of committed events sees, partition by partition. */
    public List<IncomingEvent> readCommitted() {
        return readCommitted(eventsTopic()).stream()
                .map(CloudEventsCodec::fromRecord)
                .toList();
    }

    /** Everything that a reader of committed records sees, partition by partition. */
    public List<ConsumerRecord<byte[], byte[]>> readCommitted(String topic) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("isolation.level", "read_committed");
        // A request that waits at the end for more would hold the closing up.
        config.put("fetch.max.wait.ms", 10);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadlineNanos = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                if (System.nanoTime() > deadlineNanos) {
                    throw new IllegalStateException("Cannot read " + topic + " to its end");
                }
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The topic holds each position once and in order per key, and the last statement says exactly that. */
    public void assertPublishedOnce(int count) {
        List<IncomingEvent> events = readCommitted();
        assertThat(positions(events))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, count).boxed().toList());
        assertThat(positionsByKey(events).values())
                .allSatisfy(positions -> assertThat(positions).isSorted());
        Map<Integer, Long> ends = new HashMap<>();
        events.forEach(event -> ends.merge(event.partition(), event.offset() + 1, Math::max));
        assertThat(publication().position()).isEqualTo(count);
        assertThat(publication().offsets()).isEqualTo(ends);
    }

    /** What a projection has handled is what was published, by the counts of both: for every test that says exactly once. */
    public void assertComplete(Database database, String projection) {
        try (AppliedPosition applied =
                new AppliedPosition(database.dataSource(), clients(), publicationTopic(), eventsTopic()).start()) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(applied.completeness(projection))
                            .hasSize(PARTITIONS)
                            .allMatch(found -> found.verdict() == PartitionCompleteness.Verdict.EQUAL));
        }
    }

    static List<Long> positions(List<IncomingEvent> events) {
        return events.stream().map(IncomingEvent::position).toList();
    }

    static Map<String, List<Long>> positionsByKey(List<IncomingEvent> events) {
        return events.stream()
                .collect(Collectors.groupingBy(
                        event -> subject(event.event()),
                        Collectors.mapping(IncomingEvent::position, Collectors.toList())));
    }

    private static String subject(CloudEvent event) {
        return event.getSubject();
    }

    /** Adds the module's tables as an application's migration would. */
    public static void createCheckpoints(Database database) throws SQLException, IOException {
        run(database, "projection/V1__projections.sql");
        run(database, "projection/V7.1__read_model_versions.sql");
        createLeaderLock(database);
    }

    /** Adds the table of leaders. */
    public static void createLeaderLock(Database database) throws SQLException, IOException {
        run(database, "leadership/R__leader_lock.sql");
    }

    private static void run(Database database, String script) throws SQLException, IOException {
        try (InputStream sql = Stage.class.getResourceAsStream("/org/muster/messaging/db/" + script);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}

package org.muster.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker that is its own controller, in this JVM, on the loopback address, without authentication.
 *
 * <p>Promise: what was acknowledged survives a killed JVM, because the operating system has it. A machine that loses power
 * may lose the last seconds, as every Kafka with one replica may; the topics are then rebuilt from the event store.
 */
public final class LocalKafka implements KafkaServer {

    private static final int NODE_ID = 1;
    private static final int FREE_PORT_ATTEMPTS = 5;

    private final OwnedDirectory home;
    private final int port;
    private KafkaRaftServer server;

    private LocalKafka(OwnedDirectory home, int port) {
        this.home = home;
        this.port = port;
    }

    /**
     * A broker whose topics stay in {@code dataDir}.
     *
     * @throws IllegalStateException if another process has the directory
     * @throws PortTakenException if a stranger listens on the port
     */
    public static LocalKafka persistent(Path dataDir, int port) {
        LocalKafka kafka = new LocalKafka(OwnedDirectory.claim(dataDir), port);
        try {
            kafka.start();
            return kafka;
        } catch (RuntimeException e) {
            kafka.home.close();
            throw e;
        }
    }

    /** A broker on a free port whose topics are deleted on close, or by the next temporary broker after a kill. */
    public static LocalKafka temporary() {
        OwnedDirectory home = OwnedDirectory.temporary("kafka", abandoned -> {});
        for (int attempt = 1; ; attempt++) {
            LocalKafka kafka = new LocalKafka(home, Ports.free());
            try {
                kafka.start();
                return kafka;
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

    @Override
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    /** For fault tests: the broker goes away, clients lose their connections. {@link #start()} brings it back. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Starts the broker after {@link #stop()} on the same data and port; does nothing to one that runs. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        QuietLogging.apply();
        Ports.requireFree(port, "Kafka");
        try {
            formatOnce();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot format " + home.path(), e);
        }
        int controllerPort = Ports.free();
        KafkaRaftServer starting =
                new KafkaRaftServer(new KafkaConfig(settings(data(), controllerPort), false), Time.SYSTEM);
        try {
            starting.startup();
        } catch (RuntimeException e) {
            starting.shutdown();
            throw hasCause(e, BindException.class) ? new PortTakenException(port, "Kafka", e) : e;
        }
        server = starting;
    }

    @Override
    public void close() {
        try {
            stop();
        } finally {
            home.close();
        }
    }

    private Path data() {
        return home.path().resolve("log");
    }

    /** A formatted directory appears under its name only complete: a crash in between starts over. */
    private void formatOnce() throws IOException {
        if (Files.isDirectory(data())) {
            return;
        }
        Path fresh = home.path().resolve("log.new");
        Workspace.delete(fresh);
        Workspace.createPrivate(fresh);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .addDirectory(fresh.toString())
                    .setMetadataLogDirectory(fresh.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Kafka cannot format " + fresh, e);
        }
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Map<String, String> settings(Path data, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@" + Ports.LOOPBACK + ":" + controllerPort);
        settings.put(
                "listeners",
                "PLAINTEXT://" + bootstrapServers() + ",CONTROLLER://" + Ports.LOOPBACK + ":" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", data.toString());
        // After a kill the controller waits for the dead broker's session to end before it admits the new one.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.partitions", "4");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(internal + ".replication.factor", "1");
            settings.put(internal + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // The facts' topic is kept for ever; who wants less says so per topic.
        settings.put("log.retention.ms", "-1");
        settings.put("log.retention.bytes", "-1");
        // Groups are small here and shall settle at once.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.consumer.min.heartbeat.interval.ms", "500");
        settings.put("group.consumer.heartbeat.interval.ms", "500");
        // One machine, a few clients: fewer threads and buffers than a server farm.
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        settings.put("log.cleaner.backoff.ms", "2000");
        return settings;
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}

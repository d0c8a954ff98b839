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
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker in this JVM, on the loopback address, without authentication. It is a controller too, and runs alone or
 * as one of a {@link KafkaCluster}.
 *
 * <p>Promise: an acknowledged record survives a killed JVM, because the operating system has it. A machine that loses power
 * may lose the last seconds, as any Kafka with one replica may; the topics are then rebuilt from the event store.
 */
public final class LocalKafka implements KafkaServer {

    private static final int FREE_PORT_ATTEMPTS = 5;

    private final OwnedDirectory home;
    private final int port;
    private final Supplier<ClusterPlan> plans;
    private final UnaryOperator<Map<String, String>> settings;
    private KafkaRaftServer server;

    private LocalKafka(
            OwnedDirectory home, int port, Supplier<ClusterPlan> plans, UnaryOperator<Map<String, String>> settings) {
        this.home = home;
        this.port = port;
        this.plans = plans;
        this.settings = settings;
    }

    /** No client needs the controller's port, so each start may take another. */
    private static LocalKafka alone(OwnedDirectory home, int port, UnaryOperator<Map<String, String>> settings) {
        return new LocalKafka(home, port, () -> ClusterPlan.ofOne(port), settings);
    }

    /**
     * A broker whose topics stay in {@code dataDir}.
     *
     * @throws IllegalStateException if another process has the directory
     * @throws PortTakenException if another program listens on the port
     */
    public static LocalKafka persistent(Path dataDir, int port) {
        return alone(OwnedDirectory.claim(dataDir), port, UnaryOperator.identity())
                .started();
    }

    /** One broker of a cluster; returns once enough others run for it to join. */
    static LocalKafka member(Path dataDir, ClusterPlan plan, int port) {
        return new LocalKafka(OwnedDirectory.claim(dataDir), port, () -> plan, UnaryOperator.identity()).started();
    }

    private LocalKafka started() {
        try {
            start();
            return this;
        } catch (RuntimeException e) {
            home.close();
            throw e;
        }
    }

    /** A broker on a free port whose topics are deleted on close, or by the next temporary broker after a kill. */
    public static LocalKafka temporary() {
        return temporary(UnaryOperator.identity());
    }

    /**
     * The same with settings of one's own, for instance a second listener.
     *
     * @param settings gets the broker's settings by Kafka's names and gives those that it starts with
     */
    public static LocalKafka temporary(UnaryOperator<Map<String, String>> settings) {
        OwnedDirectory home = OwnedDirectory.temporary("kafka", abandoned -> {});
        for (int attempt = 1; ; attempt++) {
            LocalKafka kafka = alone(home, Ports.free(), settings);
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

    /** For fault tests: stops the broker, so that clients lose their connections. {@link #start()} brings it back. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /** Starts the broker after {@link #stop()} on the same data and port; does nothing if the broker runs. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        QuietLogging.apply();
        Ports.requireFree(port, "Kafka");
        ClusterPlan plan = plans.get();
        ClusterPlan.Node self = plan.nodeAt(port);
        try {
            formatOnce(plan.id(), self.id());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot format " + home.path(), e);
        }
        KafkaRaftServer starting =
                new KafkaRaftServer(new KafkaConfig(settings.apply(plan.settings(self, data())), false), Time.SYSTEM);
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

    /** Formats beside the target and renames, so that a crash in between starts over. */
    private void formatOnce(String clusterId, int nodeId) throws IOException {
        if (Files.isDirectory(data())) {
            return;
        }
        Path fresh = home.path().resolve("log.new");
        Workspace.delete(fresh);
        Workspace.createPrivate(fresh);
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(clusterId)
                    .setNodeId(nodeId)
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

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}

package org.muster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Brokers on this machine for fault tests. Each is a process of its own, so it can be killed. From three brokers on, each
 * partition has three replicas, and an acknowledged record is on two of them; so one broker at a time may be unavailable.
 */
public final class KafkaCluster implements AutoCloseable {

    private static final int KILLED_WITHIN_SECONDS = 10;

    private final OwnedDirectory home;
    private final ClusterPlan plan;
    private final Map<Integer, Process> running = new HashMap<>();

    private KafkaCluster(OwnedDirectory home, ClusterPlan plan) {
        this.home = home;
        this.plan = plan;
    }

    /** Brokers 1 to {@code brokers}, whose topics are deleted on close. Returns when all of them run. */
    public static KafkaCluster temporary(int brokers) {
        OwnedDirectory home = OwnedDirectory.temporary("kafka-cluster", abandoned -> {});
        KafkaCluster cluster = new KafkaCluster(home, ClusterPlan.onFreePorts(brokers));
        try {
            cluster.plan.nodes().forEach(cluster::launch);
            cluster.plan.nodes().forEach(cluster::awaitStarted);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** The value for clients' {@code bootstrap.servers}: all brokers, also those that are stopped. */
    public String bootstrapServers() {
        return plan.bootstrapServers();
    }

    /** Kills one broker (SIGKILL) and returns when it is gone. {@link #start} brings it back. */
    public synchronized void kill(int broker) {
        Process process = running.remove(broker);
        if (process == null) {
            return;
        }
        process.destroyForcibly()
                .onExit()
                .orTimeout(KILLED_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Starts a broker after {@link #kill} on its data and ports, and returns when it runs. */
    public synchronized void start(int broker) {
        if (!running.containsKey(broker)) {
            ClusterPlan.Node node = plan.nodes().get(broker - 1);
            launch(node);
            awaitStarted(node);
        }
    }

    private void launch(ClusterPlan.Node node) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                // A broker lives for a minute: to optimize its code costs more than it saves.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                // Surefire passes its class path in a manifest, and the real one in this property.
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BrokerProcess.class.getName(),
                home.path().resolve("broker-" + node.id()).toString(),
                Integer.toString(node.port())));
        command.addAll(plan.toArguments());
        try {
            running.put(
                    node.id(),
                    new ProcessBuilder(command)
                            .redirectError(
                                    ProcessBuilder.Redirect.appendTo(log(node).toFile()))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a broker", e);
        }
    }

    private void awaitStarted(ClusterPlan.Node node) {
        try {
            // The only line that a broker prints; the end of its output means the end of the process.
            if (running.get(node.id()).inputReader().readLine() == null) {
                throw new IllegalStateException("Broker " + node.id() + " did not start, see " + log(node));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Broker " + node.id() + " does not report its start", e);
        }
    }

    private Path log(ClusterPlan.Node node) {
        return home.path().resolve("broker-" + node.id() + ".log");
    }

    /** Kills all brokers, and deletes what they stored. */
    @Override
    public synchronized void close() {
        List.copyOf(running.keySet()).forEach(this::kill);
        home.close();
    }
}

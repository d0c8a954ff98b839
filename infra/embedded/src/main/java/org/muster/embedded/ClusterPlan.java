package org.muster.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * The members of a cluster. Each broker knows them before any of them runs; each is a controller too.
 *
 * @param id the id of the cluster, the same for all its brokers
 */
record ClusterPlan(String id, List<Node> nodes) {

    private static final int REPLICAS_MAX = 3;

    /** One broker, and the ports on which it listens to clients and to the other controllers. */
    record Node(int id, int port, int controllerPort) {

        private String address() {
            return Ports.LOOPBACK + ":" + port;
        }

        private String controllerAddress() {
            return Ports.LOOPBACK + ":" + controllerPort;
        }
    }

    static ClusterPlan ofOne(int port) {
        return new ClusterPlan(Uuid.randomUuid().toString(), List.of(new Node(1, port, Ports.free())));
    }

    static ClusterPlan onFreePorts(int brokers) {
        List<Integer> ports =
                Stream.generate(Ports::free).distinct().limit(2L * brokers).toList();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < brokers; i++) {
            nodes.add(new Node(i + 1, ports.get(2 * i), ports.get(2 * i + 1)));
        }
        return new ClusterPlan(Uuid.randomUuid().toString(), List.copyOf(nodes));
    }

    Node nodeAt(int port) {
        return nodes.stream().filter(node -> node.port() == port).findFirst().orElseThrow();
    }

    String bootstrapServers() {
        return nodes.stream().map(Node::address).collect(Collectors.joining(","));
    }

    /** For another process: {@code id 1:9092:9093 2:…}. */
    List<String> toArguments() {
        return Stream.concat(
                        Stream.of(id),
                        nodes.stream().map(node -> node.id() + ":" + node.port() + ":" + node.controllerPort()))
                .toList();
    }

    static ClusterPlan ofArguments(List<String> arguments) {
        List<Node> nodes = arguments.stream()
                .skip(1)
                .map(node -> node.split(":"))
                .map(numbers -> new Node(
                        Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2])))
                .toList();
        return new ClusterPlan(arguments.getFirst(), nodes);
    }

    /** The broker's settings. With three brokers, an acknowledged record is on two of them. */
    Map<String, String> settings(Node self, Path data) {
        String replicas = Integer.toString(Math.min(nodes.size(), REPLICAS_MAX));
        String replicasInSync = nodes.size() < REPLICAS_MAX ? "1" : "2";
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(self.id()));
        settings.put(
                "controller.quorum.voters",
                nodes.stream()
                        .map(node -> node.id() + "@" + node.controllerAddress())
                        .collect(Collectors.joining(",")));
        settings.put("listeners", "PLAINTEXT://" + self.address() + ",CONTROLLER://" + self.controllerAddress());
        settings.put("advertised.listeners", "PLAINTEXT://" + self.address());
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("log.dirs", data.toString());
        // After a kill the controller waits for the dead broker's session to end before it admits the new one.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("auto.create.topics.enable", "false");
        settings.put("num.partitions", "4");
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", replicasInSync);
        for (String internal : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(internal + ".replication.factor", replicas);
            settings.put(internal + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", replicasInSync);
        settings.put("share.coordinator.state.topic.min.isr", replicasInSync);
        // The topic of events is kept for ever; other topics set a retention of their own.
        settings.put("log.retention.ms", "-1");
        settings.put("log.retention.bytes", "-1");
        // Groups are small here and need not wait for more members.
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
}

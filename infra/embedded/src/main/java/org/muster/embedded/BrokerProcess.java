package org.muster.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The main class of one broker of a {@link KafkaCluster}. It ends with the process that started it. */
final class BrokerProcess {

    private BrokerProcess() {}

    /** Directory, port, and the arguments of a {@link ClusterPlan}. */
    public static void main(String[] arguments) throws IOException {
        PrintStream parent = System.out;
        // Log lines go to the broker's log file.
        System.setOut(System.err);
        ClusterPlan plan = ClusterPlan.ofArguments(List.of(arguments).subList(2, arguments.length));
        LocalKafka kafka = LocalKafka.member(Path.of(arguments[0]), plan, Integer.parseInt(arguments[1]));
        parent.println("started");
        while (System.in.read() >= 0) {
            // Any input means: keep running.
        }
        kafka.close();
        System.exit(0);
    }
}

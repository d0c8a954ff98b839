package org.muster.eventstore;

import static org.muster.eventstore.Store.event;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.order.AppendConflict;

/**
 * Appends as fast as it can until it is killed: counted facts of its own, and every fourth time a fight for a seat. Prints
 * what was acknowledged: {@code position payload}.
 */
final class WriterProcess {

    private static final int IN_FLIGHT = 64;

    private WriterProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        String name = arguments[2];
        PrintStream out = System.out;
        Semaphore slots = new Semaphore(IN_FLIGHT);
        try (Store store = Store.on(ChildProcess.database(arguments), EventStoreSettings.defaults())) {
            for (int n = 1; ; n++) {
                slots.acquire();
                boolean seat = n % 4 == 0;
                String payload = name + (seat ? " seat " + n / 4 : " own " + n);
                AppendCondition condition = seat
                        ? AppendCondition.withCriteria(Store.criteria("seat:" + n / 4, "test.Taken"))
                        : AppendCondition.none();
                var fact = seat
                        ? event("test.Taken", payload, "seat:" + n / 4, "writer:" + name)
                        : event("test.Counted", payload, "writer:" + name);
                store.offer(condition, List.of(fact)).whenComplete((appended, failure) -> {
                    slots.release();
                    if (appended != null) {
                        synchronized (out) {
                            out.println(appended.firstPosition() + " " + payload);
                            out.flush();
                        }
                    } else if (!AppendConflict.isConflict(failure)) {
                        failure.printStackTrace();
                    }
                });
            }
        }
    }
}

package org.muster.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.log.EventLog;

/** Tails the log from the start until it is killed. Prints each event: {@code position payload}. */
final class ReaderProcess {

    private ReaderProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        TextCodec codec = new TextCodec();
        try (HikariDataSource pool = Store.pool(ChildProcess.database(arguments), 3);
                EventLog log = EventLog.open(pool)) {
            long position = 0;
            while (true) {
                if (!log.awaitAfter(position, Duration.ofSeconds(30))) {
                    continue;
                }
                List<StoredEvent> events = log.readAfter(position, 300);
                StringBuilder lines = new StringBuilder();
                for (StoredEvent event : events) {
                    lines.append(event.position())
                            .append(' ')
                            .append(codec.decode(null, event.payload()))
                            .append('\n');
                    position = event.position();
                }
                System.out.print(lines);
                System.out.flush();
            }
        }
    }
}

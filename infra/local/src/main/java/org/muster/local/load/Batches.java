package org.muster.local.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.muster.local.history.HistoricalCommand;
import org.muster.local.history.HistoryStream;

/**
 * A stream in batches. A batch is sent when every command of the one before it was answered; the last batch is a single
 * command. So, whenever a process was killed:
 *
 * <ul>
 *   <li>if the stream's last command is recorded, all of it is;
 *   <li>if a batch's last command is recorded, all batches before it are whole, and it may itself have gaps.
 * </ul>
 *
 * <p>So a resumed load asks the store, and needs no file of its own that could be wrong.
 */
record Batches(HistoryStream stream, List<List<HistoricalCommand>> batches) {

    private static final int SIZE = 500;

    /** Whether a command is on record. */
    interface Recorded {
        boolean is(HistoricalCommand command) throws IOException, InterruptedException;
    }

    static Batches of(HistoryStream stream) {
        List<HistoricalCommand> commands = stream.commands();
        List<List<HistoricalCommand>> batches = new ArrayList<>();
        int last = commands.size() - 1;
        for (int from = 0; from < last; from += SIZE) {
            batches.add(commands.subList(from, Math.min(from + SIZE, last)));
        }
        batches.add(commands.subList(last, last + 1));
        return new Batches(stream, List.copyOf(batches));
    }

    HistoricalCommand last() {
        return batches.getLast().getLast();
    }

    /**
     * The first batch to send: the last one whose end is recorded, because it may have gaps.
     *
     * @return the number of batches if nothing is left to send
     */
    int firstToSend(Recorded recorded) throws IOException, InterruptedException {
        if (recorded.is(last())) {
            return batches.size();
        }
        int known = 0;
        int unknown = batches.size() - 1;
        while (known < unknown) {
            int middle = (known + unknown) / 2;
            if (recorded.is(batches.get(middle).getLast())) {
                known = middle + 1;
            } else {
                unknown = middle;
            }
        }
        return Math.max(known - 1, 0);
    }
}

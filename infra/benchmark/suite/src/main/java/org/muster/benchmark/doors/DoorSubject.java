package org.muster.benchmark.doors;

import java.util.List;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Subject;

/** A door of a running application as what the load measures; its missions are sent before. */
abstract class DoorSubject implements Subject {

    final Commands command;

    DoorSubject(Commands command) {
        this.command = command;
    }

    @Override
    public final void seed(List<Mission> missions) {
        throw new UnsupportedOperationException("missions are sent as commands");
    }

    /** @throws IllegalStateException for an answer that is neither yes nor a rule's no */
    static Outcome outcome(int status, String answer) {
        if (status != 200 && status != 409) {
            throw new IllegalStateException(status + " " + answer);
        }
        return new Outcome(status == 200, 0);
    }
}

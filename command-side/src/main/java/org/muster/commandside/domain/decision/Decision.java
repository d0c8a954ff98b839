package org.muster.commandside.domain.decision;

import java.util.List;
import java.util.Map;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.events.DomainEvent;

/** What a rule says to a command: the events that follow, or why not. A refusal is a value; exceptions mean bugs. */
public sealed interface Decision {

    /**
     * The command is accepted.
     *
     * @param events the events to record, in order and all or none; at least one
     * @param warnings what the caller should know though it was accepted (rules X8, X10); often none
     */
    record Accepted(List<DomainEvent> events, List<Warning> warnings) implements Decision {
        public Accepted {
            events = List.copyOf(events);
            warnings = List.copyOf(warnings);
            if (events.isEmpty()) {
                throw new IllegalArgumentException("an accepted command records at least one event");
            }
        }
    }

    /**
     * The command is refused by a rule.
     *
     * @param code stable API
     * @param details what decided it, by name; plain JSON values
     */
    record Rejected(RefusalCode code, Map<String, Object> details) implements Decision {
        public Rejected {
            details = Map.copyOf(details);
        }
    }

    static Decision accepted(DomainEvent... events) {
        return new Accepted(List.of(events), List.of());
    }

    static Decision accepted(List<DomainEvent> events, List<Warning> warnings) {
        return new Accepted(events, warnings);
    }

    static Decision rejected(RefusalCode code) {
        return new Rejected(code, Map.of());
    }

    static Decision rejected(RefusalCode code, Map<String, Object> details) {
        return new Rejected(code, details);
    }
}

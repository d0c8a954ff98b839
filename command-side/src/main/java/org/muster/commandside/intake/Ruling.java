package org.muster.commandside.intake;

import java.util.List;
import java.util.Map;
import org.muster.commands.RefusalCode;

/** What became of a well-formed command. */
public sealed interface Ruling extends Outcome {

    /**
     * Accepted, and its facts are durable. A repeated command gets the same answer.
     *
     * @param facts what was recorded, in order; at least one
     * @param warnings what the caller should know though it was accepted
     * @param repeated whether it had been recorded before this call
     */
    record Accepted(List<EventReference> facts, List<String> warnings, boolean repeated) implements Ruling {
        public Accepted {
            facts = List.copyOf(facts);
            warnings = List.copyOf(warnings);
        }

        /** The position of the last fact. */
        public long position() {
            return facts.getLast().position();
        }
    }

    /**
     * Refused by a rule; nothing was recorded. Sent again, it is decided again.
     *
     * @param code stable API
     * @param facts what decided it
     */
    record Refused(RefusalCode code, Map<String, Object> facts) implements Ruling {
        public Refused {
            facts = Map.copyOf(facts);
        }
    }

    /** This id was used before, for another command or another body. Nothing was recorded by this call. */
    record IdReused() implements Ruling {}

    /** Others kept changing what the rule reads; nothing was recorded. May be sent again. */
    record Contended() implements Ruling {}

    /** Too much is waiting; nothing was recorded. May be sent again later. */
    record Overloaded() implements Ruling {}

    /**
     * The store cannot be reached or did not answer in time. May be sent again, with the same id: then it is recorded
     * once, whatever happened to this attempt.
     *
     * @param outcomeUnknown whether the facts may have been recorded
     */
    record Unavailable(boolean outcomeUnknown) implements Ruling {}
}

package org.muster.events;

import java.util.Objects;

/**
 * Names one entity that an event concerns, as {@code key:value}, for instance {@code mission:UNTAC}.
 *
 * <p>"The history of X" is the events tagged X, and a command's consistency boundary is a set of tags
 * (Dynamic Consistency Boundary, dcb.events).
 *
 * @param key which kind of entity; one of the constants of this type
 * @param value the entity's identifier
 */
public record Tag(String key, String value) {

    public static final String MISSION = "mission";
    public static final String VOLUNTEER = "volunteer";
    public static final String ASSIGNMENT = "assignment";
    /** A host entity's request for one volunteer: a Description of Assignment. */
    public static final String DOA = "doa";

    /** An order of the security system to evacuate duty stations. */
    public static final String ORDER = "order";

    public static final String STATION = "station";
    public static final String PERIOD = "period";
    /** What stands for a person: shows that one person was registered twice, without a name. */
    public static final String IDENTITY = "identity";
    /** The policies that rules go by, all of them together. */
    public static final String POLICY = "policy";
    /** The one value of {@link #POLICY}. */
    public static final String POLICY_BOOK = "conditions-of-service";
    /** Every erasure carries it, so that those who keep personal data find them all. */
    public static final String ERASURE = "erasure";
    /** The one value of {@link #ERASURE}. */
    public static final String ERASURE_SCOPE = "personal-data";
    /** An event that was corrected or annulled, by its id. */
    public static final String EVENT = "event";
    /** Every correction and annulment carries it, so that whoever folds events finds them all. */
    public static final String AMENDMENT = "amendment";
    /** The one value of {@link #AMENDMENT}. */
    public static final String AMENDMENT_SCOPE = "register";
    /** The id of the command that caused the event; makes commands idempotent. Added by the intake, not by the events. */
    public static final String COMMAND = "command";

    public Tag {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }

    public static Tag mission(String acronym) {
        return new Tag(MISSION, acronym);
    }

    public static Tag volunteer(String id) {
        return new Tag(VOLUNTEER, id);
    }

    public static Tag assignment(String id) {
        return new Tag(ASSIGNMENT, id);
    }

    public static Tag doa(String id) {
        return new Tag(DOA, id);
    }

    public static Tag order(String id) {
        return new Tag(ORDER, id);
    }

    public static Tag station(String id) {
        return new Tag(STATION, id);
    }

    public static Tag period(String mission, BudgetPeriod period) {
        return new Tag(PERIOD, mission + "/" + period.from());
    }

    public static Tag identity(String identity) {
        return new Tag(IDENTITY, identity);
    }

    public static Tag policies() {
        return new Tag(POLICY, POLICY_BOOK);
    }

    /** Carried by every erasure. */
    public static Tag erasures() {
        return new Tag(ERASURE, ERASURE_SCOPE);
    }

    public static Tag event(String id) {
        return new Tag(EVENT, id);
    }

    /** Carried by every correction and annulment. */
    public static Tag amendments() {
        return new Tag(AMENDMENT, AMENDMENT_SCOPE);
    }

    public static Tag command(String id) {
        return new Tag(COMMAND, id);
    }

    /**
     * Reads the form {@code key:value}.
     *
     * @throws IllegalArgumentException if either part is missing
     */
    public static Tag parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException("a tag is written key:value, for instance mission:UNTAC");
        }
        return new Tag(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return key + ":" + value;
    }
}

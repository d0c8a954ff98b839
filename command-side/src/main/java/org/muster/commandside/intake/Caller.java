package org.muster.commandside.intake;

/**
 * Who asks.
 *
 * @param actor the authenticated subject, recorded with every event
 * @param mayImport whether historical imports are allowed to this caller
 * @param mayAdminister whether administrative commands are allowed to this caller
 * @param mayAutomate whether this is Muster itself; no token makes a caller so
 */
public record Caller(String actor, boolean mayImport, boolean mayAdminister, boolean mayAutomate) {

    /** Somebody from outside, by whatever door. */
    public Caller(String actor, boolean mayImport, boolean mayAdminister) {
        this(actor, mayImport, mayAdminister, false);
    }

    /** Muster's own automations. */
    public static Caller automation() {
        return new Caller("muster:automation", false, false, true);
    }
}

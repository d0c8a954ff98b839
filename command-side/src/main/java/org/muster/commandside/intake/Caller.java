package org.muster.commandside.intake;

/**
 * Who asks.
 *
 * @param actor the authenticated subject, recorded with every event
 * @param mayImport whether historical imports are allowed to this caller
 * @param mayAdminister whether administrative commands are allowed to this caller
 */
public record Caller(String actor, boolean mayImport, boolean mayAdminister) {}

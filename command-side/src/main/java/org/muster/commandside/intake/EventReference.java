package org.muster.commandside.intake;

import java.util.UUID;

/**
 * One event that a command caused.
 *
 * @param id the event's id
 * @param type its wire name, for instance {@code muster.volunteer.deployed.v1}
 * @param position its place in the order of all events
 */
public record EventReference(UUID id, String type, long position) {}

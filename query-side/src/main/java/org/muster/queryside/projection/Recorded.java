package org.muster.queryside.projection;

import org.muster.events.DomainEvent;

/**
 * A fact and where it stands in the register.
 *
 * @param position its place in the one order of all facts; later facts have greater ones
 */
public record Recorded(long position, DomainEvent event) {}

package org.muster.events.policy;

import org.muster.events.DomainEvent;
import org.muster.events.Tag;

/** An event about the policies that rules go by. They are one subject, so that they have one order. */
public sealed interface PolicyEvent extends DomainEvent permits PolicyAdopted {

    @Override
    default Tag subject() {
        return Tag.policies();
    }
}

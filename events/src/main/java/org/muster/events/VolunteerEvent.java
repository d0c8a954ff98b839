package org.muster.events;

/**
 * An event about a person or one of their assignments.
 *
 * <p>Events about assignments have the volunteer as primary subject, so that all assignments of one person stay in one
 * order, also when a transfer ends one and starts another (rule X9).
 */
public sealed interface VolunteerEvent extends DomainEvent
        permits VolunteerRegistered, VolunteerDeployed, ContractExtended, AssignmentEnded {

    /** The volunteer's identifier; never a name. */
    String volunteer();

    @Override
    default Tag subject() {
        return Tag.volunteer(volunteer());
    }
}

package org.muster.commands;

/**
 * What an integrating system asks for. The records are the JSON forms on HTTP and Kafka; who asks, when, and under
 * which id comes with the envelope.
 */
public sealed interface Command
        permits EstablishMission,
                StartMission,
                ExtendMandate,
                LinkSuccessorMission,
                AuthorizeVolunteerStrength,
                ReviseVolunteerStrength,
                OpenDutyStation,
                EndMandate,
                BeginDrawdown,
                BeginLiquidation,
                CloseMission,
                RegisterVolunteer,
                DeployVolunteer,
                EndAssignment {

    /** Whether the caller asks for the relaxed rules of a historical import; honoured only with the import scope. */
    default boolean imported() {
        return false;
    }
}

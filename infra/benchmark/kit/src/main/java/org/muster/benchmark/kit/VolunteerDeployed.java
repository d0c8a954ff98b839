package org.muster.benchmark.kit;

/**
 * The stored event, the same for ours and for every peer: about 400 bytes as JSON. Dates are text so that no serializer's
 * treatment of dates is what is compared.
 */
public record VolunteerDeployed(
        String commandId,
        String missionId,
        String volunteerId,
        String assignmentId,
        String descriptionOfAssignmentId,
        String stationId,
        String category,
        String serviceArea,
        String entryOnDuty,
        String contractEndsOn,
        String fundedUntil,
        String recordedBy,
        boolean imported) {}

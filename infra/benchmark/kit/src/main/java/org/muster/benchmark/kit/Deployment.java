package org.muster.benchmark.kit;

import java.util.Locale;
import java.util.UUID;

/**
 * One command DeployVolunteer.
 *
 * @param commandId unique; stored with the event
 * @param missionId such as {@code M0007}
 * @param volunteerId such as {@code V000000123}
 */
public record Deployment(UUID commandId, String missionId, String volunteerId) {

    public static String missionId(int number) {
        return String.format(Locale.ROOT, "M%04d", number);
    }

    public static String volunteerId(long number) {
        return String.format(Locale.ROOT, "V%09d", number);
    }

    /** The event that accepting this command stores. */
    public VolunteerDeployed accepted() {
        return new VolunteerDeployed(
                commandId.toString(),
                missionId,
                volunteerId,
                "A-" + volunteerId + "-1",
                "DOA-" + missionId + "-" + volunteerId,
                missionId + "-S1",
                "INTERNATIONAL_SPECIALIST",
                "ELECTORAL_SUPPORT",
                "1993-05-01",
                "1994-04-30",
                "1994-06-30",
                "integration:field-personnel-system",
                false);
    }
}

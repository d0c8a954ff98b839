package org.muster.commandside.domain.model.notice;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.automation.MandateExpiryWarned;
import org.muster.events.automation.MandateNotice;
import org.muster.events.automation.MissionReadyToClose;

/**
 * What people were told about a mission's mandate and its end.
 *
 * @param warnings those that were given, each for an expiry
 * @param readyToClose whether that was said, and nobody has entered the mission since
 */
public record MissionNotices(Set<Warning> warnings, boolean readyToClose) {

    /** By the mission's acronym. */
    public static final DecisionModel<MissionNotices> MODEL = DecisionModel.named("mission-notices", 1)
            .tagged(Tag.MISSION)
            .startingAt(new MissionNotices(Set.of(), false))
            .on(MandateExpiryWarned.class, (notices, e) -> notices.warned(e.expiresOn(), e.notice()))
            .on(MissionReadyToClose.class, (notices, e) -> new MissionNotices(notices.warnings, true))
            .on(VolunteerDeployed.class, (notices, e) -> new MissionNotices(notices.warnings, false))
            .on(VolunteerTransferred.class, (notices, e) -> new MissionNotices(notices.warnings, false));

    public MissionNotices {
        warnings = Set.copyOf(warnings);
    }

    /** One warning of one expiry. */
    public record Warning(LocalDate expiresOn, MandateNotice notice) {}

    private MissionNotices warned(LocalDate expiresOn, MandateNotice notice) {
        Set<Warning> more = new HashSet<>(warnings);
        more.add(new Warning(expiresOn, notice));
        return new MissionNotices(more, readyToClose);
    }
}

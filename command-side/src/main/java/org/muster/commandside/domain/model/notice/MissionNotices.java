package org.muster.commandside.domain.model.notice;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.BudgetPeriod;
import org.muster.events.Tag;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.automation.BudgetPeriodRestated;
import org.muster.events.automation.MandateExpiryWarned;
import org.muster.events.automation.MandateNotice;
import org.muster.events.automation.MissionReadyToClose;

/**
 * What people were told about a mission's mandate and its end.
 *
 * @param warnings those that were given, each for an expiry
 * @param readyToClose whether that was said, and nobody has entered the mission since
 * @param restatements of budget periods
 */
public record MissionNotices(Set<Warning> warnings, boolean readyToClose, Set<Restatement> restatements) {

    /** By the mission's acronym. */
    public static final DecisionModel<MissionNotices> MODEL = DecisionModel.named("mission-notices", 2)
            .tagged(Tag.MISSION)
            .startingAt(new MissionNotices(Set.of(), false, Set.of()))
            .on(MandateExpiryWarned.class, (notices, e) -> notices.warned(e.expiresOn(), e.notice()))
            .on(MissionReadyToClose.class, (notices, e) -> notices.ready(true))
            .on(VolunteerDeployed.class, (notices, e) -> notices.ready(false))
            .on(VolunteerTransferred.class, (notices, e) -> notices.ready(false))
            .on(BudgetPeriodRestated.class, MissionNotices::restated);

    public MissionNotices {
        warnings = Set.copyOf(warnings);
        restatements = Set.copyOf(restatements);
    }

    /** One warning of one expiry. */
    public record Warning(LocalDate expiresOn, MandateNotice notice) {}

    /** A restatement of one budget period from one day on. */
    public record Restatement(BudgetPeriod period, LocalDate changedFrom, LocalDate restatedOn) {}

    private MissionNotices warned(LocalDate expiresOn, MandateNotice notice) {
        Set<Warning> more = new HashSet<>(warnings);
        more.add(new Warning(expiresOn, notice));
        return new MissionNotices(more, readyToClose, restatements);
    }

    private MissionNotices ready(boolean toClose) {
        return new MissionNotices(warnings, toClose, restatements);
    }

    private MissionNotices restated(BudgetPeriodRestated event) {
        Set<Restatement> more = new HashSet<>(restatements);
        more.add(new Restatement(event.period(), event.changedFrom(), event.restatedOn()));
        return new MissionNotices(warnings, readyToClose, more);
    }
}

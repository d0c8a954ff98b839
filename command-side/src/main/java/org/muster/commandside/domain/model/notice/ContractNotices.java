package org.muster.commandside.domain.model.notice;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.automation.ContractNotice;
import org.muster.events.automation.ContractOverdueFlagged;
import org.muster.events.automation.ContractReminderIssued;

/**
 * What people were told about the end of an assignment's contract. An extension begins anew, because it has another end.
 *
 * @param reminders those that were issued, each for an end
 * @param overdue the ends that were flagged
 */
public record ContractNotices(Set<Reminder> reminders, Set<LocalDate> overdue) {

    /** By the assignment's identifier. */
    public static final DecisionModel<ContractNotices> MODEL = DecisionModel.named("contract-notices", 1)
            .tagged(Tag.ASSIGNMENT)
            .startingAt(new ContractNotices(Set.of(), Set.of()))
            .on(ContractReminderIssued.class, (notices, e) -> notices.reminded(e.contractEndsOn(), e.notice()))
            .on(ContractOverdueFlagged.class, (notices, e) -> notices.flagged(e.contractEndsOn()));

    public ContractNotices {
        reminders = Set.copyOf(reminders);
        overdue = Set.copyOf(overdue);
    }

    /** One reminder of one end. */
    public record Reminder(LocalDate contractEndsOn, ContractNotice notice) {}

    private ContractNotices reminded(LocalDate contractEndsOn, ContractNotice notice) {
        Set<Reminder> more = new HashSet<>(reminders);
        more.add(new Reminder(contractEndsOn, notice));
        return new ContractNotices(more, overdue);
    }

    private ContractNotices flagged(LocalDate contractEndsOn) {
        Set<LocalDate> more = new HashSet<>(overdue);
        more.add(contractEndsOn);
        return new ContractNotices(reminders, more);
    }
}

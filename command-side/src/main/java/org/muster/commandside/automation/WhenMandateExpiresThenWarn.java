package org.muster.commandside.automation;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.commands.automation.WarnOfMandateExpiry;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.automation.MandateNotice;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.policy.Policies;

/** Before a mandate expires, and on that day, people are warned. Nothing is ended or closed: that is for people. */
record WhenMandateExpiresThenWarn() implements Automation {

    private record Mandate(String mission, LocalDate expiresOn) {}

    @Override
    public String name() {
        return "mandate-expiry";
    }

    @Override
    public Set<Class<? extends DomainEvent>> causes() {
        return Set.of(MissionEstablished.class, MandateExtended.class);
    }

    @Override
    public List<Due> due(Cause cause, Boundary present, LocalDate today) {
        return mandate(cause.event())
                .filter(mandate -> !mandate.expiresOn().isBefore(cause.recordedOn()))
                .map(mandate -> due(mandate, present.read(PolicyBook.MODEL, Tag.POLICY_BOOK), today).stream()
                        .filter(due -> !due.on().isBefore(cause.recordedOn()))
                        .toList())
                .orElse(List.of());
    }

    private static List<Due> due(Mandate mandate, Policies policies, LocalDate today) {
        return Arrays.stream(MandateNotice.values())
                .flatMap(notice -> daysBefore(notice, policies, today).stream()
                        .map(mandate.expiresOn()::minusDays)
                        .map(on -> new Due(
                                notice.name(),
                                on,
                                new WarnOfMandateExpiry(mandate.mission(), mandate.expiresOn(), notice, on))))
                .toList();
    }

    private static Optional<Integer> daysBefore(MandateNotice notice, Policies policies, LocalDate today) {
        return notice.days().isEmpty()
                ? Optional.of(0)
                : policies.value(notice.days().get(), today);
    }

    private static Optional<Mandate> mandate(DomainEvent event) {
        return switch (event) {
            case MissionEstablished e -> e.expiresOn().map(day -> new Mandate(e.mission(), day));
            case MandateExtended e -> Optional.of(new Mandate(e.mission(), e.newExpiry()));
            default -> Optional.empty();
        };
    }
}

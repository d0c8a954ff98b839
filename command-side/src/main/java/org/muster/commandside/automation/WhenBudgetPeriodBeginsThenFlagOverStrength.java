package org.muster.commandside.automation;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.commands.automation.FlagOverStrength;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.DomainEvent;
import org.muster.events.VolunteerType;
import org.muster.events.mission.VolunteerStrengthAuthorized;
import org.muster.events.mission.VolunteerStrengthRevised;

/**
 * When a budget period or a revision of its strength begins, a mission with more encumbered posts than that is flagged. The
 * register is asked on that day, so that a mission that fits sends no command.
 */
record WhenBudgetPeriodBeginsThenFlagOverStrength() implements Automation {

    private record Strength(String mission, LocalDate from) {}

    @Override
    public String name() {
        return "over-strength";
    }

    @Override
    public Set<Class<? extends DomainEvent>> causes() {
        return Set.of(VolunteerStrengthAuthorized.class, VolunteerStrengthRevised.class);
    }

    @Override
    public List<Due> due(Cause cause, Boundary present, LocalDate today) {
        return strength(cause.event())
                .filter(strength -> !strength.from().isBefore(cause.startedOn()))
                .filter(strength -> strength.from().isAfter(today) || isExceeded(strength, present))
                .map(strength -> List.of(
                        new Due("FLAG", strength.from(), new FlagOverStrength(strength.mission(), strength.from()))))
                .orElse(List.of());
    }

    private static boolean isExceeded(Strength strength, Boundary present) {
        MissionPosts posts = present.read(MissionPosts.MODEL, strength.mission());
        return posts.authorizedOn(strength.from())
                .filter(authorized -> Arrays.stream(VolunteerType.values())
                        .anyMatch(type -> posts.encumbered(type).on(strength.from()) > authorized.posts(type)))
                .isPresent();
    }

    private static Optional<Strength> strength(DomainEvent event) {
        return switch (event) {
            case VolunteerStrengthAuthorized e ->
                Optional.of(new Strength(e.mission(), e.period().from()));
            case VolunteerStrengthRevised e -> Optional.of(new Strength(e.mission(), e.revisedOn()));
            default -> Optional.empty();
        };
    }
}

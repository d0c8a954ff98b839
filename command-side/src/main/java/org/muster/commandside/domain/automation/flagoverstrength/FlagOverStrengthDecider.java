package org.muster.commandside.domain.automation.flagoverstrength;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.automation.FlagOverStrength;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.AuthorizedStrength;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.events.DomainEvent;
import org.muster.events.VolunteerType;
import org.muster.events.automation.OverStrengthFlagged;

/**
 * Each establishment of a mission that has more posts encumbered on the day than are authorized is flagged (X10). Nothing is due where
 * all fits, or nothing is authorized.
 */
public final class FlagOverStrengthDecider implements Decider<FlagOverStrength> {

    @Override
    public Decision decide(FlagOverStrength command, Boundary boundary) {
        return decide(command, boundary.read(MissionPosts.MODEL, command.mission()));
    }

    static Decision decide(FlagOverStrength command, MissionPosts posts) {
        List<DomainEvent> flags = posts.authorizedOn(command.on()).stream()
                .flatMap(strength -> Arrays.stream(VolunteerType.values())
                        .filter(type -> encumbered(command, posts, type) > strength.posts(type))
                        .<DomainEvent>map(type -> flag(command, posts, strength, type)))
                .toList();
        return flags.isEmpty()
                ? Decision.rejected(
                        RefusalCode.NOT_DUE,
                        Map.of("mission", command.mission(), "on", command.on().toString()))
                : Decision.accepted(flags, List.of());
    }

    private static OverStrengthFlagged flag(
            FlagOverStrength command, MissionPosts posts, AuthorizedStrength strength, VolunteerType type) {
        return new OverStrengthFlagged(
                command.mission(),
                type,
                command.on(),
                strength.posts(type),
                encumbered(command, posts, type),
                Optional.of(strength.period()));
    }

    private static int encumbered(FlagOverStrength command, MissionPosts posts, VolunteerType type) {
        return posts.encumbered(type).on(command.on());
    }
}

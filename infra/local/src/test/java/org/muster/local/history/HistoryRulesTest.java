package org.muster.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.muster.commands.assignment.AssignmentCommand;
import org.muster.commands.mission.MissionCommand;
import org.muster.commands.security.SecurityCommand;
import org.muster.commands.volunteer.RegisterVolunteer;

/**
 * Replays the commands against the rules X1 to X7 and X9, written a second time in the simplest way. A load that would be
 * refused fails here first.
 */
class HistoryRulesTest {

    private final MissionRules missions = new MissionRules();
    private final ServiceRules services = new ServiceRules(missions);

    @Test
    void every_command_of_every_stream_keeps_the_rules_in_its_order() {
        for (HistoryStream stream : Told.STREAMS) {
            stream.commands().forEach(this::check);
        }
        assertThat(missions.phases().values()).doesNotContain("PLANNED");
        assertThat(missions.phases().entrySet().stream()
                        .filter(phase -> phase.getValue().equals("CLOSED")))
                .hasSize(38);
        assertThat(missions.phases())
                .containsEntry("UNSOM", "DRAWDOWN")
                .containsEntry("MINUSMA", "LIQUIDATION")
                .containsEntry("UNITAMS", "LIQUIDATION");
        assertThat(services.away()).as("everybody came back from a safe haven").isEmpty();
    }

    private void check(HistoricalCommand command) {
        switch (command.body()) {
            case RegisterVolunteer c -> services.register(c);
            case MissionCommand c -> missions.check(c, services);
            case AssignmentCommand c -> services.check(c);
            case SecurityCommand c -> services.check(c);
            default -> throw new AssertionError("not part of the history: " + command.body());
        }
    }
}

package org.muster.local.present;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.ExtendContract;
import org.muster.commands.recruitment.IssueContract;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.local.history.HistoricalCommand;
import org.muster.local.history.History;
import org.muster.local.history.HistoryStream;

class PresentDayTest {

    private static final List<HistoryStream> HISTORY = History.streams();

    @Test
    void the_same_day_gives_the_same_commands() {
        LocalDate day = LocalDate.of(2026, 11, 27);
        assertThat(PresentDay.on(day, HISTORY)).isEqualTo(PresentDay.on(day, HISTORY));
    }

    @ParameterizedTest(name = "on {0}")
    @ValueSource(strings = {"2026-10-01", "2026-11-27", "2027-03-01", "2028-02-29", "2031-07-01"})
    @DisplayName("no id is given twice, the first command carries the day and the last one is known")
    void ids(LocalDate day) {
        List<HistoricalCommand> commands = PresentDay.on(day, HISTORY).commands();
        assertThat(commands.stream().map(HistoricalCommand::id)).doesNotHaveDuplicates();
        Set<UUID> told = HISTORY.stream()
                .flatMap(stream -> stream.commands().stream())
                .map(HistoricalCommand::id)
                .collect(Collectors.toSet());
        assertThat(commands).noneMatch(command -> told.contains(command.id()));
        assertThat(commands.getFirst().id()).isEqualTo(PresentDay.FIRST);
        assertThat(((RegisterVolunteer) commands.getFirst().body()).registeredOn())
                .isEqualTo(day);
        assertThat(commands.getLast().id()).isEqualTo(PresentDay.LAST);
    }

    @ParameterizedTest(name = "on {0}")
    @ValueSource(strings = {"2026-10-01", "2027-03-01", "2031-07-01"})
    @DisplayName("contracts end in the coming months, and none of them makes a reminder due on the day")
    void contracts(LocalDate day) {
        List<HistoricalCommand> commands = PresentDay.on(day, HISTORY).commands();
        List<Long> ends = commands.stream()
                .flatMap(command -> switch (command.body()) {
                    case ExtendContract c -> Stream.of(c.contractEndsOn());
                    case DeployVolunteer c -> c.contractEndsOn().stream();
                    case IssueContract c -> Stream.of(c.endsOn());
                    default -> Stream.<LocalDate>empty();
                })
                .map(end -> end.toEpochDay() - day.toEpochDay())
                .toList();
        assertThat(ends).hasSizeGreaterThan(10).allMatch(days -> days > 0).anyMatch(days -> days < 90);
        assertThat(ends).doesNotContain(60L, 90L);
    }
}

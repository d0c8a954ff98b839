package org.muster.acceptance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningApplication.class)
class ReplayCommandTest {

    private final Application application;

    ReplayCommandTest(Application application) {
        this.application = application;
    }

    @Test
    @DisplayName("muster audit replay builds the read models of a past point anew and finds every report equal")
    void a_replay_is_equal(@TempDir Path folder) {
        Caller importer = application.as("importer");
        Scene scene = new Scene(importer);
        String mission = scene.activeMission(3);
        List<String> volunteers = scene.volunteers(3);
        long position = 0;
        for (String volunteer : volunteers) {
            position = importer.bulk(List.of(entry("DeployVolunteer", Scene.deployment(volunteer, mission))))
                    .getFirst()
                    .get("position")
                    .asLong();
        }
        application.as("dashboard").query("/reports/headcount", "Muster-Position", Long.toString(position));
        CommandLine shell = new CommandLine(application, folder);

        for (long to : List.of(position, position - 1)) {
            CommandLine.Run run = shell.muster("audit", "replay", "--client", "auditor", "--to", Long.toString(to));

            assertThat(run.code()).as(run.out() + run.err()).isZero();
            assertThat(run.out().lines().toList().getLast()).startsWith("EQUAL: %d of %d events".formatted(to, to));
        }
        CommandLine.Run beyond =
                shell.muster("audit", "replay", "--client", "auditor", "--to", Long.toString(position + 1_000_000));
        assertThat(beyond.code()).as(beyond.out() + beyond.err()).isEqualTo(5);
        assertThat(shell.muster("audit", "replay", "--client", "integrator", "--to", "1")
                        .code())
                .isEqualTo(4);
    }
}

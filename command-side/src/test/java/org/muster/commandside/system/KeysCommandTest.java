package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.system.Bodies.register;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.muster.commandside.CommandSide;
import tools.jackson.databind.JsonNode;

/** Keys are rotated on the command line, under a command side that serves. */
class KeysCommandTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int keys(RunningCommandSide system, String... words) {
        said.reset();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        String[] arguments = Stream.concat(
                        Stream.concat(Stream.of("keys"), Stream.of(words)),
                        Stream.of(
                                "--spring.datasource.url=" + system.database().jdbcUrl(),
                                "--spring.datasource.username="
                                        + system.database().username(),
                                "--spring.datasource.password="
                                        + system.database().password(),
                                "--muster.vault.master-key-file=" + system.masterKeyFile()))
                .toArray(String[]::new);
        return CommandSide.keys(arguments, out, out);
    }

    @Test
    void a_person_is_read_before_and_after_a_rotation_and_no_event_changes() throws Exception {
        try (RunningCommandSide system = RunningCommandSide.fresh()) {
            system.accepted("RegisterVolunteer", register("V-1", "Fictional One"));
            List<JsonNode> history = system.history("");

            assertThat(keys(system, "rotate")).as(said.toString()).isZero();
            assertThat(said.toString()).contains("rotated: 1 keys");
            system.accepted("RegisterVolunteer", register("V-2", "Fictional Two"));
            assertThat(keys(system, "retire")).as(said.toString()).isEqualTo(1);
            for (String volunteer : List.of("V-1", "V-2")) {
                assertThat(system.get("/personal-data/" + volunteer + "?purpose=AUDIT", "personal-data")
                                .text())
                        .contains("Fictional");
            }
            assertThat(system.history("").subList(0, history.size())).isEqualTo(history);

            assertThat(keys(system)).isEqualTo(2);
            assertThat(keys(system, "forget")).isEqualTo(2);
            Files.setPosixFilePermissions(system.masterKeyFile(), PosixFilePermissions.fromString("rw-r-----"));
            assertThat(keys(system, "rotate")).isEqualTo(1);
            assertThat(said.toString()).contains("make it 0600");
        }
    }
}

package org.muster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void without_arguments_the_directory_is_data_and_the_whole_history_is_loaded() {
        Options options = good();
        assertThat(options.dataDir()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(options.history()).isEqualTo(Options.History.FULL);
        assertThat(options.ports()).isEqualTo(new Options.Ports(8080, 8081, 9000, 15432, 19092));
    }

    @Test
    void arguments_win_over_system_properties() {
        Options.Parsed parsed = Options.parse(
                new String[] {"--port.queries=9081", "--history=none", "--muster.port.kafka=9192"},
                Map.of("muster.port.queries", "1", "muster.port.commands", "9080")::get);
        assertThat(parsed).isInstanceOfSatisfying(Options.Good.class, good -> {
            assertThat(good.options().ports()).isEqualTo(new Options.Ports(9080, 9081, 9000, 15432, 9192));
            assertThat(good.options().history()).isEqualTo(Options.History.NONE);
        });
    }

    @Test
    void the_clock_of_automations_can_be_moved() {
        assertThat(Options.parse(new String[] {"--clock=2027-03-01"}, name -> null))
                .isInstanceOfSatisfying(
                        Options.Good.class,
                        good -> assertThat(good.options().clock()).contains(LocalDate.of(2027, 3, 1)));
        assertThat(good().clock()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--clock=tomorrow",
                "--clock=",
                "--clock=2027-02-29",
                "--port.queries=0",
                "--port.queries=65536",
                "--port.queries=http",
                "--history=some",
                "--history=FULL",
                "--unknown=1",
                "history=none",
                "--history",
                "--data-dir=\0"
            })
    void an_unknown_argument_is_named(String argument) {
        assertThat(Options.parse(new String[] {argument}, name -> null))
                .isInstanceOfSatisfying(
                        Options.Bad.class, bad -> assertThat(bad.errors()).hasSize(1));
    }

    @Test
    void a_port_that_is_taken_is_named() throws IOException {
        Options.Ports ports = Options.onFreePorts(Path.of("anywhere")).ports();
        assertThat(ports.taken()).isEmpty();
        try (ServerSocket stranger = new ServerSocket(ports.queries(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(ports.taken()).isEqualTo(Map.of("port.queries", stranger.getLocalPort()));
        }
    }

    @Test
    void free_ports_differ() {
        Options.Ports ports = Options.onFreePorts(Path.of("anywhere")).ports();
        assertThat(new int[] {ports.commands(), ports.queries(), ports.authorization(), ports.postgres(), ports.kafka()
                })
                .doesNotHaveDuplicates();
    }

    private static Options good(String... arguments) {
        return switch (Options.parse(arguments, name -> null)) {
            case Options.Good(Options options) -> options;
            case Options.Bad bad -> throw new AssertionError(bad.errors());
        };
    }
}

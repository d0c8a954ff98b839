package org.muster.commandside.adapter.axon.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.axonframework.messaging.core.MessageType;
import org.junit.jupiter.api.Test;
import org.muster.events.mission.InstrumentKind;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionStarted;

class EventCodecTest {

    private static final MessageType STARTED = new MessageType("muster.mission.started", "1");

    private final EventCodec codec = new EventCodec();

    @Test
    void reads_what_it_wrote() {
        MissionStarted event = new MissionStarted("UNTAC", LocalDate.parse("1992-03-15"));

        byte[] stored = codec.encode(STARTED, event);

        assertThat(new String(stored, StandardCharsets.UTF_8))
                .isEqualTo("{\"mission\":\"UNTAC\",\"startedOn\":\"1992-03-15\"}");
        assertThat(codec.decode(STARTED, stored)).isEqualTo(event);
    }

    @Test
    void reads_an_earlier_version_into_the_present_form() {
        byte[] stored = """
                {"mission":"UNTAC","instrument":"A/RES/69/1","adoptedOn":"1993-08-27","newExpiry":"1993-11-15"}""".getBytes(StandardCharsets.UTF_8);

        assertThat(codec.decode(new MessageType("muster.mission.mandate-extended", "1"), stored))
                .isEqualTo(new MandateExtended(
                        "UNTAC",
                        "A/RES/69/1",
                        InstrumentKind.GENERAL_ASSEMBLY_RESOLUTION,
                        LocalDate.parse("1993-08-27"),
                        LocalDate.parse("1993-11-15")));
    }

    @Test
    void refuses_what_it_does_not_know_rather_than_leave_it_out() {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> codec.decode(new MessageType("muster.mission.sunk", "1"), json))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("muster.mission.sunk");
        assertThatThrownBy(() -> codec.decode(new MessageType("muster.mission.started", "2"), json))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2");
    }
}

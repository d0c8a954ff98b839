package org.muster.tlog.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** The bytes of an event: one encoding each, and one event each. */
class EventLeafTest {

    @Property(tries = 500)
    void decodesWhatItEncodes(
            @ForAll @LongRange(min = 1) long position,
            @ForAll long most,
            @ForAll long micros,
            @ForAll @StringLength(max = 40) String type,
            @ForAll @Size(max = 6) Set<@StringLength(max = 20) String> tags,
            @ForAll @Size(max = 6) Map<@StringLength(max = 10) String, @StringLength(max = 10) String> metadata,
            @ForAll @Size(max = 300) byte[] payload) {
        EventLeaf event = EventLeaf.of(
                position,
                new UUID(most, ~most),
                micros,
                clean(type),
                "1",
                "",
                tags.stream().map(EventLeafTest::clean).toList(),
                cleaned(metadata),
                payload);
        byte[] bytes = EventLeafFormat.encode(event);
        assertThat(EventLeafFormat.decode(bytes)).isEqualTo(event);
    }

    /** jqwik makes halves of surrogate pairs too, which no stored text has. */
    private static String clean(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static Map<String, String> cleaned(Map<String, String> metadata) {
        Map<String, String> clean = new TreeMap<>();
        metadata.forEach((name, value) -> clean.put(clean(name), value.length() == 3 ? null : clean(value)));
        return clean;
    }

    private static final byte[] EXAMPLE = EventLeafFormat.encode(EventLeaf.of(
            7,
            new UUID(0x0123456789abcdefL, 0x8123456789abcdefL),
            1_764_244_800_000_001L,
            "muster.mission.mandate-ended",
            "2",
            "mission:UNTAC",
            List.of("mission:UNTAC", "a:b"),
            new TreeMap<>(Map.of("actor", "x", "cause", "ü")),
            new byte[] {1, 2, 3}));

    /** The form is promised for ever: these bytes stay readable, and stay what they are. */
    @Test
    void hasTheBytesThatVersionOnePromises() {
        assertThat(HexFormat.of().formatHex(EXAMPLE))
                .isEqualTo("01" + "0000000000000007" + "0123456789abcdef8123456789abcdef" + "000644924099d001"
                        + "0000001c" + "6d75737465722e6d697373696f6e2e6d616e646174652d656e646564" + "0000000132"
                        + "0000000d" + "6d697373696f6e3a554e544143" + "00000002" + "00000003613a62" + "0000000d"
                        + "6d697373696f6e3a554e544143" + "00000002" + "000000056163746f72" + "01" + "0000000178"
                        + "000000056361757365" + "01" + "00000002c3bc" + "00000003010203");
    }

    @Property(tries = 2_000)
    void readsNoChangedBytesAsTheSameEvent(
            @ForAll @IntRange(max = 10_000) int anyPlace, @ForAll @IntRange(max = 7) int bit) {
        byte[] changed = EXAMPLE.clone();
        changed[anyPlace % changed.length] ^= (byte) (1 << bit);
        try {
            EventLeaf event = EventLeafFormat.decode(changed);
            assertThat(EventLeafFormat.encode(event)).isEqualTo(changed);
            assertThat(event).isNotEqualTo(EventLeafFormat.decode(EXAMPLE));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).doesNotContain("UNTAC");
        }
    }

    @Test
    void refusesWhatIsShorterOrLonger() {
        for (int length = 0; length < EXAMPLE.length; length++) {
            byte[] shorter = Arrays.copyOf(EXAMPLE, length);
            assertThatThrownBy(() -> EventLeafFormat.decode(shorter)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> EventLeafFormat.decode(Arrays.copyOf(EXAMPLE, EXAMPLE.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTextThatIsNotUnicode() {
        EventLeaf half = EventLeaf.of(1, new UUID(0, 0), 0, "\ud800", "1", "", List.of(), Map.of(), new byte[0]);
        assertThatThrownBy(() -> EventLeafFormat.encode(half)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void entersALongEventByItsDigest() {
        EventLeaf event = EventLeaf.of(9, new UUID(0, 0), 0, "t", "1", "", List.of(), Map.of(), new byte[70_000]);
        byte[] bytes = EventLeafFormat.encode(event);
        byte[] entry = Entry.of(9, bytes);
        assertThat(entry).hasSize(49);
        assertThat(entry[0]).isEqualTo(Entry.DIGEST);
        bytes[60_000]++;
        assertThat(Entry.of(9, bytes)).isNotEqualTo(entry);
        assertThat(Entry.of(7, EXAMPLE)).isSameAs(EXAMPLE);
    }
}

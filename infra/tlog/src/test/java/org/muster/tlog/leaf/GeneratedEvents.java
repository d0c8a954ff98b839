package org.muster.tlog.leaf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Events computed from their position: the same in every process.
 *
 * @param count how many there are
 * @param longEach each so many-th is too long for an entry bundle; 0 for none
 */
public record GeneratedEvents(long count, int longEach) implements LeafSource {

    public static byte[] event(long position, int longEach) {
        SplittableRandom random = new SplittableRandom(position);
        boolean isLong = longEach > 0 && position % longEach == 0;
        byte[] payload = new byte[isLong ? 70_000 : 20 + random.nextInt(60)];
        random.nextBytes(payload);
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("cause", "c-" + random.nextInt(1_000));
        metadata.put("trace", position % 3 == 0 ? null : "t-" + position);
        return EventLeafFormat.encode(EventLeaf.of(
                position,
                new UUID(random.nextLong(), random.nextLong()),
                1_700_000_000_000_000L + position,
                "example.thing-happened",
                "1",
                "thing:" + position % 7,
                List.of("thing:" + position % 7, "place:" + position % 3),
                metadata,
                payload));
    }

    @Override
    public void read(long after, int limit, Reader reader) {
        for (long position = after + 1; position <= Math.min(count, after + limit); position++) {
            reader.event(position, event(position, longEach));
        }
    }

    /** The entries of the log for the first events. */
    public List<byte[]> entries() {
        List<byte[]> entries = new ArrayList<>();
        read(0, (int) count, (position, event) -> entries.add(Entry.of(position, event)));
        return entries;
    }
}

package org.muster.tlog.bundle;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.muster.tlog.leaf.Entry;
import org.muster.tlog.leaf.EventLeafFormat;

/** Whether an entry is an event of the position at which it stands: the tree vouches for bytes, not for their meaning. */
final class EntryCheck {

    private static final long LONG_EVENT_BYTES_MAX = 1L << 30;

    private final BundleFiles files;
    private final Findings findings;
    private final Set<String> longEvents = new HashSet<>();

    EntryCheck(BundleFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    void check(long position, byte[] bytes, int offset, int length) throws IOException {
        try {
            if (length > 0 && bytes[offset] == Entry.DIGEST) {
                checkLongEvent(position, Arrays.copyOfRange(bytes, offset, offset + length));
            } else {
                checkEvent(position, bytes, offset, length);
            }
        } catch (IllegalArgumentException e) {
            findings.add(Finding.Kind.EVENT, "at position " + position + " is no event: it " + e.getMessage());
        }
    }

    private void checkEvent(long position, byte[] bytes, int offset, int length) {
        long own = EventLeafFormat.decode(bytes, offset, length).position();
        if (own != position) {
            findings.add(Finding.Kind.EVENT, "at position " + position + " is an event of position " + own);
        }
    }

    private void checkLongEvent(long position, byte[] entry) throws IOException {
        String name = Layout.longEvent(position);
        longEvents.add(name);
        byte[] event;
        try {
            event = files.read(name, LONG_EVENT_BYTES_MAX);
        } catch (NoSuchFileException e) {
            findings.add(Finding.Kind.MISSING, name);
            return;
        } catch (FileTooLongException e) {
            findings.add(Finding.Kind.EVENT, e.getMessage());
            return;
        }
        if (!Entry.isLong(event.length) || !Arrays.equals(Entry.of(position, event), entry)) {
            findings.add(Finding.Kind.EVENT, name + " is not the event that the log has at this position");
            return;
        }
        checkEvent(position, event, 0, event.length);
    }

    /** The files of the long events that were met. */
    Set<String> longEvents() {
        return longEvents;
    }
}

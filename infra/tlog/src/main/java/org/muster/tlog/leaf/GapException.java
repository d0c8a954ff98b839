package org.muster.tlog.leaf;

/** A source of events handed on another position than the next one. The log takes nothing after a gap. */
public final class GapException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GapException(long expected, long position) {
        super("event " + expected + " should have come, but " + position + " came");
    }
}

package org.muster.tlog.leaf;

/** The stored events, in the one order of their positions: 1, 2, 3 … */
@FunctionalInterface
public interface LeafSource {

    /**
     * Hands on the events that follow a position, in order and without gap.
     *
     * @param after the last position that is not wanted
     * @param limit the most events to hand on
     */
    void read(long after, int limit, Reader reader);

    /** Takes events. */
    @FunctionalInterface
    interface Reader {

        /** @param event the event's {@linkplain EventLeafFormat encoding} */
        void event(long position, byte[] event);
    }
}

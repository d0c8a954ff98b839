package org.muster.commandside;

import java.util.List;
import org.muster.commandside.core.Slice;

/** Every command that Muster decides: the one list from which the intake registers its handlers. */
public final class Slices {

    private static final List<Slice<?>> ALL = List.of();

    private Slices() {}

    public static List<Slice<?>> all() {
        return ALL;
    }
}

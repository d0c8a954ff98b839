package org.muster.tlog.bundle;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.function.Consumer;

/** The files of a bundle. Names are paths with {@code /}, relative to the bundle. */
public interface BundleFiles {

    /** Hands on the name of everything in the bundle that is not a folder. */
    void names(Consumer<String> each) throws IOException;

    /**
     * The bytes of a file.
     *
     * @throws NoSuchFileException when there is no file of this name
     * @throws FileTooLongException when it is longer than {@code bytesMax}
     */
    byte[] read(String name, long bytesMax) throws IOException;

    /** The files beside tiles and long events. */
    Set<String> FIXED = Set.of(Manifest.FILE, "checkpoint", "checkpoint.since", "keys");
}

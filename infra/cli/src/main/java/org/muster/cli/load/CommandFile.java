package org.muster.cli.load;

import java.util.Iterator;

/** A file of commands. It is read more than once, and each time its lines are the same. */
public interface CommandFile {

    /** Its lines, to be closed. */
    interface Lines extends Iterator<ImportLine>, AutoCloseable {

        @Override
        void close();
    }

    /**
     * Begins to read.
     *
     * @throws org.muster.cli.access.UsageException here or on the way, if it cannot be read
     */
    Lines open();
}

package org.muster.tlog.bundle;

import java.io.IOException;

/** A file of a bundle is longer than any such file can be. */
public final class FileTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    public FileTooLongException(String name, long bytesMax) {
        super(name + " is longer than " + bytesMax + " bytes");
    }
}

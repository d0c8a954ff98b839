package org.muster.commandside.adapter.bulk;

import java.io.IOException;

/** An upload comes so slowly that its place is needed for others. */
final class SlowUploadException extends IOException {

    private static final long serialVersionUID = 1L;

    SlowUploadException() {
        super("too slow");
    }
}

package org.muster.tlog.witness;

/** A witness did not cosign a checkpoint. A 422 means that it holds the log to be forked: somebody must look. */
public final class WitnessRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    public WitnessRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status that it answered. */
    public int status() {
        return status;
    }
}

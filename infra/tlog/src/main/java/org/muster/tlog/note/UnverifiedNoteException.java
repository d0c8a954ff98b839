package org.muster.tlog.note;

/** A note that no trusted key signed, or whose signature by a trusted key is wrong. Its text must be ignored. */
public final class UnverifiedNoteException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnverifiedNoteException(String message) {
        super(message);
    }
}

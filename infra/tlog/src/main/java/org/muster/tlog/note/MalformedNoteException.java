package org.muster.tlog.note;

/** Text that is no signed note, key, checkpoint, proof or request of its kind. The message says why, never the text. */
public final class MalformedNoteException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedNoteException(String message) {
        super(message);
    }
}

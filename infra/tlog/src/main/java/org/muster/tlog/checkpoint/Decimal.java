package org.muster.tlog.checkpoint;

import org.muster.tlog.note.MalformedNoteException;

/** Numbers from 0 to 2^63 - 1 without leading zeroes. */
public final class Decimal {

    private Decimal() {}

    /** @throws MalformedNoteException when the text is no such number */
    public static long parse(String text) throws MalformedNoteException {
        if (text.length() > 19 || !text.matches("0|[1-9][0-9]*")) {
            throw new MalformedNoteException("not a number without leading zeroes");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedNoteException("a number above 2^63 - 1");
        }
    }
}

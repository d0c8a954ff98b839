package org.muster.tlog.note;

import java.util.Base64;

/** Base64 of which each value has one form: padded, no line breaks, unused bits zero. Java's decoder is more lenient. */
public final class StrictBase64 {

    private StrictBase64() {}

    /** @throws MalformedNoteException when this is not the form that encoding its bytes gives */
    public static byte[] decode(String text) throws MalformedNoteException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new MalformedNoteException("not base64 in its only form");
    }
}

package org.muster.tlog.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text and the signatures under it, none of them verified yet.
 *
 * @param text with its last newline
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** The longest note that is read, in bytes. */
    public static final int BYTES_MAX = 1_000_000;

    /** The most signatures that a note may carry. */
    public static final int SIGNATURES_MAX = 100;

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!isText(text) || signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
            throw new IllegalArgumentException("not a note");
        }
    }

    /** Signs a text. */
    public static SignedNote sign(String text, NoteSigner... signers) {
        List<NoteSignature> signatures = new ArrayList<>();
        for (NoteSigner signer : signers) {
            signatures.add(signer.signature(text));
        }
        return new SignedNote(text, signatures);
    }

    /** This note with more signatures; one of the same key is replaced. */
    public SignedNote with(Collection<NoteSignature> more) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        for (NoteSignature one : more) {
            all.removeIf(other -> other.keyId() == one.keyId() && other.name().equals(one.name()));
            all.add(one);
        }
        return new SignedNote(text, all);
    }

    /** Reads a note. */
    public static SignedNote parse(byte[] bytes) throws MalformedNoteException {
        String note = utf8(bytes);
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n") || !isText(note)) {
            throw new MalformedNoteException("a note is text, an empty line, and lines of signatures");
        }
        String text = note.substring(0, split + 1);
        List<NoteSignature> signatures = new ArrayList<>();
        String lines = note.substring(split + 2);
        if (lines.isEmpty()) {
            throw new MalformedNoteException("a note without signatures");
        }
        for (String line : lines.substring(0, lines.length() - 1).split("\n", -1)) {
            signatures.add(NoteSignature.parse(line));
            if (signatures.size() > SIGNATURES_MAX) {
                throw new MalformedNoteException("a note with more than " + SIGNATURES_MAX + " signatures");
            }
        }
        return new SignedNote(text, signatures);
    }

    private static String utf8(byte[] bytes) throws MalformedNoteException {
        if (bytes.length > BYTES_MAX) {
            throw new MalformedNoteException("a note longer than " + BYTES_MAX + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedNoteException("a note that is not UTF-8");
        }
    }

    private static boolean isText(String text) {
        return text.endsWith("\n") && text.chars().allMatch(c -> c >= ' ' || c == '\n');
    }

    /** The note as it is exchanged. */
    public byte[] bytes() {
        StringBuilder note = new StringBuilder(text).append('\n');
        for (NoteSignature signature : signatures) {
            note.append(signature.line());
        }
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The signatures by keys that are trusted; those of other keys are ignored.
     *
     * @return by key, at least one
     * @throws UnverifiedNoteException when a signature by a trusted key is wrong, or no trusted key signed
     */
    public Map<NoteVerifier, NoteSignature> verify(Collection<? extends NoteVerifier> trusted)
            throws UnverifiedNoteException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Map<NoteVerifier, NoteSignature> verified = new LinkedHashMap<>();
        for (NoteSignature signature : signatures) {
            NoteVerifier key = null;
            for (NoteVerifier one : trusted) {
                if (signature.isBy(one)) {
                    if (key != null) {
                        throw new UnverifiedNoteException("two keys are both " + one.label());
                    }
                    key = one;
                }
            }
            if (key == null || verified.containsKey(key)) {
                continue;
            }
            if (!key.verify(bytes, signature.signature())) {
                throw new UnverifiedNoteException("the signature of " + key.label() + " is wrong");
            }
            verified.put(key, signature);
        }
        if (verified.isEmpty()) {
            throw new UnverifiedNoteException("no trusted key signed");
        }
        return verified;
    }
}

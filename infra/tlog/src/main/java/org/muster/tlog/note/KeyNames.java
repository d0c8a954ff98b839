package org.muster.tlog.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.muster.tlog.merkle.TreeHasher;

/** Names and ids of keys. */
final class KeyNames {

    private KeyNames() {}

    /** Not empty, no space of Unicode's, no plus, no control character. */
    static boolean isValid(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c)
                                || c >= 0xD800 && c <= 0xDFFF);
    }

    /** The id that the specification recommends: of name, type and key. */
    static int id(String name, byte[] typeAndKey) {
        MessageDigest sha256 = TreeHasher.sha256();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(typeAndKey);
        return ByteBuffer.wrap(sha256.digest()).getInt();
    }
}

package org.muster.events.assignment;

import org.muster.catalog.Text;

/**
 * A classified reason, encrypted under a key that belongs to this assignment alone and ends with the person's. All reasons
 * are sealed in the same length.
 *
 * @param algorithm the cipher, for instance {@code TINK_AES256_GCM}
 * @param ciphertext Base64 of the sealed bytes; bound to the assignment's id as associated data
 */
public record SealedReason(
        @Text(max = 40) String algorithm, @Text(max = 200) String ciphertext) {}

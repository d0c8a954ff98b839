package org.muster.events.volunteer;

import org.muster.catalog.Text;

/**
 * Personal data encrypted under a key that belongs to this volunteer alone. Erasing the key erases the data wherever
 * the event has travelled.
 *
 * @param algorithm the cipher, for instance {@code AES256_GCM}
 * @param ciphertext Base64 of the sealed bytes; bound to the volunteer's id as associated data
 */
public record SealedPersonalData(
        @Text(max = 40) String algorithm,
        @Text(max = 20_000) String ciphertext) {}

package org.muster.commandside.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.muster.commandside.vault.VolunteerKeys.VolunteerKey;
import org.muster.events.assignment.SealedReason;
import org.muster.events.assignment.SeparationReason;
import org.springframework.dao.DataAccessException;

/**
 * Seals classified reasons of separation, each under a key of its assignment. Whose assignment it is need not be known: a command
 * may end what an earlier one of the same upload begins. A person's erasure destroys the keys of all their assignments.
 */
public final class SealedReasons {

    /** All reasons have this length when they are sealed, so that a ciphertext's length does not tell which one it is. */
    private static final int BYTES = 32;

    /** Between the keys of volunteers and of assignments: no identifier has a colon. */
    private static final String OWNER = "assignment:";

    private final VolunteerKeys keys;
    private final MasterKeys masterKeys;

    SealedReasons(VolunteerKeys keys, MasterKeys masterKeys) {
        this.keys = keys;
        this.masterKeys = masterKeys;
    }

    /**
     * A classified reason, as a command brings it.
     *
     * @param assignment whose end it is the reason of; bound to the sealed bytes
     * @param digest of the command
     */
    public record Classified(String assignment, SeparationReason reason, String digest) {}

    /**
     * The same without anything in clear.
     *
     * @param digest keyed by the assignment's key too: there are few reasons, so who can compute digests could try them all
     */
    public record Sealed(SealedReason reason, String digest) {}

    /** The name of an assignment's key. */
    static String owner(String assignment) {
        return OWNER + assignment;
    }

    /**
     * Seals each reason. Keys are on disk when this returns.
     *
     * @return in their order; without the reason where the person was erased: no rule accepts the end of that assignment
     * @throws VaultUnavailableException if the database cannot be reached
     */
    public List<Sealed> seal(List<Classified> reasons) {
        try {
            List<Optional<VolunteerKey>> found = keys.createOrRead(
                    reasons.stream().map(one -> owner(one.assignment())).toList());
            List<Sealed> sealed = new ArrayList<>(reasons.size());
            for (int i = 0; i < found.size(); i++) {
                sealed.add(
                        found.get(i).isPresent()
                                ? sealed(reasons.get(i), found.get(i).get())
                                : new Sealed(
                                        new SealedReason(Vault.ERASED, ""),
                                        reasons.get(i).digest()));
            }
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal the reason of a separation", e);
        } catch (DataAccessException e) {
            throw new VaultUnavailableException(e);
        }
    }

    private Sealed sealed(Classified one, VolunteerKey key) throws GeneralSecurityException {
        byte[] padded = Arrays.copyOf(one.reason().name().getBytes(StandardCharsets.US_ASCII), BYTES);
        byte[] bytes = key.aead().encrypt(padded, VolunteerKeys.binding(owner(one.assignment())));
        return new Sealed(
                new SealedReason(Vault.ALGORITHM, Base64.getEncoder().encodeToString(bytes)),
                key.digest(masterKeys, one.digest()));
    }

    /**
     * As {@link #seal}, without the reasons, and without any effect: no key is made.
     *
     * @throws VaultUnavailableException if the database cannot be reached
     */
    public List<Sealed> withoutData(List<Classified> reasons) {
        try {
            List<Sealed> sealed = new ArrayList<>(reasons.size());
            for (Classified one : reasons) {
                Optional<VolunteerKey> key = keys.read(owner(one.assignment()));
                sealed.add(new Sealed(
                        new SealedReason(Vault.NOT_KEPT, ""),
                        key.isPresent() ? key.get().digest(masterKeys, one.digest()) : one.digest()));
            }
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read an assignment's key", e);
        } catch (DataAccessException e) {
            throw new VaultUnavailableException(e);
        }
    }

    /**
     * Opens what {@link #seal} sealed. Whoever calls this records the access first.
     *
     * @return absent if the person was erased
     * @throws VaultUnavailableException if the database cannot be reached
     * @throws IllegalStateException if it is not the reason of this assignment's end, or was changed
     */
    public Optional<SeparationReason> reveal(String assignment, SealedReason sealed) {
        try {
            Optional<VolunteerKey> key = keys.read(owner(assignment));
            if (key.isEmpty()) {
                return Optional.empty();
            }
            byte[] clear = key.get()
                    .aead()
                    .decrypt(Base64.getDecoder().decode(sealed.ciphertext()), VolunteerKeys.binding(owner(assignment)));
            return Optional.of(SeparationReason.valueOf(new String(clear, StandardCharsets.US_ASCII).trim()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open what is sealed for assignment " + assignment, e);
        } catch (DataAccessException e) {
            throw new VaultUnavailableException(e);
        }
    }
}

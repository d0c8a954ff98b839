package org.muster.tlog.bundle;

import java.util.List;
import java.util.Optional;
import org.muster.tlog.checkpoint.Checkpoint;

/**
 * What a verifier found.
 *
 * @param checkpoint the checkpoint, where its signatures hold
 * @param events how many events were hashed and compared
 * @param since the size that the bundle continues
 * @param findings what does not hold; empty when the bundle is verified. At most {@link #FINDINGS_MAX}
 */
public record Verification(Optional<Checkpoint> checkpoint, long events, long since, List<Finding> findings) {

    /** So many findings are enough. */
    public static final int FINDINGS_MAX = 100;

    public Verification {
        findings = List.copyOf(findings);
    }

    /** Whether everything holds. */
    public boolean isVerified() {
        return checkpoint.isPresent() && findings.isEmpty();
    }
}

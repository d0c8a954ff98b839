package org.muster.commandside.audit.log;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code muster.audit.*}.
 *
 * @param origin the log's name, for ever: a URL without its scheme, such as {@code muster.example.org/log}
 * @param keyFile the file with the key that signs checkpoints
 * @param createKey whether a first start creates it; an installation with more than one process brings its own
 * @param checkpointEvery how long an event waits at most for its checkpoint, while all is well
 * @param batchMax the most events in one transaction of the tree
 * @param witnesses who cosigns; none: nobody
 * @param quorum how many of them must have cosigned a checkpoint before it is served
 */
@ConfigurationProperties("muster.audit")
public record AuditLogSettings(
        @DefaultValue("muster.local/log") String origin,
        @DefaultValue("./data/audit/log-key") Path keyFile,
        @DefaultValue("false") boolean createKey,
        @DefaultValue("1s") Duration checkpointEvery,
        @DefaultValue("4096") int batchMax,
        @DefaultValue List<Witness> witnesses,
        @DefaultValue("0") int quorum) {

    public AuditLogSettings {
        if (quorum < 0 || quorum > witnesses.size()) {
            throw new IllegalArgumentException("muster.audit.quorum: %d is more than the %d of muster.audit.witnesses"
                    .formatted(quorum, witnesses.size()));
        }
    }

    /**
     * One witness.
     *
     * @param address its submission prefix: {@code /add-checkpoint} is added
     * @param key its verifier key, got from the witness itself
     */
    public record Witness(URI address, String key) {}
}

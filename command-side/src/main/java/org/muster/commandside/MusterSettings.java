package org.muster.commandside;

import java.time.Duration;
import org.muster.commandside.completeness.CompletenessSettings;
import org.muster.commandside.publication.KafkaSettings;
import org.muster.commandside.vault.VaultSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What {@code command-side.yml} documents under {@code muster}.
 *
 * @param eventStore the database
 * @param vault where the vault's secrets are
 * @param kafka where events are published
 * @param commands limits on commands
 * @param completeness how store and topic are compared
 */
@ConfigurationProperties("muster")
record MusterSettings(
        EventStore eventStore,
        VaultSettings vault,
        KafkaSettings kafka,
        Commands commands,
        CompletenessSettings completeness) {

    /**
     * The PostgreSQL of event store and vault.
     *
     * @param url JDBC URL without credentials
     * @param connectionsMax connections for commands
     * @param readConnectionsMax connections for audit and publication
     */
    record EventStore(String url, String username, String password, int connectionsMax, int readConnectionsMax) {

        /** Leaves the password out, because this text ends up in logs. */
        @Override
        public String toString() {
            return "EventStore[%s@%s]".formatted(username, url);
        }
    }

    /**
     * Limits on commands.
     *
     * @param timeout after which a command is answered OUTCOME_UNKNOWN
     * @param attemptsMax how often a command is decided when others keep changing what it reads
     * @param inFlightMax commands that are decided at once; more are answered OVERLOADED
     * @param bytesMax bytes of one command: a body, or a line of a bulk request
     * @param bulkRequestsMax bulk requests at once
     * @param bulkInFlightMax commands of one bulk request that are decided at once
     */
    record Commands(
            Duration timeout,
            int attemptsMax,
            int inFlightMax,
            int bytesMax,
            int bulkRequestsMax,
            int bulkInFlightMax) {}
}

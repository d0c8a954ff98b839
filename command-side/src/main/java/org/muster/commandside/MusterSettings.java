package org.muster.commandside;

import java.time.Duration;
import org.muster.commandside.automation.AutomationSettings;
import org.muster.commandside.completeness.CompletenessSettings;
import org.muster.commandside.publication.KafkaSettings;
import org.muster.commandside.vault.VaultSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What {@code application.yml} documents under {@code muster}.
 *
 * @param history how history is read
 * @param vault where the vault's secrets are
 * @param kafka where events are published
 * @param commands limits on commands
 * @param completeness how store and topic are compared
 * @param automation what Muster does by itself
 */
@ConfigurationProperties("muster")
record MusterSettings(
        History history,
        VaultSettings vault,
        KafkaSettings kafka,
        Commands commands,
        CompletenessSettings completeness,
        AutomationSettings automation) {

    /**
     * How history is read.
     *
     * @param connectionsMax connections for audit, publication and completeness
     */
    record History(int connectionsMax) {}

    /**
     * Limits on commands.
     *
     * @param timeout after which a command is answered OUTCOME_UNKNOWN
     * @param attemptsMax how often a command is decided when others keep changing what it reads
     * @param inFlightMax commands that are decided at once; more are answered OVERLOADED
     * @param bytesMax bytes of one command: a body, or a line of a bulk request
     * @param bulkRequestsMax bulk requests at once
     * @param bulkRequestsOfCallerMax of them by one caller
     * @param bulkInFlightMax commands of one bulk request that are decided as one group
     */
    record Commands(
            Duration timeout,
            int attemptsMax,
            int inFlightMax,
            int bytesMax,
            int bulkRequestsMax,
            int bulkRequestsOfCallerMax,
            int bulkInFlightMax) {}
}

package org.muster.commandside.adapter.bulk;

import java.time.Clock;
import org.muster.commandside.adapter.http.HttpLimits;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.vault.Vault;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of {@code /imports}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportSettings.class)
class ImportConfiguration {

    @Bean
    ImportStore importStore(ImportSettings settings, Vault vault, Clock clock) {
        return new ImportStore(settings, vault.sealedFiles(), clock);
    }

    @Bean
    ImportRunner importRunner(ImportStore store, CommandIntake intake, HttpLimits limits, Clock clock) {
        return new ImportRunner(store, intake, limits, clock);
    }
}

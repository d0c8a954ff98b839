package org.muster.queryside.projection;

import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Two histories of migrations in one schema: the read models' own, and that of the checkpoints, whose version numbers are the
 * messaging module's.
 */
@Configuration(proxyBeanMethods = false)
class Migrations {

    private static final String CHECKPOINTS = "classpath:org/muster/messaging/db/projection";

    @Bean
    FlywayMigrationStrategy migrateReadModelsThenCheckpoints() {
        return readModels -> {
            readModels.migrate();
            Flyway.configure()
                    .configuration(readModels.getConfiguration())
                    .locations(CHECKPOINTS)
                    .table("messaging_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        };
    }
}

package org.muster.commandside.audit.log;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.muster.eventstore.log.EventLog;
import org.muster.messaging.wire.KafkaClients;
import org.muster.tlog.leaf.LeafSource;
import org.muster.tlog.note.Ed25519Signer;
import org.muster.tlog.postgres.CheckpointSigner;
import org.muster.tlog.postgres.StoredLog;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the audit log. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditLogSettings.class)
class AuditLogConfiguration {

    @Bean
    Ed25519Signer auditLogKey(AuditLogSettings settings) {
        return LogKey.read(settings);
    }

    @Bean
    LeafSource auditLeaves(EventLog events) {
        return new EventLeaves(events);
    }

    @Bean
    @DependsOnDatabaseInitialization
    StoredLog auditTree(@Qualifier("historyPool") HikariDataSource pool) {
        return new StoredLog(pool);
    }

    @Bean
    AuditLog auditLogGrowing(
            @Qualifier("historyPool") HikariDataSource pool,
            StoredLog migrated,
            EventLog events,
            LeafSource leaves,
            Ed25519Signer key,
            AuditLogSettings settings,
            MeterRegistry meters) {
        return AuditLog.begin(pool, events, leaves, key, settings, meters);
    }

    @Bean
    CheckpointDistribution checkpointDistribution(
            @Qualifier("historyPool") HikariDataSource pool,
            StoredLog tree,
            Ed25519Signer key,
            KafkaClients kafka,
            AuditLogSettings settings,
            @Value("${muster.kafka.replication}") int replication) {
        return new CheckpointDistribution(
                        tree,
                        new WitnessRound(settings.witnesses(), tree, new CheckpointSigner(pool, key)),
                        new CheckpointTopic(kafka, replication),
                        settings)
                .begin();
    }
}

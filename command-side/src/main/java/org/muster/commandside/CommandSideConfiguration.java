package org.muster.commandside;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.muster.commandside.adapter.axon.AxonCommandExecutor;
import org.muster.commandside.adapter.axon.CommandLimits;
import org.muster.commandside.adapter.axon.event.EventStores;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.http.HttpLimits;
import org.muster.commandside.adapter.kafka.CommandsOverKafka;
import org.muster.commandside.adapter.kafka.CommandsOverKafkaHealth;
import org.muster.commandside.automation.AutomationHealth;
import org.muster.commandside.automation.Automations;
import org.muster.commandside.completeness.TopicReconciler;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.RefusalSink;
import org.muster.commandside.publication.EventPublication;
import org.muster.commandside.publication.StorePublicationSource;
import org.muster.commandside.vault.Vault;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.log.EventLog;
import org.muster.messaging.leadership.LeaderLocks;
import org.muster.messaging.publishing.PublisherSettings;
import org.muster.messaging.wire.KafkaClients;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Wires the parts of the command side. They are closed in the opposite order; deciders are found by their type. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MusterSettings.class)
@ComponentScan(
        basePackages = "org.muster.commandside.domain",
        useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Decider.class))
class CommandSideConfiguration {

    /** One plans, one sends, one to spare. */
    private static final int AUTOMATION_CONNECTIONS = 3;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    static DataSources.Reconnecting reconnectingPools() {
        return new DataSources.Reconnecting();
    }

    /**
     * Connections for audit, publication and completeness. They are apart from {@code spring.datasource}, which commands use,
     * so that no audit can hold commands up.
     */
    @Bean(defaultCandidate = false)
    HikariDataSource historyPool(JdbcConnectionDetails database, MusterSettings settings) {
        return DataSources.open("history", database, settings.history().connectionsMax());
    }

    /** Spring Boot's Flyway migrates as {@code spring.flyway.user}; its last script lets the role that serves in. */
    @Bean
    FlywayConfigurationCustomizer servingRole(JdbcConnectionDetails database) {
        return flyway -> flyway.placeholders(Map.of("serving", database.getUsername()));
    }

    @Bean
    @DependsOnDatabaseInitialization
    Vault vault(DataSource pool, MusterSettings settings) {
        return Vault.open(pool, settings.vault());
    }

    @Bean
    @DependsOnDatabaseInitialization
    PostgresEventStorageEngine eventStore(DataSource pool, MeterRegistry meters) {
        return EventStores.open(pool, meters);
    }

    @Bean
    AxonCommandExecutor commandExecutor(
            List<Decider<?>> deciders,
            PostgresEventStorageEngine engine,
            MusterSettings settings,
            Clock clock,
            RefusalSink refusals,
            MeterRegistry meters) {
        MusterSettings.Commands limits = settings.commands();
        return AxonCommandExecutor.start(
                deciders, engine, new CommandLimits(limits.timeout(), limits.attemptsMax()), clock, refusals, meters);
    }

    @Bean
    CommandIntake intake(Vault vault, AxonCommandExecutor executor, MusterSettings settings, MeterRegistry meters) {
        return new CommandIntake(vault, executor, meters, settings.commands().inFlightMax());
    }

    /** Commands over Kafka, where they are wanted. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("muster.kafka.commands.enabled")
    static class OverKafka {

        @Bean
        CommandsOverKafka commandsOverKafka(
                CommandIntake intake,
                JwtDecoder decoder,
                KafkaClients clients,
                MusterSettings settings,
                Environment environment,
                MeterRegistry meters) {
            return new CommandsOverKafka(
                    intake,
                    decoder,
                    clients,
                    settings.kafka(),
                    settings.commands().bytesMax(),
                    () -> environment.getRequiredProperty("local.server.port", Integer.class),
                    meters);
        }

        @Bean
        CommandsOverKafkaHealth commandsOverKafkaHealthIndicator(CommandsOverKafka commands) {
            return new CommandsOverKafkaHealth(commands);
        }
    }

    /** What Muster does by itself, where it is wanted. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("muster.automation.enabled")
    static class Automating {

        /** Says which day it is for automations, and nothing else. Only a local run brings another one, to show a future day. */
        @Bean(defaultCandidate = false)
        @ConditionalOnMissingBean(name = "automationClock")
        Clock automationClock() {
            return Clock.systemUTC();
        }

        @Bean(defaultCandidate = false)
        HikariDataSource automationPool(JdbcConnectionDetails database) {
            return DataSources.open("automation", database, AUTOMATION_CONNECTIONS, "eventstore");
        }

        @Bean
        @DependsOnDatabaseInitialization
        Automations automations(
                MusterSettings settings,
                CommandIntake intake,
                History history,
                @Qualifier("automationPool") HikariDataSource pool,
                KafkaClients clients,
                Clock clock,
                @Qualifier("automationClock") Clock today,
                MeterRegistry meters) {
            return new Automations(settings.automation(), intake, history, pool, clients, clock, today, meters);
        }

        @Bean
        AutomationHealth automationHealthIndicator(Automations automations) {
            return new AutomationHealth(automations);
        }
    }

    @Bean
    HttpLimits httpLimits(MusterSettings settings) {
        MusterSettings.Commands limits = settings.commands();
        return new HttpLimits(
                limits.bytesMax(),
                limits.bulkRequestsMax(),
                limits.bulkRequestsOfCallerMax(),
                limits.bulkInFlightMax());
    }

    /** Read on connections apart from those of commands; the engine in this process wakes its readers. */
    @Bean
    EventLog eventLog(@Qualifier("historyPool") HikariDataSource pool, PostgresEventStorageEngine engine) {
        return engine.log(pool);
    }

    @Bean
    KafkaClients kafkaClients(ConsumerFactory<?, ?> consumers, ProducerFactory<?, ?> producers, KafkaAdmin admin) {
        return KafkaClients.of(consumers, producers, admin);
    }

    @Bean
    History history(EventLog log) {
        return new History(log);
    }

    /** Which process publishes, and which compares. */
    @Bean
    @DependsOnDatabaseInitialization
    LeaderLocks leaderLocks(@Qualifier("historyPool") HikariDataSource pool) {
        return new LeaderLocks(pool, "eventstore");
    }

    @Bean
    EventPublication factPublication(
            History history, LeaderLocks leaders, KafkaClients clients, MusterSettings settings, MeterRegistry meters) {
        return EventPublication.begin(
                history, leaders, clients, settings.kafka().replication(), meters);
    }

    /** After publication, and closed before it. */
    @Bean
    TopicReconciler topicReconciler(
            History history,
            @Qualifier("historyPool") HikariDataSource pool,
            LeaderLocks leaders,
            KafkaClients clients,
            MusterSettings settings,
            MeterRegistry meters) {
        return TopicReconciler.begin(
                settings.completeness(),
                new StorePublicationSource(history),
                PublisherSettings.on(clients),
                pool,
                leaders,
                meters);
    }
}

package org.muster.testing;

import java.util.List;
import org.muster.embedded.Database;
import org.muster.embedded.LocalKafka;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The servers of an application under test, to be imported into a {@code @SpringBootTest}: containers of its own where Docker
 * answers and has the images, embedded servers elsewhere. They end with the application.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestServers {

    /** Where Docker answers and both images can be had. */
    @TestConfiguration(proxyBeanMethods = false)
    @Conditional(WithDocker.class)
    static class Containers {

        @Bean
        @ServiceConnection
        PostgreSQLContainer postgresContainer() {
            return ContainerPostgres.container();
        }

        @Bean
        @ServiceConnection
        KafkaContainer kafkaContainer() {
            return ContainerKafka.container();
        }
    }

    /** Everywhere else. */
    @TestConfiguration(proxyBeanMethods = false)
    @Conditional(WithoutDocker.class)
    static class Embedded {

        @Bean
        JdbcConnectionDetails freshDatabase() {
            Database database = TestPostgres.freshDatabase();
            return new JdbcConnectionDetails() {

                @Override
                public String getJdbcUrl() {
                    return database.jdbcUrl();
                }

                @Override
                public String getUsername() {
                    return database.username();
                }

                @Override
                public String getPassword() {
                    return database.password();
                }
            };
        }

        @Bean
        LocalKafka localKafka() {
            return LocalKafka.temporary();
        }

        @Bean
        KafkaConnectionDetails localKafkaConnection(LocalKafka kafka) {
            return () -> List.of(kafka.bootstrapServers());
        }
    }

    static class WithDocker implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Docker.has(ContainerPostgres.IMAGE) && Docker.has(ContainerKafka.IMAGE);
        }
    }

    static class WithoutDocker extends WithDocker {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !super.matches(context, metadata);
        }
    }
}

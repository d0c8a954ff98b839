package org.muster.benchmark.axon4;

import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The stock application: {@code axon-spring-boot-starter}, its JDBC event store and Spring Boot's resource server, all
 * auto-configured.
 */
@SpringBootApplication
@RestController
public class Axon4Application {

    private final CommandGateway commands;

    Axon4Application(CommandGateway commands) {
        this.commands = commands;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Axon4Application.class, arguments);
    }

    @Bean
    static ApplicationRunner schema(EventStorageEngine engine) {
        return arguments -> ((JdbcEventStorageEngine) engine).createSchema(PostgresEventTableFactory.INSTANCE);
    }

    /** A command DeployVolunteer: of its JSON it takes what its rules ask for. */
    record DeployVolunteer(String volunteer, String mission) {}

    @PostMapping("/commands/DeployVolunteer")
    ResponseEntity<Map<String, Object>> deploy(
            @RequestHeader("Idempotency-Key") UUID id, @RequestBody DeployVolunteer command) {
        boolean accepted = Axon4Subject.deploy(commands, new Deployment(id, command.mission(), command.volunteer()))
                .accepted();
        return ResponseEntity.status(accepted ? HttpStatus.OK : HttpStatus.CONFLICT)
                .body(Map.of("commandId", id, "accepted", accepted));
    }

    @PostMapping("/commands/StartMission")
    void start(@RequestBody Mission mission) {
        commands.sendAndWait(mission);
    }
}

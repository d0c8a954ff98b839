package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.commandhandling.retry.RetryingCommandBus;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.gateway.EventAppender;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.axonframework.modelling.StateManager;
import org.axonframework.modelling.configuration.StateBasedEntityModule;
import org.axonframework.update.UpdateCheckerConfigurationEnhancer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.EventStoreSettings;
import org.muster.eventstore.api.PayloadCodec;
import org.muster.eventstore.api.StateDefinition;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.state.ConflictRetry;
import org.muster.eventstore.state.StateRepository;
import org.muster.testing.TestPostgres;

/** The README's example, and what it promises. */
class AxonApplicationTest {

    record TakeSeat(String show, String guest) {}

    record SeatTaken(String show, String guest) {}

    record Seats(int taken, List<String> guests) {}

    private static final int SEATS_MAX = 10;

    private final HikariDataSource pool = Store.pool(TestPostgres.freshDatabase(), 8);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<Appended> appended = new AtomicReference<>();
    private final Application application = start(pool);
    private final CommandGateway commands = application.axon().getComponent(CommandGateway.class);

    private record Application(PostgresEventStorageEngine engine, AxonConfiguration axon) {}

    private Application start(DataSource dataSource) {
        // README
        EventStoreSchema.migrate(dataSource);
        PostgresEventStorageEngine engine =
                PostgresEventStorageEngine.start(dataSource, new SeatCodec(), EventStoreSettings.defaults(), meters);
        AxonConfiguration axon = EventSourcingConfigurer.create()
                .componentRegistry(c -> c.disableEnhancer(UpdateCheckerConfigurationEnhancer.class)
                        .registerDecorator(
                                CommandBus.class,
                                0,
                                (x, n, bus) -> new RetryingCommandBus(bus, new ConflictRetry(100, meters))))
                .registerEventStorageEngine(c -> engine)
                .registerTagResolver(c -> event -> Set.of(new Tag("show", ((SeatTaken) event.payload()).show())))
                .registerEntity(StateBasedEntityModule.declarative(String.class, Seats.class)
                        .repository(c -> StateRepository.of(c, new SeatsOfShow(), engine))
                        .build())
                .registerCommandHandlingModule(CommandHandlingModule.named("seats")
                        .commandHandlers(c -> c.commandHandler(new QualifiedName(TakeSeat.class), this::takeSeat)))
                .start();
        // README
        return new Application(engine, axon);
    }

    private MessageStream.Single<CommandResultMessage> takeSeat(CommandMessage command, ProcessingContext context) {
        TakeSeat take = (TakeSeat) command.payload();
        context.runOnAfterCommit(c -> appended.set(c.getResource(Appended.RESOURCE_KEY)));
        CompletableFuture<CommandResultMessage> result = context.component(StateManager.class)
                .loadEntity(Seats.class, take.show(), context)
                .thenApply(seats -> {
                    if (seats.taken() == SEATS_MAX) {
                        return result("FULL");
                    }
                    if (seats.guests().contains(take.guest())) {
                        return result("HAS_ONE");
                    }
                    EventAppender.forContext(context).append(new SeatTaken(take.show(), take.guest()));
                    return result("TAKEN");
                });
        return MessageStream.fromFuture(result);
    }

    private static CommandResultMessage result(String text) {
        return new GenericCommandResultMessage(new MessageType("result"), text);
    }

    private static final class SeatsOfShow implements StateDefinition<String, Seats> {

        @Override
        public String name() {
            return "seats";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<String> idType() {
            return String.class;
        }

        @Override
        public Class<Seats> stateType() {
            return Seats.class;
        }

        @Override
        public EventCriteria criteria(String show) {
            return EventCriteria.havingTags("show", show).andBeingOneOfTypes(SeatTaken.class.getName());
        }

        @Override
        public Seats initial(String show) {
            return new Seats(0, List.of());
        }

        @Override
        public Seats evolve(Seats seats, EventMessage event) {
            List<String> guests = new ArrayList<>(seats.guests());
            guests.add(((SeatTaken) event.payload()).guest());
            return new Seats(seats.taken() + 1, List.copyOf(guests));
        }
    }

    private static final class SeatCodec implements PayloadCodec {

        @Override
        public byte[] encode(MessageType type, Object payload) {
            SeatTaken taken = (SeatTaken) payload;
            return new TextCodec().encode(type, taken.show() + "|" + taken.guest());
        }

        @Override
        public String subject(MessageType type, Object payload) {
            return "show:" + ((SeatTaken) payload).show();
        }

        @Override
        public Object decode(MessageType type, byte[] bytes) {
            String[] parts = ((String) new TextCodec().decode(type, bytes)).split("\\|");
            return new SeatTaken(parts[0], parts[1]);
        }
    }

    @AfterEach
    void close() {
        application.axon().shutdown();
        application.engine().close();
        pool.close();
    }

    @Test
    void the_example_of_the_readme_is_the_one_that_runs_here() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String example =
                readme.substring(readme.indexOf("```java") + 7, readme.indexOf("```", readme.indexOf("```java") + 7));
        String source = Files.readString(Path.of("src/test/java/org/muster/eventstore/AxonApplicationTest.java"));
        String[] parts = source.split("// READ" + "ME");
        assertThat(parts[1].replaceAll("\\s", "")).isEqualTo(example.replaceAll("\\s", ""));
    }

    @Test
    void many_at_once_get_exactly_the_seats_there_are() {
        List<CompletableFuture<String>> results = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            results.add(commands.send(new TakeSeat("s", "g" + i), String.class));
        }
        List<String> said = results.stream().map(Store::get).toList();
        assertThat(said).filteredOn("TAKEN"::equals).hasSize(SEATS_MAX);
        assertThat(said).filteredOn("FULL"::equals).hasSize(200 - SEATS_MAX);
        assertThat(application.engine().log().head()).isEqualTo(SEATS_MAX);
    }

    @Test
    void an_accepted_command_knows_its_position_and_a_refused_one_where_it_was_confirmed() {
        assertThat(commands.send(new TakeSeat("s", "g"), String.class)).succeedsWithin(Store.PATIENCE);
        Store.await("the position", () -> new Appended(1, 1).equals(appended.get()));
        assertThat(Store.get(commands.send(new TakeSeat("s", "g"), String.class)))
                .isEqualTo("HAS_ONE");
        assertThat(application.engine().log().head()).isEqualTo(1);
    }

    @Test
    void another_process_decides_on_what_this_one_stored() {
        Store.get(commands.send(new TakeSeat("s", "g"), String.class));
        Application other = start(pool);
        try {
            CommandGateway there = other.axon().getComponent(CommandGateway.class);
            assertThat(Store.get(there.send(new TakeSeat("s", "g"), String.class)))
                    .isEqualTo("HAS_ONE");
            for (int i = 1; i < SEATS_MAX; i++) {
                CommandGateway gateway = i % 2 == 0 ? commands : there;
                assertThat(Store.get(gateway.send(new TakeSeat("s", "g" + i), String.class)))
                        .isEqualTo("TAKEN");
            }
            assertThat(Store.get(commands.send(new TakeSeat("s", "late"), String.class)))
                    .isEqualTo("FULL");
            assertThat(Store.get(there.send(new TakeSeat("s", "late"), String.class)))
                    .isEqualTo("FULL");
        } finally {
            other.axon().shutdown();
            other.engine().close();
        }
    }

    @Test
    void conflicts_are_counted_by_the_command_that_had_to_be_decided_again() {
        Application other = start(pool);
        try {
            CommandGateway there = other.axon().getComponent(CommandGateway.class);
            List<CompletableFuture<String>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                CommandGateway gateway = i % 2 == 0 ? commands : there;
                results.add(gateway.send(new TakeSeat("s", "g" + i), String.class));
            }
            results.forEach(Store::get);
        } finally {
            other.axon().shutdown();
            other.engine().close();
        }
        assertThat(meters.find("eventstore.conflicts.by.command").counters())
                .isNotEmpty()
                .allSatisfy(
                        counter -> assertThat(counter.getId().getTag("command")).isEqualTo(TakeSeat.class.getName()));
    }

    @Test
    void what_is_not_a_conflict_is_not_retried() {
        application.engine().close();
        assertThatThrownBy(() -> Store.get(commands.send(new TakeSeat("s", "g"), String.class)))
                .isInstanceOf(StoreUnavailableException.class);
    }
}

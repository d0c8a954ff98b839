package org.muster.eventstore;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.muster.eventstore.api.StateDefinition;

/**
 * Rules that cross entities, small enough to check: a post is open or not and has a ceiling; a person serves in one post at
 * a time; a post is closed only when nobody serves in it. Facts are texts {@code post|person}.
 */
public final class Deployments {

    public static final String OPENED = "test.Opened";
    public static final String STARTED = "test.Started";
    public static final String ENDED = "test.Ended";
    public static final String CLOSED = "test.Closed";

    private Deployments() {}

    public sealed interface Command {
        String post();

        record Open(String post) implements Command {}

        record Start(String post, String person) implements Command {}

        record End(String post, String person) implements Command {}

        record Close(String post) implements Command {}
    }

    public record Post(boolean open, int serving) {}

    public record Person(String post) {}

    /** Either a fact of this type, or a refusal. */
    public record Decision(String fact, String refusal) {}

    public static Decision decide(Command command, Post post, Person person, int ceiling) {
        return switch (command) {
            case Command.Open ignored -> post.open() ? refused("OPEN_ALREADY") : new Decision(OPENED, null);
            case Command.Close ignored -> {
                if (!post.open()) {
                    yield refused("NOT_OPEN");
                }
                yield post.serving() > 0 ? refused("SERVING_" + post.serving()) : new Decision(CLOSED, null);
            }
            case Command.Start ignored -> {
                if (!post.open()) {
                    yield refused("NOT_OPEN");
                }
                if (person.post() != null) {
                    yield refused("SERVES_IN_" + person.post());
                }
                yield post.serving() >= ceiling ? refused("CEILING") : new Decision(STARTED, null);
            }
            case Command.End ignored ->
                command.post().equals(person.post()) ? new Decision(ENDED, null) : refused("NOT_THERE");
        };
    }

    private static Decision refused(String why) {
        return new Decision(null, why);
    }

    public static String personOf(Command command) {
        return switch (command) {
            case Command.Start start -> start.person();
            case Command.End end -> end.person();
            case Command.Open ignored -> "";
            case Command.Close ignored -> "";
        };
    }

    public static final StateDefinition<String, Post> POST = new StateDefinition<>() {
        @Override
        public String name() {
            return "post";
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
        public Class<Post> stateType() {
            return Post.class;
        }

        @Override
        public EventCriteria criteria(String id) {
            return Store.criteria("post:" + id, OPENED, STARTED, ENDED, CLOSED);
        }

        @Override
        public Post initial(String id) {
            return new Post(false, 0);
        }

        @Override
        public Post evolve(Post state, EventMessage event) {
            return evolvePost(state, event.type().name());
        }
    };

    public static Post evolvePost(Post state, String type) {
        return switch (type) {
            case OPENED -> new Post(true, state.serving());
            case CLOSED -> new Post(false, state.serving());
            case STARTED -> new Post(state.open(), state.serving() + 1);
            case ENDED -> new Post(state.open(), state.serving() - 1);
            default -> throw new IllegalArgumentException(type);
        };
    }

    public static final StateDefinition<String, Person> PERSON = new StateDefinition<>() {
        @Override
        public String name() {
            return "person";
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
        public Class<Person> stateType() {
            return Person.class;
        }

        @Override
        public EventCriteria criteria(String id) {
            return Store.criteria("person:" + id, STARTED, ENDED);
        }

        @Override
        public Person initial(String id) {
            return new Person(null);
        }

        @Override
        public Person evolve(Person state, EventMessage event) {
            return evolvePerson(event.type().name(), (String) event.payload());
        }
    };

    public static Person evolvePerson(String type, String payload) {
        return new Person(type.equals(STARTED) ? payload.substring(0, payload.indexOf('|')) : null);
    }

    /** The whole world at one position: the sequential model. */
    public static final class World {

        private final Map<String, Post> posts = new HashMap<>();
        private final Map<String, Person> persons = new HashMap<>();
        final Set<String> violations = new HashSet<>();
        private final int ceiling;

        World(int ceiling) {
            this.ceiling = ceiling;
        }

        Decision decide(Command command) {
            return Deployments.decide(
                    command,
                    posts.getOrDefault(command.post(), POST.initial("")),
                    persons.getOrDefault(personOf(command), PERSON.initial("")),
                    ceiling);
        }

        void apply(String type, String payload) {
            List<String> ids = List.of(payload.split("\\|", -1));
            String post = ids.get(0);
            String person = ids.get(1);
            posts.put(post, evolvePost(posts.getOrDefault(post, POST.initial("")), type));
            if (type.equals(STARTED) || type.equals(ENDED)) {
                persons.put(person, evolvePerson(type, payload));
            }
            int serving = posts.get(post).serving();
            if (serving > ceiling || serving < 0) {
                violations.add(post + " has " + serving + " of " + ceiling);
            }
        }
    }
}

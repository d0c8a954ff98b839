package org.muster.local.history;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The history of UN Volunteers in peace operations since 1992: fifty real missions, and synthetic volunteers whose
 * numbers agree with what was published.
 */
public final class History {

    /** A part of every id. It grows when the content changes, since one id must never mean two commands. */
    static final int VERSION = 2;

    /** The last day of the history. */
    public static final LocalDate LAST_DAY = Archive.HORIZON;

    private static final int STREAMS = 8;
    private static final String LAST_COMMANDS = "last-commands.csv";

    private History() {}

    /** The streams, always the same; each ordered, and independent of the others. */
    public static List<HistoryStream> streams() {
        List<List<MissionPlan>> shares = Families.shared(Archive.missions(), STREAMS);
        List<Map<Person, List<Service>>> lives = new ArrayList<>();
        for (int stream = 0; stream < shares.size(); stream++) {
            lives.add(byPerson(Staffing.of(stream, shares.get(stream))));
        }
        Map<Person, Integer> numbers = numbers(lives);
        List<HistoryStream> streams = new ArrayList<>();
        for (int stream = 0; stream < shares.size(); stream++) {
            streams.add(stream(stream, shares.get(stream), lives.get(stream), numbers));
        }
        return List.copyOf(streams);
    }

    /** Two short streams. Their commands are not loaded again when the full history follows. */
    public static List<HistoryStream> sample() {
        List<Integer> numbers = Table.read(LAST_COMMANDS).stream()
                .filter(History::isInSample)
                .map(row -> row.number("stream"))
                .toList();
        return streams().stream()
                .filter(stream -> numbers.contains(stream.number()))
                .toList();
    }

    /**
     * The id of each stream's last command, without generating the history, which takes a second or two.
     *
     * @param ofSample of the sample's streams only
     */
    public static List<UUID> lastCommands(boolean ofSample) {
        return Table.read(LAST_COMMANDS).stream()
                .filter(row -> !ofSample || isInSample(row))
                .map(row -> UUID.fromString(row.text("last_command")))
                .toList();
    }

    private static boolean isInSample(Table.Row row) {
        return row.text("sample").equals("yes");
    }

    private static Map<Person, List<Service>> byPerson(List<Service> services) {
        Map<Person, List<Service>> byPerson = new LinkedHashMap<>();
        services.forEach(service -> byPerson.computeIfAbsent(service.person(), person -> new ArrayList<>())
                .add(service));
        return byPerson;
    }

    /** Persons are numbered as they register, over all streams. */
    private static Map<Person, Integer> numbers(List<Map<Person, List<Service>>> lives) {
        Map<Person, Integer> numbers = new LinkedHashMap<>();
        lives.stream()
                .flatMap(persons -> persons.keySet().stream())
                .sorted(Comparator.comparing(Person::registeredOn)
                        .thenComparing(Person::stream)
                        .thenComparing(Person::order))
                .forEach(person -> numbers.put(person, numbers.size() + 1));
        return numbers;
    }

    private static HistoryStream stream(
            int number, List<MissionPlan> missions, Map<Person, List<Service>> lives, Map<Person, Integer> numbers) {
        List<DatedCommand> told = new ArrayList<>();
        List<ServiceStory> stories = new ArrayList<>();
        lives.forEach((person, services) -> {
            VolunteerStory story = VolunteerStory.of(numbers.get(person), person, services);
            told.add(story.registration());
            stories.addAll(story.services());
        });
        Map<String, List<ServiceStory>> byMission = stories.stream()
                .collect(Collectors.groupingBy(story -> story.service().mission()));
        for (MissionPlan mission : missions) {
            List<ServiceStory> here = byMission.getOrDefault(mission.acronym(), List.of());
            List<DatedCommand> services = here.stream()
                    .flatMap(story -> story.commands(mission).stream())
                    .toList();
            told.addAll(services);
            told.addAll(EvacuationStory.of(mission, here, services));
            told.addAll(MissionStory.of(
                    mission, here.stream().map(ServiceStory::service).toList()));
        }
        return new HistoryStream(
                number,
                missions.stream().map(MissionPlan::acronym).toList(),
                told.stream()
                        .sorted(DatedCommand.ORDER)
                        .map(command -> new HistoricalCommand(idOf(command), command.body()))
                        .toList());
    }

    private static UUID idOf(DatedCommand command) {
        String name =
                "muster/history/" + VERSION + "/" + command.body().getClass().getSimpleName() + "/" + command.key();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}

package org.muster.local.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;

class HistoryTest {

    /** Changes only together with {@link History#VERSION}: one id must never mean two different commands. */
    private static final String GOLDEN = "53c8fb3965b9357d8f8ec78aa826364ef795648dc1904f14117d2d598b61d164";

    @Test
    void is_always_the_same_and_equal_to_the_released_one() {
        assertThat(digest(History.streams())).isEqualTo(digest(Told.STREAMS)).isEqualTo(GOLDEN);
    }

    private static String digest(List<HistoryStream> streams) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (HistoryStream stream : streams) {
                for (HistoricalCommand command : stream.commands()) {
                    String person = command.body() instanceof RegisterVolunteer register
                            ? register.personalData().name()
                                    + register.personalData().birthDate()
                            : "";
                    sha.update((stream.number() + " " + command + person).getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_last_command_of_each_stream_is_known_without_generating_the_history() {
        assertThat(History.lastCommands(false))
                .isEqualTo(Told.STREAMS.stream()
                        .map(stream -> stream.commands().getLast().id())
                        .toList());
        assertThat(History.lastCommands(true))
                .hasSize(2)
                .isEqualTo(History.sample().stream()
                        .map(stream -> stream.commands().getLast().id())
                        .toList());
    }

    @Test
    void no_id_is_given_twice() {
        assertThat(Told.COMMANDS.stream().map(HistoricalCommand::id)).doesNotHaveDuplicates();
    }

    @Test
    void at_least_14000_persons_serve_in_all_50_missions() {
        assertThat(Told.PERSONS).hasSizeGreaterThanOrEqualTo(14_000);
        assertThat(Told.SERVED.stream().map(one -> one.start().volunteer()).distinct())
                .hasSize(Told.PERSONS.size());
        assertThat(Told.MISSIONS).hasSize(50);
        assertThat(Told.SERVED.stream().map(one -> one.start().mission()).distinct())
                .containsExactlyInAnyOrderElementsOf(Told.MISSIONS.keySet());
    }

    @Test
    void both_types_and_all_service_areas_occur() {
        assertThat(Told.SERVED.stream()
                        .map(one -> one.start().category().type())
                        .distinct())
                .containsExactlyInAnyOrder(VolunteerType.values());
        assertThat(Told.SERVED.stream().map(one -> one.start().serviceArea()).distinct())
                .containsExactlyInAnyOrder(ServiceArea.values());
    }

    @Test
    void service_areas_fit_the_mission() {
        assertThat(mostFrequentArea("UNTAC")).isEqualTo(ServiceArea.ELECTORAL_SUPPORT);
        assertThat(mostFrequentArea("UNAMET")).isEqualTo(ServiceArea.ELECTORAL_SUPPORT);
        assertThat(mostFrequentArea("UNMEER")).isEqualTo(ServiceArea.EMERGENCY_HEALTH);
    }

    private static ServiceArea mostFrequentArea(String mission) {
        return Told.SERVED.stream()
                .map(Told.Served::start)
                .filter(Told.in(mission))
                .collect(Collectors.groupingBy(DeployVolunteer::serviceArea, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    @Test
    void most_services_last_six_to_twenty_four_months() {
        long[] days = Told.SERVED.stream()
                .filter(one -> one.lastDay() != null)
                .mapToLong(one -> ChronoUnit.DAYS.between(
                        one.start().entryOnDuty(), one.lastDay().plusDays(1)))
                .sorted()
                .toArray();
        assertThat(Arrays.stream(days)
                                .filter(length -> length >= 180 && length <= 735)
                                .count()
                        * 100
                        / days.length)
                .isBetween(55L, 90L);
        assertThat(days[0]).isPositive();
        assertThat(days[days.length - 1]).isLessThan(5 * 366L);
    }

    @Test
    void some_serve_again_in_another_mission() {
        long again =
                Told.SERVED.stream()
                        .collect(Collectors.groupingBy(one -> one.start().volunteer()))
                        .values()
                        .stream()
                        .filter(services -> services.stream()
                                        .map(one -> one.start().mission())
                                        .distinct()
                                        .count()
                                > 1)
                        .count();
        assertThat(again * 100 / Told.PERSONS.size()).isBetween(10L, 20L);
    }

    @Test
    void people_still_serve_at_the_horizon_and_no_command_comes_after_it() {
        assertThat(Told.SERVED).anyMatch(one -> one.lastDay() == null);
        assertThat(Told.SERVED)
                .allMatch(one -> !one.start().entryOnDuty().isAfter(Archive.HORIZON)
                        && (one.lastDay() == null || !one.lastDay().isAfter(Archive.HORIZON)));
    }

    @Test
    void every_person_is_labelled_synthetic_and_of_working_age() {
        assertThat(Told.PERSONS.values()).allSatisfy(person -> {
            assertThat(person.volunteer()).matches("SYN-[0-9]{6}");
            assertThat(person.personalData().name()).startsWith("Synthetic Person ");
            assertThat(person.registeredOn()).isAfterOrEqualTo(LocalDate.of(1992, 1, 1));
        });
        assertThat(Told.SERVED)
                .allSatisfy(one -> assertThat(ChronoUnit.YEARS.between(
                                Told.PERSONS
                                        .get(one.start().volunteer())
                                        .personalData()
                                        .birthDate(),
                                one.start().entryOnDuty()))
                        .isBetween(18L, 70L));
    }

    @Test
    void no_mission_and_no_volunteer_occurs_in_two_streams() {
        assertThat(Told.STREAMS.stream().map(HistoryStream::missions).flatMap(Collection::stream))
                .doesNotHaveDuplicates();
        for (HistoryStream stream : Told.STREAMS) {
            assertThat(stream.commands().stream()
                            .map(HistoricalCommand::body)
                            .filter(DeployVolunteer.class::isInstance)
                            .map(command -> ((DeployVolunteer) command).mission())
                            .distinct())
                    .isSubsetOf(stream.missions());
        }
        assertThat(Told.STREAMS.stream()
                        .flatMap(stream -> stream.commands().stream()
                                .map(HistoricalCommand::body)
                                .filter(DeployVolunteer.class::isInstance)
                                .map(command -> ((DeployVolunteer) command).volunteer())
                                .distinct()))
                .doesNotHaveDuplicates();
    }
}

package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.type.TypeReference;

/** The hands of {@link WholeYearTest}: sends commands over HTTP, Kafka and the command line, and recruits twelve volunteers of all categories. */
final class YearHands {

    private static final List<String> CATEGORIES = List.of(
            "INTERNATIONAL_EXPERT",
            "INTERNATIONAL_SPECIALIST",
            "INTERNATIONAL_YOUTH",
            "INTERNATIONAL_UNIVERSITY",
            "NATIONAL_EXPERT",
            "NATIONAL_SPECIALIST",
            "NATIONAL_YOUTH",
            "NATIONAL_UNIVERSITY",
            "COMMUNITY",
            "REFUGEE",
            "INTERNATIONAL_SPECIALIST",
            "NATIONAL_SPECIALIST");

    private static final List<String> CLEARANCES =
            List.of("MEDICAL", "SECURITY_TRAINING", "SECURITY_CLEARANCE", "VISA", "BACKGROUND");

    private final Caller http;
    private final KafkaDoor kafka;
    private final CommandLine shell;
    private final Path folder;
    private final String mission;
    private final List<String> volunteers = IntStream.range(0, CATEGORIES.size())
            .mapToObj(i -> Scene.fresh("V"))
            .toList();
    private long position;

    YearHands(Caller http, KafkaDoor kafka, CommandLine shell, Path folder, String mission) {
        this.http = http;
        this.kafka = kafka;
        this.shell = shell;
        this.folder = folder;
        this.mission = mission;
    }

    /** Of the event that was recorded last. */
    long position() {
        return position;
    }

    List<String> volunteers() {
        return volunteers;
    }

    String assignment(int i) {
        return volunteers.get(i) + "-A";
    }

    /** From the request to the entry on duty at headquarters. */
    void recruit(int i, String from, String to, boolean liquidationTeam) {
        String volunteer = volunteers.get(i);
        String doa = request(CATEGORIES.get(i), from, liquidationTeam);
        sent("RegisterVolunteer", person(i));
        sent("ApproveDoA", "{'doa':'%s','approvedOn':'2025-01-09'}", doa);
        sent("SelectCandidate", "{'doa':'%s','volunteer':'%s','selectedOn':'2025-01-10'}", doa, volunteer);
        sent("IssueOffer", """
                {'assignment':'%s','doa':'%s','volunteer':'%s','startsOn':'%s','endsOn':'%s','answerBy':'2025-01-20',
                 'issuedOn':'2025-01-11'}""", assignment(i), doa, volunteer, from, to);
        sent("AcceptOffer", "{'assignment':'%s','acceptedOn':'2025-01-12'}", assignment(i));
        clear(volunteer);
        sent(
                "IssueContract",
                "{'assignment':'%s','startsOn':'%s','endsOn':'%s','issuedOn':'2025-01-28'}",
                assignment(i),
                from,
                to);
        sent("DeployVolunteer", """
                {'volunteer':'%s','assignment':'%s','mission':'%s','station':'%s-HQ','category':'%s',
                 'serviceArea':'ELECTORAL_SUPPORT','expertise':'TECHNICAL','entryOnDuty':'%s'}""", volunteer, assignment(i), mission, mission, CATEGORIES.get(i), from);
    }

    /** A request with its funding. */
    String request(String category, String from, boolean liquidationTeam) {
        String doa = Scene.fresh("D");
        sent("SubmitDoA", """
                {'doa':'%s','mission':'%s','category':'%s','serviceArea':'ELECTORAL_SUPPORT','expertise':'TECHNICAL',
                 'neededFrom':'%s','months':8,'funding':'MISSION_BUDGET','fundedUntil':'2026-06-30','liquidationTeam':%s,
                 'submittedOn':'2025-01-05'}""", doa, mission, category, from, liquidationTeam);
        sent(
                "AuthorizeFunding",
                "{'doa':'%s','document':'FA','fundedUntil':'2026-06-30','authorizedOn':'2025-01-08'}",
                doa);
        return doa;
    }

    private Map<String, Object> person(int i) {
        String category = CATEGORIES.get(i);
        boolean home = category.startsWith("NATIONAL") || category.equals("COMMUNITY");
        boolean refugee = category.equals("REFUGEE");
        boolean young = category.endsWith("YOUTH") || category.endsWith("UNIVERSITY");
        Map<String, Object> person = body(
                """
                {'volunteer':'%s','nationality':'%s','gender':'%s','registeredOn':'2025-01-03',
                 'personalData':{'name':'Synthetic Person %s','birthDate':'%s-05-%s'}}""",
                volunteers.get(i),
                home ? "UGA" : refugee ? "SSD" : "KEN",
                i % 2 == 0 ? "FEMALE" : "MALE",
                volunteers.get(i),
                young ? 2001 : 1985,
                10 + i);
        if (refugee) {
            person.put("residence", "UGA");
        }
        return person;
    }

    /** All clearances of a volunteer as one file of the command line. */
    private void clear(String volunteer) {
        String lines = CLEARANCES.stream()
                .map(kind -> Caller.JSON.writeValueAsString(
                        Map.of("command", "RecordClearance", "data", body("""
                                {'volunteer':'%s','kind':'%s','result':'CLEARED','clearedOn':'2025-01-15',
                                 'validUntil':'2026-01-14'}""", volunteer, kind))))
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            Path file = Files.writeString(folder.resolve(volunteer + ".ndjson"), lines);
            CommandLine.Run run = shell.muster("import", "--client", "integrator", file.toString());
            assertThat(run.code()).as(run.err()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends an assignment, and settles what it left open. */
    void end(int i, String lastDay, String reason) {
        sent("EndAssignment", "{'assignment':'%s','lastDay':'%s','reason':'%s'}", assignment(i), lastDay, reason);
        sent("RecordFinalClearance", "{'assignment':'%s','clearedOn':'2025-12-31'}", assignment(i));
    }

    /** @param body JSON with single quotes, filled with the values */
    void sent(String command, String body, Object... values) {
        sent(command, body(body, values));
    }

    private void sent(String command, Map<String, ?> body) {
        Caller.Reply reply = http.command(command, body);
        assertThat(reply.status()).as("%s %s: %s", command, body, reply.body()).isEqualTo(200);
        position = reply.position();
    }

    void refused(String code, String command, String body, Object... values) {
        Caller.Reply reply = http.command(command, body(body, values));
        assertThat(reply.code()).as("%s: %s", command, reply.body()).isEqualTo(code);
    }

    void overKafka(String command, String key, String body, Object... values) {
        position = kafka.accepted(command, key, body(body, values), http.token())
                .get("position")
                .asLong();
    }

    /** On the command line. */
    void typed(String command, String body, Object... values) {
        CommandLine.Run run = shell.muster(
                "send",
                "--client",
                "integrator",
                "--json",
                command,
                Caller.JSON.writeValueAsString(body(body, values)));
        assertThat(run.code()).as(run.err()).isZero();
        position = Caller.JSON.readTree(run.out()).get("position").asLong();
    }

    private static Map<String, Object> body(String json, Object... values) {
        return Caller.JSON.readValue(json.formatted(values).replace('\'', '"'), new TypeReference<>() {});
    }
}

package org.muster.queryside.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.muster.queryside.readmodel.missions.MissionPhase;
import org.muster.readmodels.AsKnownAt;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything that is recorded of one mission.
 *
 * @param mission the mission as the register lists it; its members stand beside the others in JSON
 * @param knownAt see {@link Stamp}
 * @param position see {@link Stamp}
 */
public record MissionRecord(
        @JsonUnwrapped MissionRegister.Row mission,
        Instant knownAt,
        long position,
        List<Phase> phases,
        List<Mandate> mandates,
        List<DutyStation> dutyStations,
        List<Strength> strength)
        implements Tabular {

    private static final String PHASES = AsKnownAt.query("""
            select phase, from_on, lead(from_on) over (order by from_on, known_from) as to_on
            from {mission_phase} x where mission = :mission order by from_on, known_from
            """, Stamp.AS_KNOWN, MissionPhase.class);

    private static final String MANDATES =
            AsKnownAt.query("""
            select instrument, adopted_on, expires_on from {mandate} x where mission = :mission order by position
            """, Stamp.AS_KNOWN, org.muster.queryside.readmodel.missions.Mandate.class);

    private static final String STATIONS =
            AsKnownAt.query("""
            select station, name, country, opened_on from {duty_station} x where mission = :mission order by opened_on, station
            """, Stamp.AS_KNOWN, org.muster.queryside.readmodel.missions.DutyStation.class);

    private static final String STRENGTH =
            AsKnownAt.query("""
            select from_on, type, authorized, document,
                   least(period_to, lead(from_on) over (partition by period_from, type order by from_on) - 1) as to_on
            from {strength} x where mission = :mission order by from_on, type
            """, Stamp.AS_KNOWN, org.muster.queryside.readmodel.missions.Strength.class);

    /** A phase; until is the first day of the next, null for the last. */
    public record Phase(String phase, LocalDate from, LocalDate until) {}

    /** What established or extended the mandate; expiresOn is null where it is open-ended. */
    public record Mandate(String instrument, LocalDate adoptedOn, LocalDate expiresOn) {}

    /** A duty station. */
    public record DutyStation(String station, String name, String country, LocalDate openedOn) {}

    /** Authorized posts from a day to a day, both included. */
    public record Strength(LocalDate from, LocalDate to, String type, int authorized, String document) {}

    /** Reads the mission, or nothing where there is none of this acronym. */
    static Optional<MissionRecord> read(JdbcClient readModels, String acronym, LocalDate on, Stamp stamp) {
        return readModels
                .sql(MissionRegister.SQL + " where m.mission = :mission")
                .param("on", on)
                .param("mission", acronym)
                .param(Stamp.AS_KNOWN, stamp.asKnown())
                .query(MissionRegister.Row::of)
                .optional()
                .map(mission -> new MissionRecord(
                        mission,
                        stamp.knownAt(),
                        stamp.position(),
                        phases(readModels, acronym, stamp),
                        mandates(readModels, acronym, stamp),
                        stations(readModels, acronym, stamp),
                        strength(readModels, acronym, stamp)));
    }

    private static List<Phase> phases(JdbcClient readModels, String acronym, Stamp stamp) {
        return readModels
                .sql(PHASES)
                .param("mission", acronym)
                .param(Stamp.AS_KNOWN, stamp.asKnown())
                .query((line, number) -> new Phase(
                        line.getString("phase"),
                        line.getObject("from_on", LocalDate.class),
                        line.getObject("to_on", LocalDate.class)))
                .list();
    }

    private static List<Mandate> mandates(JdbcClient readModels, String acronym, Stamp stamp) {
        return readModels
                .sql(MANDATES)
                .param("mission", acronym)
                .param(Stamp.AS_KNOWN, stamp.asKnown())
                .query((line, number) -> new Mandate(
                        line.getString("instrument"),
                        line.getObject("adopted_on", LocalDate.class),
                        line.getObject("expires_on", LocalDate.class)))
                .list();
    }

    private static List<DutyStation> stations(JdbcClient readModels, String acronym, Stamp stamp) {
        return readModels
                .sql(STATIONS)
                .param("mission", acronym)
                .param(Stamp.AS_KNOWN, stamp.asKnown())
                .query((line, number) -> new DutyStation(
                        line.getString("station"),
                        line.getString("name"),
                        line.getString("country"),
                        line.getObject("opened_on", LocalDate.class)))
                .list();
    }

    private static List<Strength> strength(JdbcClient readModels, String acronym, Stamp stamp) {
        return readModels
                .sql(STRENGTH)
                .param("mission", acronym)
                .param(Stamp.AS_KNOWN, stamp.asKnown())
                .query((line, number) -> new Strength(
                        line.getObject("from_on", LocalDate.class),
                        line.getObject("to_on", LocalDate.class),
                        line.getString("type"),
                        line.getInt("authorized"),
                        line.getString("document")))
                .list();
    }

    @Override
    public List<String> columns() {
        return List.of("mission", "record", "what", "from", "to", "document", "posts");
    }

    /** Lines of four kinds: PHASE, MANDATE, DUTY_STATION and STRENGTH. */
    @Override
    public List<List<Object>> lines() {
        String acronym = mission.mission();
        List<List<Object>> lines = new ArrayList<>();
        phases.forEach(it -> lines.add(Arrays.asList(acronym, "PHASE", it.phase, it.from, it.until, null, null)));
        mandates.forEach(it ->
                lines.add(Arrays.asList(acronym, "MANDATE", null, it.adoptedOn, it.expiresOn, it.instrument, null)));
        dutyStations.forEach(
                it -> lines.add(Arrays.asList(acronym, "DUTY_STATION", it.name, it.openedOn, null, null, null)));
        strength.forEach(it ->
                lines.add(Arrays.asList(acronym, "STRENGTH", it.type, it.from, it.to, it.document, it.authorized)));
        return lines;
    }
}

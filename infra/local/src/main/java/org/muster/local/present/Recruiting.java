package org.muster.local.present;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.recruitment.AcceptOffer;
import org.muster.commands.recruitment.ApproveDoA;
import org.muster.commands.recruitment.AuthorizeFunding;
import org.muster.commands.recruitment.CancelDoA;
import org.muster.commands.recruitment.DeclineOffer;
import org.muster.commands.recruitment.IssueContract;
import org.muster.commands.recruitment.IssueOffer;
import org.muster.commands.recruitment.RecordClearance;
import org.muster.commands.recruitment.SelectCandidate;
import org.muster.commands.recruitment.SubmitDoA;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
import org.muster.events.recruitment.ClearanceKind;
import org.muster.events.recruitment.ClearanceResult;
import org.muster.events.recruitment.FundingSource;
import org.muster.local.present.Standing.Mission;

/** Requests for volunteers at every stage, from the request to the first days on duty, by the commands of today. */
final class Recruiting {

    /** How far a request has come. */
    private enum Stage {
        SUBMITTED,
        FUNDED,
        CANCELLED,
        APPROVED,
        SELECTED,
        OFFERED,
        DECLINED,
        ACCEPTED,
        CLEARING,
        CONTRACTED,
        ON_DUTY;

        boolean has(Stage other) {
            return compareTo(other) >= 0;
        }
    }

    private static final int ROUNDS = 4;
    private static final int MONTHS = 12;
    private static final List<Category> CATEGORIES = List.of(
            Category.INTERNATIONAL_SPECIALIST,
            Category.NATIONAL_SPECIALIST,
            Category.INTERNATIONAL_YOUTH,
            Category.INTERNATIONAL_EXPERT);
    private static final List<ServiceArea> AREAS = List.of(ServiceArea.values());

    private final PresentDay present;
    private final LocalDate day;
    private int requests;

    Recruiting(PresentDay present, LocalDate day) {
        this.present = present;
        this.day = day;
    }

    /** Some requests of each mission that has vacant posts, until each stage occurs in several. */
    void requests(List<Mission> missions) {
        int many = ROUNDS * Stage.values().length;
        for (Mission mission : missions) {
            Map<VolunteerType, Integer> left = new EnumMap<>(VolunteerType.class);
            for (VolunteerType type : VolunteerType.values()) {
                // Half of the vacant posts at most are asked for, in this period and the next.
                int vacant = Math.min(
                        Strengths.vacant(mission, type, day.minusDays(3)),
                        Strengths.vacant(mission, type, day.plusDays(30)));
                left.put(type, Math.min(vacant / 2, many / 4));
            }
            while (mission.recruits && requests < many && left.values().stream().anyMatch(count -> count > 0)) {
                Category category = CATEGORIES.stream()
                        .skip(requests % CATEGORIES.size())
                        .filter(one -> left.get(one.type()) > 0)
                        .findFirst()
                        .orElseGet(() -> left.get(VolunteerType.INTERNATIONAL) > 0
                                ? Category.INTERNATIONAL_SPECIALIST
                                : Category.NATIONAL_SPECIALIST);
                left.merge(category.type(), -1, Integer::sum);
                request(mission, category, Stage.values()[requests % Stage.values().length]);
            }
        }
    }

    private void request(Mission mission, Category category, Stage stage) {
        requests++;
        String doa = String.format("SYN-D%04d", requests);
        LocalDate start = switch (stage) {
            case ON_DUTY -> day.minusDays(3);
            case CONTRACTED -> day.plusDays(12);
            case SUBMITTED, FUNDED, CANCELLED, APPROVED, SELECTED, OFFERED, DECLINED, ACCEPTED, CLEARING ->
                day.plusDays(30);
        };
        ServiceArea area = AREAS.get(requests % AREAS.size());
        present.add(
                doa,
                new SubmitDoA(
                        doa,
                        mission.acronym,
                        category,
                        area,
                        Expertise.ADMINISTRATIVE,
                        start,
                        MONTHS,
                        Optional.of(FundingSource.MISSION_BUDGET),
                        Optional.of(start.plusYears(2)),
                        false,
                        day.minusDays(70)));
        if (stage.has(Stage.FUNDED)) {
            present.add(doa, new AuthorizeFunding(doa, "SYNTHETIC " + doa, start.plusYears(2), day.minusDays(60)));
        }
        if (stage == Stage.CANCELLED) {
            present.add(doa, new CancelDoA(doa, day.minusDays(10)));
        } else if (stage.has(Stage.APPROVED)) {
            present.add(doa, new ApproveDoA(doa, day.minusDays(50)));
            if (stage.has(Stage.SELECTED)) {
                candidate(mission, category, stage, doa, start, area);
            }
        }
    }

    private void candidate(
            Mission mission, Category category, Stage stage, String doa, LocalDate start, ServiceArea area) {
        String volunteer = present.register(mission, category, day.minusDays(100));
        String assignment = volunteer + "-A1";
        LocalDate end = start.plusMonths(MONTHS).minusDays(1);
        present.add(doa, new SelectCandidate(doa, volunteer, day.minusDays(40)));
        if (stage.has(Stage.OFFERED)) {
            boolean open = stage == Stage.OFFERED;
            LocalDate issued = day.minusDays(open ? 3 : 25);
            present.add(
                    assignment, new IssueOffer(assignment, doa, volunteer, start, end, issued.plusDays(14), issued));
        }
        if (stage == Stage.DECLINED) {
            present.add(assignment, new DeclineOffer(assignment, day.minusDays(14)));
        } else if (stage.has(Stage.ACCEPTED)) {
            present.add(assignment, new AcceptOffer(assignment, day.minusDays(15)));
        }
        if (stage.has(Stage.CLEARING)) {
            clear(volunteer, stage == Stage.CLEARING ? 3 : ClearanceKind.values().length);
        }
        if (stage.has(Stage.CONTRACTED)) {
            present.add(assignment, new IssueContract(assignment, start, end, day.minusDays(4)));
        }
        if (stage == Stage.ON_DUTY) {
            present.add(
                    assignment,
                    new DeployVolunteer(
                            volunteer,
                            assignment,
                            mission.acronym,
                            mission.stations.getFirst(),
                            category,
                            area,
                            Expertise.ADMINISTRATIVE,
                            start,
                            false));
        }
    }

    /** The medical clearance expires some weeks after the day. */
    private void clear(String volunteer, int kinds) {
        Arrays.stream(ClearanceKind.values())
                .limit(kinds)
                .forEach(kind -> present.add(
                        volunteer + "/" + kind,
                        new RecordClearance(
                                volunteer,
                                kind,
                                ClearanceResult.CLEARED,
                                day.minusDays(10),
                                Optional.of(day.plusDays(kind == ClearanceKind.MEDICAL ? 25 : 500)))));
    }
}

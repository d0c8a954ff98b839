package org.muster.commandside.modelcheck;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventData;
import org.muster.catalog.EventType;
import org.muster.commands.assignment.CancelAssignment;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.RecordDeathInService;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.commands.automation.FlagExpiredClearance;
import org.muster.commands.automation.ListOpenAssignments;
import org.muster.commands.correction.AnnulRecord;
import org.muster.commands.mission.BeginDrawdown;
import org.muster.commands.mission.BeginLiquidation;
import org.muster.commands.mission.CloseDutyStation;
import org.muster.commands.mission.EndMandate;
import org.muster.commands.recruitment.AcceptOffer;
import org.muster.commands.recruitment.ApproveDoA;
import org.muster.commands.recruitment.CancelDoA;
import org.muster.commands.recruitment.DeclineOffer;
import org.muster.commands.recruitment.ExpireOffer;
import org.muster.commands.recruitment.IssueContract;
import org.muster.commands.recruitment.IssueOffer;
import org.muster.commands.recruitment.RecordClearance;
import org.muster.commands.security.RelocateVolunteer;
import org.muster.commands.security.ReturnVolunteer;
import org.muster.commandside.domain.Domain;
import org.muster.commandside.domain.correction.correctrecord.CorrectSealedRecord;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;
import org.muster.events.correction.CorrectionReason;

/**
 * Commands of every kind that has a decider: mostly those that the state on record allows, sometimes any. Nothing is drawn from the
 * decision models.
 */
final class LikelyCommands {

    /** In one order, so that a seed gives the same commands everywhere. */
    static final List<Class<?>> KINDS = Domain.deciders().keySet().stream()
            .sorted(Comparator.comparing(Class::getName))
            .toList();

    /** What needs a state that is rare is drawn often; what brings something to its end is not, or nothing would be left. */
    private static final Map<Class<?>, Integer> WEIGHTS = Map.ofEntries(
            Map.entry(CorrectSealedRecord.class, 60),
            Map.entry(AnnulRecord.class, 40),
            Map.entry(ApproveDoA.class, 25),
            Map.entry(IssueOffer.class, 25),
            Map.entry(AcceptOffer.class, 30),
            Map.entry(IssueContract.class, 30),
            Map.entry(DeployVolunteer.class, 50),
            Map.entry(TransferVolunteer.class, 25),
            Map.entry(RelocateVolunteer.class, 25),
            Map.entry(ReturnVolunteer.class, 25),
            Map.entry(ListOpenAssignments.class, 30),
            Map.entry(FlagExpiredClearance.class, 30),
            Map.entry(BeginDrawdown.class, 3),
            Map.entry(BeginLiquidation.class, 4),
            Map.entry(EndMandate.class, 3),
            Map.entry(CloseDutyStation.class, 3),
            Map.entry(CancelDoA.class, 3),
            Map.entry(CancelAssignment.class, 8),
            Map.entry(DeclineOffer.class, 8),
            Map.entry(ExpireOffer.class, 8),
            Map.entry(RecordClearance.class, 6),
            Map.entry(RecordDeathInService.class, 3));

    private static final List<Class<?>> DRAWN = new ArrayList<>();

    static {
        for (Class<?> kind : KINDS) {
            int weight = WEIGHTS.getOrDefault(kind, isRecruitmentOrService(kind) ? 14 : 6);
            for (int i = 0; i < weight; i++) {
                DRAWN.add(kind);
            }
        }
    }

    private final Random random;
    private int drawn;

    LikelyCommands(Random random) {
        this.random = random;
    }

    private static boolean isRecruitmentOrService(Class<?> kind) {
        return kind.getPackageName().endsWith("assignment")
                || kind.getPackageName().endsWith("recruitment");
    }

    Record next(List<DomainEvent> history, Ledger ledger) {
        Class<?> kind = DRAWN.get(random.nextInt(DRAWN.size()));
        if (random.nextInt(12) > 0) {
            for (int attempt = 0; attempt < 3; attempt++) {
                try {
                    return likely(kind, history, ledger);
                } catch (Draw.Impossible _) {
                    kind = DRAWN.get(random.nextInt(DRAWN.size()));
                }
            }
        }
        return new RandomCommand(random, ledger).of(kind, Map.of());
    }

    private Record likely(Class<?> kind, List<DomainEvent> history, Ledger ledger) {
        if (kind == CorrectSealedRecord.class) {
            return correction(history, ledger);
        }
        if (kind == AnnulRecord.class) {
            long position = place(history) + 1L;
            return new AnnulRecord(Given.id(position), position, CorrectionReason.DUPLICATE);
        }
        drawn++;
        Map<Class<?>, Supplier<Record>> kinds = new HashMap<>(new LikelyMission(random, ledger, drawn).kinds());
        kinds.putAll(new LikelyService(random, ledger, drawn).kinds());
        kinds.putAll(new LikelyRecruitment(random, ledger, drawn).kinds());
        return kinds.getOrDefault(kind, () -> new RandomCommand(random, ledger).of(kind, Map.of()))
                .get();
    }

    /** Later events are amended more often: less rests on them. */
    private int place(List<DomainEvent> history) {
        return Math.max(random.nextInt(history.size()), random.nextInt(history.size()));
    }

    private Record correction(List<DomainEvent> history, Ledger ledger) {
        int start = place(history);
        for (int i = 0; i < history.size(); i++) {
            int place = (start + i) % history.size();
            EventType type = EventCatalog.of(history.get(place).getClass());
            if (!type.correctableFields().isEmpty()) {
                String field = type.correctableFields()
                        .get(random.nextInt(type.correctableFields().size()));
                return new CorrectSealedRecord(
                        Given.id(place + 1L),
                        place + 1L,
                        field,
                        value((Record) history.get(place), field, ledger),
                        CorrectionReason.TYPING_ERROR);
            }
        }
        throw new Draw.Impossible();
    }

    /** Days move by weeks at most, everything else is drawn. */
    private Optional<String> value(Record event, String field, Ledger ledger) {
        Optional<String> present = EventData.text(event, field);
        Type form = Arrays.stream(event.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(field))
                .map(RecordComponent::getGenericType)
                .findFirst()
                .orElseThrow();
        boolean day = form.getTypeName().contains(LocalDate.class.getName());
        if (day && present.isPresent() && random.nextInt(8) > 0) {
            return Optional.of(LocalDate.parse(present.get())
                    .plusDays(random.nextInt(41) - 20L)
                    .toString());
        }
        Object drawnValue = new RandomCommand(random, ledger).value(field, form);
        return drawnValue instanceof Optional<?> optional
                ? optional.map(Object::toString)
                : Optional.of(drawnValue.toString());
    }
}

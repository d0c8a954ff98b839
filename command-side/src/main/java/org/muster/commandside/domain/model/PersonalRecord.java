package org.muster.commandside.domain.model;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.volunteer.ErasureBasis;
import org.muster.events.volunteer.ErasureRequested;
import org.muster.events.volunteer.PersonalDataCorrected;
import org.muster.events.volunteer.VolunteerPersonalDataErased;
import org.muster.events.volunteer.VolunteerRegistered;

/**
 * Whether a volunteer's personal data are on record, and who ordered that they be erased; not the data.
 *
 * @param identity what stands for the person, as last recorded; absent before the registration and after the erasure
 * @param erased whether the data were erased
 * @param requests what was ordered by the first of two persons
 */
public record PersonalRecord(Optional<String> identity, boolean erased, Set<Request> requests) {

    /** By the volunteer's identifier. */
    public static final DecisionModel<PersonalRecord> MODEL = DecisionModel.named("personal-record", 1)
            .tagged(Tag.VOLUNTEER)
            .startingAt(new PersonalRecord(Optional.empty(), false, Set.of()))
            .on(VolunteerRegistered.class, (known, e) -> known.as(e.identity()))
            .on(PersonalDataCorrected.class, (known, e) -> known.as(e.identity()))
            .on(ErasureRequested.class, (known, e) -> known.with(new Request(e.requester(), e.basis())))
            .on(VolunteerPersonalDataErased.class, (known, e) -> new PersonalRecord(Optional.empty(), true, Set.of()));

    public PersonalRecord {
        requests = Set.copyOf(requests);
    }

    /**
     * An order that waits for a second person.
     *
     * @param requester stands for the person who gave it
     * @param basis why
     */
    public record Request(String requester, ErasureBasis basis) {}

    /** Whether this identity stands for the person. */
    public boolean isOf(String other) {
        return identity.filter(other::equals).isPresent();
    }

    /** Whether another person ordered it, for the same reason. */
    public boolean isRequestedByAnother(Request request) {
        return requests.stream()
                .anyMatch(one ->
                        one.basis() == request.basis() && !one.requester().equals(request.requester()));
    }

    private PersonalRecord as(String recorded) {
        return new PersonalRecord(Optional.of(recorded), erased, requests);
    }

    private PersonalRecord with(Request request) {
        Set<Request> more = new HashSet<>(requests);
        more.add(request);
        return new PersonalRecord(identity, erased, more);
    }
}

package org.muster.commandside.domain.model.recruitment;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.domain.model.DailyCount;
import org.muster.events.Tag;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.recruitment.DoAApproved;
import org.muster.events.recruitment.DoACancelled;

/**
 * The posts of a mission that approved requests have reserved. An entry on duty turns a reservation into an encumbrance.
 *
 * @param open the reservations by request; their number is bounded by the authorized strength (rule X2)
 */
public record ReservedPosts(Map<String, Reservation> open) {

    /** By the mission's acronym. */
    public static final DecisionModel<ReservedPosts> MODEL = DecisionModel.named("reserved-posts", 1)
            .tagged(Tag.MISSION)
            .startingAt(new ReservedPosts(Map.of()))
            .on(DoAApproved.class, ReservedPosts::approved)
            .on(DoACancelled.class, (posts, e) -> posts.without(e.doa()))
            .on(
                    VolunteerDeployed.class,
                    (posts, e) -> e.doa().map(posts::without).orElse(posts));

    public ReservedPosts {
        open = Map.copyOf(open);
    }

    /**
     * One post, promised to a request.
     *
     * @param type of which establishment
     * @param from the first day
     * @param until the last day
     */
    public record Reservation(VolunteerType type, LocalDate from, LocalDate until) {}

    /** The posts of one establishment that are taken on each date, the encumbered ones and the reserved ones together. */
    public DailyCount addedTo(DailyCount encumbered, VolunteerType type) {
        DailyCount taken = encumbered;
        for (Reservation reservation : open.values()) {
            if (reservation.type() == type) {
                taken = taken.from(reservation.from(), 1)
                        .from(reservation.until().plusDays(1), -1);
            }
        }
        return taken;
    }

    /** The reservations without the one of this request, if it has one. */
    public ReservedPosts without(String doa) {
        if (!open.containsKey(doa)) {
            return this;
        }
        Map<String, Reservation> fewer = new HashMap<>(open);
        fewer.remove(doa);
        return new ReservedPosts(fewer);
    }

    private ReservedPosts approved(DoAApproved event) {
        Map<String, Reservation> more = new HashMap<>(open);
        more.put(event.doa(), new Reservation(event.category().type(), event.neededFrom(), event.neededUntil()));
        return new ReservedPosts(more);
    }
}

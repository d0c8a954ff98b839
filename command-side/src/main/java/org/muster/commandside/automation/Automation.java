package org.muster.commandside.automation;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.events.DomainEvent;

/** When an event has happened, an automation says what is due then, and on which day. Pure: the day comes in. */
public interface Automation {

    /** Names it for ever: the ids of its commands are made of it. */
    String name();

    /** The kinds of events that make something due. */
    Set<Class<? extends DomainEvent>> causes();

    /**
     * All that the event makes due, whether its day has come or not. Asked again on each such day, because policies and the
     * register may have changed.
     *
     * @param present the states of decision models now
     * @param today the day on which it is asked; policies in force then hold
     */
    List<Due> due(Cause cause, Boundary present, LocalDate today);
}

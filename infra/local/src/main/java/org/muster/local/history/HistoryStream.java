package org.muster.local.history;

import java.util.List;

/**
 * A part of the history that can be loaded beside the others: no mission and no volunteer of it occurs in another.
 *
 * @param number from 0, stable
 * @param missions the acronyms of the missions in it
 * @param commands in the order in which the rules accept them
 */
public record HistoryStream(int number, List<String> missions, List<HistoricalCommand> commands) {

    public HistoryStream {
        missions = List.copyOf(missions);
        commands = List.copyOf(commands);
    }
}

package org.muster.queryside.door;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where reports are, by who may read them.
 *
 * @param ofFigures those that need the scope reports
 * @param ofVolunteers those that show single volunteers: they need the scope roster, and every reader is recorded
 */
public record ReportAddresses(List<String> ofFigures, List<String> ofVolunteers) {

    public ReportAddresses {
        ofFigures = List.copyOf(ofFigures);
        ofVolunteers = List.copyOf(ofVolunteers);
    }

    /** With what lies below each; an empty segment is no address. */
    static String[] patterns(List<String> addresses) {
        return addresses.stream()
                .map(address -> address.replace("}", ":.+}"))
                .flatMap(address -> Stream.of(address, address + "/{below:.+}"))
                .toArray(String[]::new);
    }
}

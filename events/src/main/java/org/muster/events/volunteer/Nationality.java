package org.muster.events.volunteer;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The codes of nationalities: countries of today by ISO 3166-1 alpha-3, XKX for Kosovo, former states by ISO 3166-3, and the
 * codes of ICAO Doc 9303 for persons whom no state counts as its own.
 */
public final class Nationality {

    private static final String KOSOVO = "XKX";

    /** Stateless persons; refugees by the Convention of 1951; other refugees. */
    private static final List<String> WITHOUT_A_STATE = List.of("XXA", "XXB", "XXC");

    /** The last day on which a former state was there. */
    private static final Map<String, LocalDate> FORMER = Map.ofEntries(
            Map.entry("BUR", LocalDate.of(1989, 6, 17)),
            Map.entry("YMD", LocalDate.of(1990, 5, 21)),
            Map.entry("DDR", LocalDate.of(1990, 10, 2)),
            Map.entry("SUN", LocalDate.of(1991, 12, 25)),
            Map.entry("CSK", LocalDate.of(1992, 12, 31)),
            Map.entry("ZAR", LocalDate.of(1997, 5, 16)),
            Map.entry("TMP", LocalDate.of(2002, 5, 19)),
            Map.entry("YUG", LocalDate.of(2003, 2, 3)),
            Map.entry("SCG", LocalDate.of(2006, 6, 2)),
            Map.entry("ANT", LocalDate.of(2010, 10, 9)));

    private Nationality() {}

    /** Every code that the register takes, in order. */
    public static List<String> codes() {
        return Stream.of(
                        Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3).stream(),
                        Stream.of(KOSOVO),
                        WITHOUT_A_STATE.stream(),
                        FORMER.keySet().stream())
                .flatMap(codes -> codes)
                .sorted()
                .toList();
    }

    /** The last day on which the state was there; empty for one of today and for persons without a state. */
    public static Optional<LocalDate> lastDay(String code) {
        return Optional.ofNullable(FORMER.get(code));
    }
}

package org.muster.local.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A table from the history's resources: comma separated, with a header; a cell with commas is in quotes. */
final class Table {

    /** A comma outside of quotes. */
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    private Table() {}

    /** The rows of a resource in this package, in its order. */
    static List<Row> read(String resource) {
        try (InputStream in = Table.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            List<String> names = List.of(lines.readLine().split(","));
            List<Row> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(row(resource, names, line));
            }
            return List.copyOf(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String resource, List<String> names, String line) {
        String[] cells = COMMA.split(line, -1);
        if (cells.length != names.size()) {
            throw new IllegalStateException(resource + " has a row of " + cells.length + " cells: " + line);
        }
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
            byName.put(names.get(i), cells[i].replaceAll("^\"|\"$", ""));
        }
        return new Row(Map.copyOf(byName));
    }

    /** One row, its cells by the header's names. */
    record Row(Map<String, String> cells) {

        String text(String name) {
            return optionalText(name).orElseThrow(() -> new IllegalStateException("no " + name + " in " + cells));
        }

        Optional<String> optionalText(String name) {
            return Optional.ofNullable(cells.get(name)).filter(text -> !text.isEmpty());
        }

        int number(String name) {
            return Integer.parseInt(text(name));
        }

        LocalDate date(String name) {
            return LocalDate.parse(text(name));
        }

        Optional<LocalDate> optionalDate(String name) {
            return optionalText(name).map(LocalDate::parse);
        }
    }
}

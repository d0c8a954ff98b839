package org.muster.cli.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.muster.cli.access.UsageException;
import tools.jackson.databind.node.ObjectNode;

/** A CSV file in UTF-8 with a row of names first. The command of its rows is given, or in the column {@code command}. */
public final class CsvFile implements CommandFile {

    private static final String COMMAND = "command";
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /** The first of them, if none is there. */
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    private final Path file;
    private final Optional<String> command;
    private final ColumnMapping mapping;
    private final Optional<Character> delimiter;
    private final byte[] key;

    /** @param delimiter what stands between cells, if the row of names is not to say so */
    public CsvFile(
            Path file, Optional<String> command, ColumnMapping mapping, Optional<Character> delimiter, byte[] key) {
        this.file = file;
        this.command = command;
        this.mapping = mapping;
        this.key = key.clone();
        this.delimiter = delimiter;
    }

    private CSVFormat format() throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter.isPresent() ? delimiter.get() : inNames())
                .setHeader()
                .setSkipHeaderRecord(true)
                // Spreadsheets write columns of empty cells, without a name, behind the last one.
                .setAllowMissingColumnNames(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
                .setIgnoreEmptyLines(true)
                .get();
    }

    /** What stands between the names of columns: spreadsheets write what their country writes. */
    private char inNames() throws IOException {
        String names;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            names = Objects.requireNonNullElse(reader.readLine(), "").replaceAll("\"[^\"]*\"", "");
        }
        return DELIMITERS.stream()
                .max(Comparator.comparingLong(one ->
                        names.chars().filter(character -> character == one).count()))
                .orElseThrow();
    }

    @Override
    public Lines open() {
        try {
            BufferedReader reader = Files.newBufferedReader(file);
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            CSVParser parser =
                    CSVParser.builder().setReader(reader).setFormat(format()).get();
            List<String> columns = parser.getHeaderNames().stream()
                    .filter(name -> !name.isBlank())
                    .toList();
            if (command.isPresent()) {
                mapping.check(command.get(), columns);
            } else if (!columns.contains(COMMAND)) {
                throw new UsageException("say which command the rows are with --command, or have a column " + COMMAND);
            }
            return new Reading(parser, columns);
        } catch (IllegalArgumentException e) {
            throw new UsageException("%s has two columns of one name in row 1".formatted(file));
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(1);
        }
    }

    private UsageException unreadable(long row) {
        return new UsageException("%s is no CSV in UTF-8 at row %d".formatted(file, row));
    }

    private final class Reading implements Lines {

        private final CSVParser parser;
        private final Iterator<CSVRecord> records;
        private final List<String> columns;
        private final LineIds ids = new LineIds(key);
        private CSVRecord next;

        private Reading(CSVParser parser, List<String> columns) {
            this.parser = parser;
            this.columns = columns;
            this.records = parser.iterator();
        }

        @Override
        public boolean hasNext() {
            try {
                // Spreadsheets write rows of empty cells behind the last one.
                while (next == null && records.hasNext()) {
                    CSVRecord row = records.next();
                    next = row.stream().allMatch(String::isBlank) ? null : row;
                }
                return next != null;
            } catch (UncheckedIOException | IllegalStateException e) {
                throw unreadable(parser.getRecordNumber() + 2);
            }
        }

        @Override
        public ImportLine next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            CSVRecord row = next;
            next = null;
            // The row of names is the first.
            long number = row.getRecordNumber() + 1;
            if (row.size() != parser.getHeaderNames().size()) {
                throw new UsageException("%s has %d cells in row %d".formatted(file, row.size(), number));
            }
            Map<String, String> cells = new LinkedHashMap<>();
            columns.forEach(column -> cells.put(column, row.get(column)));
            long filled = row.stream().filter(cell -> !cell.isBlank()).count();
            if (filled > cells.values().stream().filter(cell -> !cell.isBlank()).count()) {
                throw new UsageException("%s has a cell in row %d whose column has no name".formatted(file, number));
            }
            String name = command.orElseGet(() -> cells.remove(COMMAND));
            ObjectNode data = mapping.data(name, cells);
            return ImportLine.command(number, ids.next(name, data.toString()), name, data);
        }

        @Override
        public void close() {
            try {
                parser.close();
            } catch (IOException e) {
                throw unreadable(parser.getRecordNumber() + 1);
            }
        }
    }
}

package org.muster.queryside.report.render;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;

/** The forms that a report is sent in. */
public enum Form {
    JSON("json", "application/json", null, JsonWriter::write),
    CSV("csv", "text/csv", "csv", CsvWriter::plain),
    /** CSV as spreadsheets read it: with a byte order mark. */
    SPREADSHEET_CSV("csv", "text/csv", "csv", CsvWriter::withByteOrderMark),
    HXL("hxl", "text/csv", "csv", CsvWriter::withTags),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", XlsxWriter::write),
    NDJSON("ndjson", "application/x-ndjson", "ndjson", JsonWriter::writeLines),
    ARROW("arrow", "application/vnd.apache.arrow.stream", "arrows", ArrowWriter::write);

    /** The forms that {@code Accept} can ask for; the first one is sent where it does not care. */
    public static final List<Form> BY_ACCEPT = List.of(JSON, CSV, XLSX, NDJSON, ARROW);

    private final String format;
    private final MediaType mediaType;
    private final String extension;
    private final Writing writing;

    @FunctionalInterface
    private interface Writing {
        void write(Rendered rendered, OutputStream out) throws IOException;
    }

    Form(String format, String mediaType, String extension, Writing writing) {
        this.format = format;
        this.mediaType = MediaType.parseMediaType(mediaType);
        this.extension = extension;
        this.writing = writing;
    }

    /** The form of this name in {@code format=}: for people, so CSV is the spreadsheets'. */
    public static Form named(String format) {
        return format.equals(CSV.format)
                ? SPREADSHEET_CSV
                : List.of(values()).stream()
                        .filter(form -> form.format.equals(format))
                        .findFirst()
                        .orElseThrow();
    }

    /** What it is compared with in {@code Accept}. */
    public MediaType mediaType() {
        return mediaType;
    }

    /** What it says in {@code Content-Type}. */
    public String contentType() {
        return mediaType.getSubtype().equals("csv")
                ? mediaType + ";charset=UTF-8;header=present"
                : mediaType.toString();
    }

    /** The name of the file, where it is one. */
    public Optional<String> fileName(Rendered rendered) {
        return Optional.ofNullable(extension).map(ending -> rendered.fileName() + "." + ending);
    }

    public void write(Rendered rendered, OutputStream out) throws IOException {
        writing.write(rendered, out);
    }
}

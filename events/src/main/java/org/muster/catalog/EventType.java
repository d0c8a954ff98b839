package org.muster.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.events.DomainEvent;

/**
 * One entry of the event catalog.
 *
 * @param name the stable name, {@code muster.<subject>.<event>}
 * @param version grows by one with each change of form that a reader could notice; every version ever stored stays
 *     readable
 * @param form the record that the present version is read into
 * @param upcasters one for each earlier version, the first one from version 1 to 2
 */
public record EventType(String name, int version, Class<? extends DomainEvent> form, List<Upcaster> upcasters) {

    public EventType {
        upcasters = List.copyOf(upcasters);
        if (upcasters.size() != version - 1) {
            throw new IllegalArgumentException(
                    "%s is in version %d and has %d upcasters: each earlier version needs one, or what was stored in it could not be read"
                            .formatted(name, version, upcasters.size()));
        }
    }

    /** The CloudEvents {@code type}, for instance {@code muster.mission.established.v1}. */
    public String wireName() {
        return wireName(version);
    }

    /**
     * The CloudEvents {@code dataschema}: names the {@linkplain #schema() schema} for ever, wherever it is served. Each
     * deployment serves it at {@code /schemas/} and the wire name.
     */
    public URI schemaId() {
        return schemaId(wireName());
    }

    /** As {@link #schemaId()}, of any version that was ever stored. */
    public static URI schemaId(String wireName) {
        return URI.create("urn:muster:schema:" + wireName);
    }

    /** The CloudEvents {@code type} of an earlier version, or of the present one. */
    public String wireName(int version) {
        return name + ".v" + version;
    }

    /** Whether events of this version can be read: every version that there ever was. */
    public boolean reads(int version) {
        return version >= 1 && version <= this.version;
    }

    /**
     * The data of an event in the present version.
     *
     * @param from the version that it was stored in
     * @param data as JSON has them
     * @throws IllegalArgumentException if there is no such version
     */
    public Map<String, Object> lift(int from, Map<String, Object> data) {
        if (!reads(from)) {
            throw new IllegalArgumentException(wireName(from) + " is known only in " + versions());
        }
        Map<String, Object> lifted = data;
        for (Upcaster upcaster : upcasters.subList(from - 1, upcasters.size())) {
            lifted = upcaster.lift(lifted);
        }
        return lifted;
    }

    /** The versions that can be read, for people. */
    public String versions() {
        return version == 1 ? "version 1" : "versions 1 to " + version;
    }

    /**
     * The JSON Schema of a version as it was first published, as text.
     *
     * @throws IllegalArgumentException if there is no such version
     */
    public String publishedSchema(int version) {
        try (InputStream published = EventType.class.getResourceAsStream("schemas/" + wireName(version) + ".json")) {
            if (published == null) {
                throw new IllegalArgumentException(wireName(version) + " was never published");
            }
            return new String(published.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON Schema of the event's data. */
    public Map<String, Object> schema() {
        return JsonSchema.of(form.asSubclass(Record.class));
    }

    /** The fields that may be corrected; none for an event that is recorded for good. */
    public List<String> correctableFields() {
        Correctable correctable = form.getAnnotation(Correctable.class);
        return correctable == null ? List.of() : List.of(correctable.value());
    }

    /** Whether the event may be annulled. */
    public boolean annullable() {
        Correctable correctable = form.getAnnotation(Correctable.class);
        return correctable != null && correctable.annullable();
    }

    /** Why no later event corrects or annuls one of this type; empty if one may. */
    public Optional<String> recordedForGood() {
        return Optional.ofNullable(form.getAnnotation(RecordedForGood.class)).map(RecordedForGood::value);
    }

    /**
     * The event of these data, as {@link EventData} has them.
     *
     * @param version the version that they were stored in
     * @throws IllegalArgumentException if they are not those of such an event, or there is no such version
     */
    public DomainEvent read(int version, Map<String, Object> data) {
        return (DomainEvent) EventData.read(form.asSubclass(Record.class), lift(version, data));
    }
}

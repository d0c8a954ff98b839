package org.muster.eventstore.order;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Metadata, texts by name, as one flat JSON object. */
public final class MetadataJson {

    private static final JsonFactory JSON = new JsonFactory();

    private MetadataJson() {}

    public static String write(Map<String, String> metadata) {
        if (metadata.isEmpty()) {
            return "{}";
        }
        StringWriter out = new StringWriter(128);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                json.writeName(entry.getKey());
                if (entry.getValue() == null) {
                    json.writeNull();
                } else {
                    json.writeString(entry.getValue());
                }
            }
            json.writeEndObject();
        }
        return out.toString();
    }

    public static Map<String, String> read(String text) {
        if (text.equals("{}")) {
            return Map.of();
        }
        Map<String, String> metadata = new HashMap<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                metadata.put(name, json.nextToken() == JsonToken.VALUE_NULL ? null : json.getString());
            }
        }
        return metadata;
    }
}

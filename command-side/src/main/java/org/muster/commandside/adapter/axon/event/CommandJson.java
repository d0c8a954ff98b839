package org.muster.commandside.adapter.axon.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import org.muster.events.volunteer.SealedPersonalData;
import tools.jackson.databind.json.JsonMapper;

/** A command as its rule saw it, as JSON: with it the decision can be made again. Who a person is, is sealed by then. */
public final class CommandJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private CommandJson() {}

    /** The command as JSON. */
    public static String write(Record payload) {
        return JSON.writeValueAsString(payload);
    }

    /** The command of such JSON. */
    public static <C extends Record> C read(String json, Class<C> type) {
        return JSON.readValue(json, type);
    }

    /** Whether the command holds sealed personal data: then it is kept nowhere but with the events that it caused. */
    public static boolean holdsSealedData(Class<?> payload) {
        return Arrays.stream(payload.getRecordComponents())
                .anyMatch(component ->
                        component.getGenericType().getTypeName().contains(SealedPersonalData.class.getName()));
    }
}

package org.muster.commandside.audit.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.domain.decision.Snapshot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** States as JSON, and what differs between two. */
public final class StateJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
            .build();

    private StateJson() {}

    /** The state: where the model has snapshots, in their form. */
    @SuppressWarnings("unchecked") // the state is one of this model
    public static JsonNode of(DecisionModel<?> model, Object state) {
        return JSON.valueToTree(model.snapshot()
                .map(form -> ((Snapshot<Object, ?>) form).keep().apply(state))
                .map(Object.class::cast)
                .orElse(state));
    }

    /**
     * One difference.
     *
     * @param path JSON pointer
     * @param before null where there was none
     * @param after null where there is none
     */
    public record Difference(String path, JsonNode before, JsonNode after) {}

    /** What is not the same, by path. */
    public static List<Difference> differences(JsonNode before, JsonNode after) {
        List<Difference> found = new ArrayList<>();
        compare("", before, after, found);
        return found;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<Difference> found) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            Set<String> names = new TreeSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            names.forEach(name -> compare(
                    path + '/' + name.replace("~", "~0").replace("/", "~1"),
                    get(before, name),
                    get(after, name),
                    found));
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(
                        path + '/' + i,
                        i < before.size() ? before.get(i) : JSON.nullNode(),
                        i < after.size() ? after.get(i) : JSON.nullNode(),
                        found);
            }
        } else {
            found.add(new Difference(path, before, after));
        }
    }

    private static JsonNode get(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null ? JSON.nullNode() : value;
    }
}

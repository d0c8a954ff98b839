package org.muster.commandside.intake;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One text for all JSON that means the same: members sorted by name, no space, numbers in their shortest form. */
final class CanonicalJson {

    private CanonicalJson() {}

    static String of(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    /** Recursion is bounded by the depth that {@link StrictJson} allows. */
    private static void write(JsonNode node, StringBuilder to) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            node.forEachEntry(sorted::put);
            to.append('{');
            sorted.forEach((name, member) -> {
                if (to.charAt(to.length() - 1) != '{') {
                    to.append(',');
                }
                quote(name, to);
                to.append(':');
                write(member, to);
            });
            to.append('}');
        } else if (node.isArray()) {
            to.append('[');
            for (Iterator<JsonNode> items = node.iterator(); items.hasNext(); ) {
                write(items.next(), to);
                if (items.hasNext()) {
                    to.append(',');
                }
            }
            to.append(']');
        } else if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            to.append(number.signum() == 0 ? "0" : number.stripTrailingZeros().toString());
        } else if (node.isString()) {
            quote(node.stringValue(), to);
        } else {
            to.append(node);
        }
    }

    private static void quote(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                to.append('\\').append(c);
            } else if (c < ' ') {
                to.append("\\u%04x".formatted((int) c));
            } else {
                to.append(c);
            }
        }
        to.append('"');
    }
}

package org.muster.eventstore.order;

import java.util.LinkedHashSet;
import java.util.Set;
import org.axonframework.messaging.eventstreaming.Tag;

/** The text of a tag, as stored: {@code key:value}. */
public final class Tags {

    /** Joins several texts into one parameter; no tag or type may contain it. */
    public static final char SEPARATOR = '\u001f';

    private Tags() {}

    /** @throws IllegalArgumentException when the tag could not be read back as it was */
    static String text(Tag tag) {
        if (tag.key().isEmpty() || tag.key().indexOf(':') >= 0) {
            throw new IllegalArgumentException(
                    "A tag's key must not be empty nor contain ':', but is '" + tag.key() + "'");
        }
        String text = tag.key() + ':' + tag.value();
        requirePrintable("tag", text);
        return text;
    }

    public static String[] texts(Set<Tag> tags) {
        String[] texts = new String[tags.size()];
        int i = 0;
        for (Tag tag : tags) {
            texts[i++] = text(tag);
        }
        return texts;
    }

    public static Tag tag(String text) {
        int colon = text.indexOf(':');
        return new Tag(text.substring(0, colon), text.substring(colon + 1));
    }

    public static Set<Tag> tags(String[] texts) {
        Set<Tag> tags = LinkedHashSet.newLinkedHashSet(texts.length);
        for (String text : texts) {
            tags.add(tag(text));
        }
        return tags;
    }

    /** PostgreSQL's text holds no NUL, and the separator is ours. */
    public static void requirePrintable(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ') {
                throw new IllegalArgumentException(
                        "A " + what + " must not contain control characters: '" + text + "'");
            }
        }
    }
}

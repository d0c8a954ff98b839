package org.muster.commandside.personaldata;

import java.util.Optional;
import org.muster.catalog.Text;

/**
 * An identifier as commands have them. Any other text in its place may be a name, and is kept in no log.
 *
 * @param value letters, digits, dots, dashes and underscores
 */
record Identifier(String value) {

    static final int LENGTH_MAX = 64;

    static Optional<Identifier> parse(String text) {
        return text.length() <= LENGTH_MAX && text.matches(Text.IDENTIFIER)
                ? Optional.of(new Identifier(text))
                : Optional.empty();
    }
}

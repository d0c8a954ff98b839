package org.muster.commandside.vault;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes spellings of one name equal where they differ only in case, accents, spaces or punctuation. */
final class PersonName {

    /** The accents of European scripts. Signs of other scripts stay: there they are letters. */
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private PersonName() {}

    /** The order of words stays: two persons may share a birthday and the words of their names. */
    static String normalized(String name) {
        String decomposed = Normalizer.normalize(name, Normalizer.Form.NFKD);
        String plain = ACCENTS.matcher(decomposed).replaceAll("");
        // Upper case first, so that letters whose capitals are two letters (ß, SS) meet.
        String folded = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
    }
}

package org.muster.commandside.vault;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes spellings of one name equal: whatever the script, it is written in Latin letters without accents, as ICU
 * transliterates it, so that Łukasz meets Lukasz. Case, spaces, punctuation and the vowel signs of Arabic do not matter.
 *
 * <p>Different names may fold into one, as Chinese ones with the same sounds do. That is why the register calls such persons
 * possible duplicates, and lets an administrator say that they are two.
 */
final class PersonName {

    /** Compound and stateless; may be used by many threads at once. */
    private static final Transliterator LATIN =
            Transliterator.getInstance("NFKD; [\\u064B-\\u0652] Remove; Any-Latin; Latin-ASCII; NFKD");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SIGNS = Pattern.compile("\\p{M}+");

    private PersonName() {}

    /** The order of words stays: two persons may share a birthday and the words of their names. */
    static String normalized(String name) {
        boolean ascii = name.chars().allMatch(c -> c < 0x80);
        String latin = ascii ? name : SIGNS.matcher(LATIN.transliterate(name)).replaceAll("");
        // Upper case first, so that letters whose capitals are two letters (ß, SS) meet.
        String folded = latin.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
    }
}

package org.muster.commandside.vault;

import com.ibm.icu.text.Transliterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.muster.commands.volunteer.PersonalData;

/**
 * Makes spellings of one name equal: whatever the script, it is written in Latin letters without accents, as ICU
 * transliterates it, so that Łukasz meets Lukasz. Case, spaces, punctuation and the vowel signs of Arabic do not matter.
 *
 * <p>Different names may fold into one, as Chinese ones with the same sounds do. That is why the register calls such persons
 * possible duplicates, and lets an administrator say that they are two.
 */
public final class PersonName {

    /** Compound and stateless; may be used by many threads at once. */
    private static final Transliterator LATIN =
            Transliterator.getInstance("NFKD; [\\u064B-\\u0652] Remove; Any-Latin; Latin-ASCII; NFKD");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SIGNS = Pattern.compile("\\p{M}+");

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^a-z]+");
    private static final Pattern NEITHER = Pattern.compile("[^a-z0-9]+");

    /** Shorter parts of names are initials, particles and parts of many words. */
    private static final int PART_MIN = 3;

    private static final int DOCUMENT_MIN = 5;

    private PersonName() {}

    /**
     * Whether an identifier holds a part of the person's name, or the number of the passport. A part of three letters counts where it
     * stands alone, a longer one wherever it stands. A word with a digit in it is nobody's name.
     */
    public static boolean isIn(String identifier, PersonalData person) {
        String folded = normalized(identifier);
        List<String> words = List.of(NO_LETTERS.split(folded));
        boolean named = SPACES.splitAsStream(person.name())
                .filter(word -> word.chars().noneMatch(Character::isDigit))
                .flatMap(word -> Stream.of(normalized(word).split(" ")))
                .anyMatch(part -> part.length() == PART_MIN && words.contains(part)
                        || part.length() > PART_MIN && words.stream().anyMatch(word -> word.contains(part)));
        String compact = NEITHER.matcher(folded).replaceAll("");
        return named
                || person.passport()
                        .map(number -> NEITHER.matcher(normalized(number)).replaceAll(""))
                        .filter(number -> number.length() >= DOCUMENT_MIN && compact.contains(number))
                        .isPresent();
    }

    /** The order of words stays: two persons may share a birthday and the words of their names. */
    static String normalized(String name) {
        boolean ascii = name.chars().allMatch(c -> c < 0x80);
        String latin = ascii ? name : SIGNS.matcher(LATIN.transliterate(name)).replaceAll("");
        // Upper case first, so that letters whose capitals are two letters (ß, SS) meet.
        String folded = latin.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS.matcher(folded).replaceAll(" ").strip();
    }
}

package org.muster.commands;

/**
 * What a caller should know about a command that was accepted all the same. The names are stable API: systems branch on
 * them.
 */
public enum WarningCode {
    OVER_STRENGTH(
            "More posts are encumbered than the new strength authorizes; new ones are refused until it fits (X10)"),
    BEYOND_MANDATE("The day lies after the expiry or the end of the mission's mandate (X8)"),
    POSSIBLE_DUPLICATE("Somebody who looks the same is in the roster; the caller says that this is another person"),
    SHORT_NOTICE("The notice is shorter than the policy asks for"),
    CONTRADICTS_RECORD("Something that is on record already is at odds with this date");

    private final String meaning;

    WarningCode(String meaning) {
        this.meaning = meaning;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }
}

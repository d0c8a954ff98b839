package org.muster.queryside.report.render;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running a text as a formula.
 *
 * <p>They run a cell that starts with {@code = + - @}, some also in the full-width forms, after blanks and characters that
 * cannot be seen; a line break or tab in a cell begins another one where the file is read carelessly. Such a text is sent with an apostrophe
 * before it, which spreadsheets show as plain text. Texts are quoted always, so that no separator that a spreadsheet expects
 * (a semicolon in much of Europe) splits one.
 */
final class FormulaGuard {

    /** Blanks, controls, format characters, marks without a base, and fillers that are shown as nothing. */
    private static final String UNSEEN = "[\\s\\p{Z}\\p{C}\\p{M}\\u115F\\u1160\\u3164\\uFFA0\\u2800]*";

    private static final Pattern FORMULA = Pattern.compile("(?:^|[\\t\\r\\n\\u0085\\u2028\\u2029;,|])" + UNSEEN
            + "[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20\\u2212\\uFE62\\uFE63\\uFE66\\uFE6B]");

    private static final Pattern STARTS_UNSEEN = Pattern.compile("^[\\t\\r\\n]");

    private FormulaGuard() {}

    static String safe(String text) {
        return FORMULA.matcher(text).find() || STARTS_UNSEEN.matcher(text).find() ? "'" + text : text;
    }
}

package org.muster.queryside.admin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;

/** A {@link SwitchPolicy} as callers write it: {@code always}, {@code if-equal}, {@code never}. */
final class SwitchPolicyParser {

    private SwitchPolicyParser() {}

    static String of(SwitchPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<SwitchPolicy> parse(String word) {
        return Arrays.stream(SwitchPolicy.values())
                .filter(policy -> of(policy).equals(word))
                .findFirst();
    }
}

package org.muster.tlog.bundle;

import java.util.ArrayList;
import java.util.List;

/** What was found so far. */
final class Findings {

    private final List<Finding> list = new ArrayList<>();

    void add(Finding.Kind kind, String what) {
        if (list.size() < Verification.FINDINGS_MAX) {
            list.add(new Finding(kind, what));
        }
    }

    List<Finding> list() {
        return list;
    }
}

package org.muster.local.history;

import java.util.Random;

/** The lengths of a mission's assignments: mostly six to twenty-four months, in elections less. */
enum Terms {
    /** A ballot a few weeks away. */
    CONSULTATION(new int[][] {{100, 60, 130}}),
    /** Elections as a mission's main task. */
    ELECTIONS(new int[][] {{35, 90, 180}, {45, 180, 300}, {20, 300, 420}}),
    /** A registration of voters or citizens, run with people on short contracts. */
    RAPID(new int[][] {{60, 90, 170}, {30, 170, 300}, {10, 300, 500}}),
    /** Short contracts of a mission in a hurry. */
    BRIEF(new int[][] {{45, 120, 240}, {40, 240, 420}, {15, 420, 640}}),
    /** A year, often renewed. */
    STANDARD(new int[][] {{15, 180, 365}, {48, 365, 730}, {25, 730, 1095}, {12, 1095, 1460}});

    /** Rows of weight in percent, least and greatest days. */
    private final int[][] shares;

    Terms(int[][] shares) {
        this.shares = shares;
    }

    int days(Random random) {
        int at = random.nextInt(100);
        for (int[] share : shares) {
            if (at < share[0]) {
                return share[1] + random.nextInt(share[2] - share[1]);
            }
            at -= share[0];
        }
        throw new IllegalStateException("the shares of " + this + " do not add up to 100");
    }
}

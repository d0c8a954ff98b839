package org.muster.events.mission;

/** The hardship of a duty station, by the International Civil Service Commission: H for headquarters and the like, A to E. */
public enum HardshipClass {
    H,
    A,
    B,
    C,
    D,
    E
}

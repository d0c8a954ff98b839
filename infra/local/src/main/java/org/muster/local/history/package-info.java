/**
 * The history that Muster is loaded with: real missions and figures, synthetic volunteers.
 *
 * <p>Pure and deterministic: the same commands with the same ids on every day and machine, so that a load that was
 * interrupted resumes by repeating. Real data are in {@code missions.csv}, {@code mandates.csv}, {@code phases.csv},
 * {@code stations.csv} and {@code volunteer-figures.csv}; chosen values are in {@code calibration.csv},
 * {@code profiles.csv}, {@code mission-profiles.csv} and {@code nationalities.csv}. No person in it exists.
 */
package org.muster.local.history;

/**
 * The history that Muster is loaded with: real missions and figures, synthetic volunteers.
 *
 * <p>Pure and deterministic: the same commands with the same ids on every day and machine, so that a load that was
 * interrupted resumes by repeating. Which tables are real and which are chosen is in the README. No person in it exists.
 */
package org.muster.local.history;

package org.muster.queryside.readmodel.assignments;

import org.muster.events.volunteer.Gender;
import org.muster.readmodels.Row;

/**
 * What figures need to know of a volunteer; nothing of it is sealed. Reports show it as figures, or with scope roster.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param nationality ISO 3166-1 alpha-3 code
 */
public record Volunteer(String volunteer, String nationality, Gender gender) implements Row<String> {}

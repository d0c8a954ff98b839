/** Changes the authorized posts of a budget period, also below what is filled (rule X10). */
package org.muster.commandside.domain.mission.revisevolunteerstrength;

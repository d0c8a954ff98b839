/** Events of missions, mandates, authorized strength and duty stations. */
package org.muster.events.mission;

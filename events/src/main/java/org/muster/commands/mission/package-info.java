/** Commands about missions, mandates, authorized strength and duty stations. */
package org.muster.commands.mission;

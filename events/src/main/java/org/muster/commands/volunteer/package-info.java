/** Commands about persons in the roster. */
package org.muster.commands.volunteer;

/** Commands about assignments. */
package org.muster.commands.assignment;

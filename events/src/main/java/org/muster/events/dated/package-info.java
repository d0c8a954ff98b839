/** What holds on a day, whatever the order in which it was recorded: one definition for rules and reports. */
package org.muster.events.dated;

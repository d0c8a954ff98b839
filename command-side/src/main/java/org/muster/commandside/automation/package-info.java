/**
 * Muster's automations: what is done by itself when an event has happened or a day has come. What is due when is a pure function
 * of the event ({@link org.muster.commandside.automation.Automation}); the rest of this package keeps the days and sends the
 * commands, through the intake that everybody uses.
 */
package org.muster.commandside.automation;

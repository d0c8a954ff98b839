/** Events that Muster's automations record when a day has come: reminders, warnings, flags and lists for people. */
package org.muster.events.automation;

/** Commands of Muster's own automations, which nobody else may send. */
package org.muster.commands.automation;

/** The commands' wire forms and the codes of their refusals. */
package org.muster.commands;

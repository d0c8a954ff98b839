/** Takes commands in, decides them and records the events that follow. */
package org.muster.commandside;

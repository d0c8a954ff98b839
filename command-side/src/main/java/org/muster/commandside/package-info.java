/** Takes commands in, decides them and records the facts that follow. */
package org.muster.commandside;

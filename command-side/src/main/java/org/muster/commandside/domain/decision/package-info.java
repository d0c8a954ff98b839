/**
 * A decision is made of these: pure values and functions. No clock, no randomness, no I/O, no framework; time and ids come in with
 * the command.
 */
package org.muster.commandside.domain.decision;

/**
 * The pure core: what a decision is made of. No clock, no randomness, no I/O, no framework; time and ids come in with
 * the command.
 */
package org.muster.commandside.domain.decision;
